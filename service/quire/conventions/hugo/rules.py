"""What only Hugo's convention reads of a site: the rules of its configuration.

A `Rules` is the `rules` of a `Site` that Hugo's convention has made. Two equal ones read every
content file alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from quire.model import Site, SourceFile

DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
PUBLISH_DATES = ("publishdate", "pubdate", "published", "date")
UPDATES = ("lastmod", "modified", "updated")
EXPIRIES = ("expirydate", "unpublishdate")


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of the repository that stands for a part of the content.

    Args:
        source: relative to the site root, "" for the root itself.
        target: folders of the content tree that it stands for.
        lang: of its files, "" for the default language.
        included, excluded: globs of paths below the source; without `included` all are in.
    """

    source: str
    target: tuple[str, ...] = ()
    lang: str = ""
    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateSources:
    """Where a page's dates come from, best first: front matter keys, `:filename`, `:git`, ...

    Args:
        chosen: the site's own configuration says where the date comes from; else a date in
            the file's name counts where there is no other.
    """

    date: tuple[str, ...] = DATES
    publish_at: tuple[str, ...] = PUBLISH_DATES
    updated_at: tuple[str, ...] = UPDATES
    expires_at: tuple[str, ...] = EXPIRIES
    chosen: bool = False

    @property
    def hiding(self) -> frozenset[str]:
        """The front matter keys that may hide a page, and therefore must be readable."""
        return frozenset((*self.publish_at, *self.expires_at))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a list allows the pages below it: they are shown while it is.

    Args:
        hidden: why they are never shown.
        publish_at, expires_at: they are not shown before, and not from then on.
    """

    hidden: str | None = None
    publish_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one site.

    Args:
        mounts: of content, deeper sources first; empty: the languages' content folders.
        served: (folder, path): what lies in the folder is published below the path.
        ignored: regular expressions; a file or folder whose path (with a slash in front)
            matches one is left out.
        zones: of dates without an offset, by language, where they differ from the site's.
        permalinks: patterns of lists by kind (`section`, `term`, ...) and section.
        ugly: sections whose pages are `name.html`; True for all of them.
        keeps_case, folds_accents: how names become parts of addresses.
        taxonomies: the folders of all taxonomies.
        disabled_kinds: kinds of pages that are not published.
        bounds: what lists allow the pages below them, by (language, folder).
        sections: (language, folder) of the lists, where a permalink pattern asks for them.
        files: the tree; no part of the comparison, because no page's meaning hangs on it.
    """

    mounts: tuple[Mount, ...] = ()
    served: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    dates: DateSources = DateSources()
    zones: tuple[tuple[str, tzinfo], ...] = ()
    permalinks: dict[str, dict[str, str]] = field(default_factory=dict)
    ugly: bool | frozenset[str] = False
    keeps_case: bool = False
    folds_accents: bool = False
    taxonomies: frozenset[str] = frozenset()
    disabled_kinds: frozenset[str] = frozenset()
    bounds: dict[tuple[str, str], Bounds] = field(default_factory=dict)
    sections: frozenset[tuple[str, str]] = frozenset()
    files: Mapping[str, SourceFile] = field(default_factory=dict, compare=False, repr=False)


_DEFAULT = Rules()


def rules_of(site: Site) -> Rules:
    """Give the rules of a site; the default ones where it carries none of Hugo's."""
    return site.rules if isinstance(site.rules, Rules) else _DEFAULT


def spoken(code: str, site: Site) -> str:
    """Give the language by which the site's own values are told apart: "" where there is only
    one, because `quire.toml` may call it otherwise."""
    return code if len(site.languages) + len(site.disabled_languages) > 1 else ""


def zone_of(site: Site, lang: str) -> tzinfo:
    """Give the time zone of dates without an offset in a language."""
    return dict(rules_of(site).zones).get(lang, site.time_zone)
