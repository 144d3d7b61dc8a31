"""Lists (`_index.md`) speak for the pages below them: they hand values down, and while a list
is a draft, not yet or no longer published, nothing below it is, as in Hugo.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from quire.conventions.headers import Headers
from quire.conventions.hugo.cascade import cascades_in, folder_key, inherited
from quire.conventions.hugo.dates import dates_of
from quire.conventions.hugo.hiding import withheld
from quire.conventions.hugo.layout import Place, place
from quire.conventions.hugo.rules import Bounds, rules_of, spoken
from quire.conventions.port import Reader
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed
from quire.model import Defaults, Problem, Site, SourceFile

_WORDS = ("cascade", "draft", "publish")


class Lists:
    """Reads the lists of a site, each once while its bytes stay the same."""

    def __init__(self) -> None:
        self._headers = Headers()

    def applied(
        self, site: Site, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """Lay over a site what its lists say: their cascades behind the site's own, and what
        they allow the pages below them. Where nobody knows it, these are hidden."""
        lists = dict(_lists(files, site))
        words = frozenset(word.encode() for word in (*_WORDS, *rules_of(site).dates.hiding))
        headers = self._headers.read((files[path] for path in lists), read, words)
        places = {lists[path]: parsed for path, parsed in headers.items() if parsed.readable}
        handed, unknown = cascades_in(places, site)
        unread = [lists[path] for path, parsed in headers.items() if not parsed.readable]
        site = replace(site, defaults=_by_folder((*site.defaults, *handed)))
        bounds = {
            _key(where, site): found
            for path, where in lists.items()
            if (found := _bounds(where, headers.get(path), site)) != Bounds()
        }
        bounds |= {_key(where, site): Bounds("unreadable") for where in (*unknown, *unread)}
        paths = {where: path for path, where in lists.items()}
        problems = tuple(_unknown(paths[where]) for where in (*unknown, *unread))
        return replace(site, rules=replace(rules_of(site), bounds=bounds)), problems


def sections(files: Mapping[str, SourceFile], site: Site) -> frozenset[tuple[str, str]]:
    """Find the folders, by language, that are sections because they have a list page."""
    return frozenset(_key(where, site) for _, where in _lists(files, site))


def bounds_of(where: Place, site: Site) -> Bounds:
    """Give what the lists around a page allow it, all of them together."""
    known = rules_of(site).bounds
    if not known:
        return Bounds()
    lang = spoken(where.language.code, site)
    found = [known[lang, each] for each in where.around if (lang, each) in known]
    return Bounds(
        next((each.hidden for each in found if each.hidden), None),
        _latest(each.publish_at for each in found),
        _earliest(each.expires_at for each in found),
    )


def within(bounds: Bounds, publish_at: datetime | None, expires_at: datetime | None) -> Bounds:
    """Narrow the dates of a page by what the lists around it allow."""
    return Bounds(
        bounds.hidden,
        _latest((bounds.publish_at, publish_at)),
        _earliest((bounds.expires_at, expires_at)),
    )


def _lists(files: Mapping[str, SourceFile], site: Site) -> Iterator[tuple[str, Place]]:
    for path in files:
        if "_index." in path and (where := place(path, site)) and where.is_list:
            yield path, where


def _key(where: Place, site: Site) -> tuple[str, str]:
    return spoken(where.language.code, site), folder_key(where)


def _by_folder(defaults: Iterable[Defaults]) -> tuple[Defaults, ...]:
    """Sort by folder: who asks for a folder's values finds them by bisection."""
    return tuple(sorted(defaults, key=lambda each: each.folder))


def _bounds(where: Place, header: Parsed | None, site: Site) -> Bounds:
    handed = inherited(where, site)
    if header is None and not handed:
        return Bounds()
    parsed = (header or Parsed(where.inside, {}, {}, "", 1)).over(handed)
    fields = Fields(parsed)
    dates = dates_of(fields, parsed, where, site)
    return Bounds(withheld(fields, parsed, site), dates.publish_at, dates.expires_at)


def _latest(instants: Iterable[datetime | None]) -> datetime | None:
    return max((each for each in instants if each is not None), default=None)


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in instants if each is not None), default=None)


def _unknown(path: str) -> Problem:
    fault = "Nobody knows what this list says of the pages below: they are hidden; mend it."
    return Problem(path, 0, "unreadable-section", fault)
