"""Lists (`_index.md`) speak for the pages below them: they hand values down by their `cascade`.

Nothing else of a list hides what lies below it: one that is a draft hides itself only, as in
Hugo.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quire.conventions.headers import Headers
from quire.conventions.hugo.cascade import cascades_in, folder_key
from quire.conventions.hugo.layout import Place, place
from quire.conventions.hugo.rules import rules_of, spoken
from quire.conventions.port import Reader
from quire.model import Defaults, Problem, Site, SourceFile

_WORDS = frozenset({b"cascade"})


class Lists:
    """Reads the lists of a site, each once while its bytes stay the same."""

    def __init__(self) -> None:
        self._headers = Headers()

    def applied(
        self, site: Site, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """Lay over a site what its lists say: their cascades behind the site's own. Where nobody
        knows what a list says, the pages below it are hidden."""
        lists = dict(_lists(files, site))
        headers = self._headers.read((files[path] for path in lists), read, _WORDS)
        places = {lists[path]: parsed for path, parsed in headers.items() if parsed.readable}
        handed, unknown = cascades_in(places, site)
        unknown |= {
            lists[path]: "its front matter cannot be read"
            for path, parsed in headers.items()
            if not parsed.readable
        }
        paths = {where: path for path, where in lists.items()}
        problems = tuple(_unknown(paths[where], fault) for where, fault in unknown.items())
        rules = replace(rules_of(site), unknown=frozenset(_key(where, site) for where in unknown))
        return replace(site, defaults=_by_folder((*site.defaults, *handed)), rules=rules), problems


def sections(files: Mapping[str, SourceFile], site: Site) -> frozenset[tuple[str, str]]:
    """Find the folders, by language, that are sections because they have a list page."""
    return frozenset(_key(where, site) for _, where in _lists(files, site))


def is_unknown(where: Place, site: Site) -> bool:
    """Say whether nobody knows what the lists around a page hand down to it."""
    unknown = rules_of(site).unknown
    lang = spoken(where.language.code, site)
    return bool(unknown) and any((lang, folder) in unknown for folder in where.around)


def _lists(files: Mapping[str, SourceFile], site: Site) -> Iterator[tuple[str, Place]]:
    for path in files:
        if "_index." in path.lower() and (where := place(path, site)) and where.is_list:
            yield path, where


def _key(where: Place, site: Site) -> tuple[str, str]:
    return spoken(where.language.code, site), folder_key(where)


def _by_folder(defaults: Iterable[Defaults]) -> tuple[Defaults, ...]:
    """Sort by folder: who asks for a folder's values finds them by bisection."""
    return tuple(sorted(defaults, key=lambda each: each.folder))


def _unknown(path: str, fault: str) -> Problem:
    said = f"Nobody knows what this list says of the pages below: {fault}."
    return Problem(path, 0, "unreadable-section", f"{said} They are hidden; mend it.")
