"""What only Zola's convention reads of a site."""

from dataclasses import dataclass

from quire.model import Site

CONTENT = "content"
"""Where content is; Zola knows no other folder."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one site.

    Args:
        ignored: globs of files that are left out.
        slugs: how names become addresses: `on`, `safe` or `off`.
        keeps_dates: a date in front of a file's name stays in its address.
        drafts: folders of sections that are drafts; what lies below is hidden with them.
        closed: folders of sections of which nobody knows whether they are drafts.
        transparent: folders of sections that hand their pages on to the section above.
    """

    ignored: tuple[str, ...] = ()
    slugs: str = "on"
    keeps_dates: bool = False
    drafts: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    transparent: frozenset[str] = frozenset()


_DEFAULT = Rules()


def rules_of(site: Site) -> Rules:
    """Give the rules of a site; the default ones where it carries none of Zola's."""
    return site.rules if isinstance(site.rules, Rules) else _DEFAULT
