"""What only Hugo's convention reads of a site: the rules of its configuration.

A `Rules` is the `rules` of a `Site` that Hugo's convention has made. Two equal ones read every
content file alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from quire.model import Site, SourceFile

DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
PUBLISH_DATES = ("publishdate", "pubdate", "published", "date")
UPDATES = ("lastmod", "modified", "updated")
LASTMODS = ("lastmod", "modified", "date", "publishdate", "pubdate", "published")
EXPIRIES = ("expirydate", "unpublishdate")


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of the repository that stands for a part of the content.

    Args:
        source: relative to the site root, "" for the root itself.
        target: folders of the content tree that it stands for.
        lang: of its files, "" for the default language.
        files: globs of paths below the source, lower-case, with a slash in front, and whether
            what they match is let in; the first that matches decides.
    """

    source: str
    target: tuple[str, ...] = ()
    lang: str = ""
    files: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class DateSources:
    """Where a page's dates come from, best first: front matter keys, `:filename`, `:git`, ...

    Args:
        lastmod: what Hugo takes for the date of the last change; later sources may ask for it.
        updated_at: the same, but only what is said of a change.
        chosen: the site's own configuration says where the date comes from; else a date in
            the file's name counts where there is no other.
    """

    date: tuple[str, ...] = DATES
    publish_at: tuple[str, ...] = PUBLISH_DATES
    lastmod: tuple[str, ...] = LASTMODS
    updated_at: tuple[str, ...] = UPDATES
    expires_at: tuple[str, ...] = EXPIRIES
    chosen: bool = False

    @property
    def hiding(self) -> frozenset[str]:
        """The front matter keys that may hide a page, and therefore must be readable."""
        return frozenset((*self.publish_at, *self.expires_at))


@dataclass(frozen=True, slots=True)
class Building:
    """What of a language is built.

    Args:
        dates: where the dates of its pages come from.
        disabled_kinds: kinds of pages that are not published.
        unwritten_kinds: kinds of pages that are published only where they say in what format.
        drafts, scheduled, expired: these are published, too.
    """

    dates: DateSources = DateSources()
    disabled_kinds: frozenset[str] = frozenset()
    unwritten_kinds: frozenset[str] = frozenset()
    drafts: bool = False
    scheduled: bool = False
    expired: bool = False


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
        building: what is built of the default language, and of those that do not differ.
        buildings: of the languages that differ.
        version, role: of the site that is read, among those that are built of one content.
        unknown: (language, folder) of the lists of which nobody knows what they hand down.
        sections: (language, folder) of the lists, where a permalink pattern asks for them.
        files: the tree; no part of the comparison, because no page's meaning hangs on it.
    """

    mounts: tuple[Mount, ...] = ()
    served: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    zones: tuple[tuple[str, tzinfo], ...] = ()
    permalinks: dict[str, dict[str, str]] = field(default_factory=dict)
    ugly: bool | frozenset[str] = False
    keeps_case: bool = False
    folds_accents: bool = False
    taxonomies: frozenset[str] = frozenset()
    building: Building = Building()
    buildings: dict[str, Building] = field(default_factory=dict)
    version: str = ""
    role: str = ""
    unknown: frozenset[tuple[str, str]] = frozenset()
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


def building_of(site: Site, lang: str) -> Building:
    """Give what is built of a language."""
    rules = rules_of(site)
    return rules.buildings.get(lang, rules.building)
