"""Addresses as Hugo makes them. Source: https://gohugo.io/content-management/urls/ (0.168)."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from quire.conventions.hugo.go_dates import is_layout, written
from quire.conventions.hugo.layout import Place
from quire.conventions.hugo.rules import Rules
from quire.conventions.paths import encoded, folded
from quire.model.calendar import MONTHS, WEEKDAYS

_KEPT_SIGNS = frozenset("._#+~-/\\@")
_TOKEN = re.compile(r":(\w+)(?:\[([^\]]*)\])?", re.ASCII)
_SLICE = re.compile(r"(\d{1,3}|last)?(:)?(\d{1,3}|last)?", re.ASCII)
_UNDATED = datetime(1, 1, 1)  # noqa: DTZ001
_PLAIN = Rules()


class Page(NamedTuple):
    """What a permalink pattern may ask for; `date` is in the offset it was written with."""

    place: Place
    title: str
    slug: str | None
    date: datetime | None


_OF_PAGE: dict[str, Callable[[Page], str]] = {
    "title": lambda page: page.title,
    "slug": lambda page: page.slug or page.title,
    "filename": lambda page: page.place.stem,
    "contentbasename": lambda page: page.place.stem,
    "slugorfilename": lambda page: page.slug or page.place.stem,
    "slugorcontentbasename": lambda page: page.slug or page.place.stem,
    "section": lambda page: page.place.section_folder,
}
_OF_DATE: dict[str, Callable[[datetime], str]] = {
    "year": lambda date: str(date.year),
    "month": lambda date: f"{date.month:02}",
    "monthname": lambda date: MONTHS[date.month - 1],
    "day": lambda date: f"{date.day:02}",
    "weekday": lambda date: str(date.isoweekday() % 7),
    "weekdayname": lambda date: WEEKDAYS[date.weekday()],
    "yearday": lambda date: str(date.timetuple().tm_yday),
}


def path_of(text: str, rules: Rules = _PLAIN) -> str:
    """Make a text a part of a path: letters, digits, marks and a few signs stay, spaces
    become single hyphens, all else goes; lower-case and with its accents, unless the site
    wants it otherwise."""
    if rules.folds_accents:
        text = _without_accents(text)
    kept: list[str] = []
    pending = False
    for char in text.strip():
        if char in _KEPT_SIGNS or unicodedata.category(char)[0] in "LNM":
            if pending and char != "-":
                kept.append("-")
            pending = False
            kept.append(char)
        elif char.isspace() and kept[-1:] != ["-"]:
            pending = True
    found = "".join(kept)
    return found if rules.keeps_case else found.lower()


def permalink(page: Page, pattern: str | None, url: str | None, rules: Rules = _PLAIN) -> str:
    """Give the path of a page on the site, percent-encoded, the language's folder in front.

    Args:
        pattern: from the site's `permalinks` for its section.
        url: from the front matter; it overrules everything, from the root where it starts
            with a slash, else from the language's folder.
    """
    prefix = page.place.language.prefix
    if url:
        on_own_host = page.place.language.url is not None
        from_root = url.startswith("/") and not on_own_host
        return encoded(_of_url(unquote(url) if from_root else f"{prefix}/{unquote(url)}"))
    if pattern:
        inside = _TOKEN.sub(lambda token: _token(token[1], token[2], page, rules), pattern)
        # What the dates of a pattern spell is no title: only its case is the site's.
        inside = inside if rules.keeps_case else inside.lower()
    else:
        last = page.place.stem if page.place.is_list else page.slug or page.place.stem
        inside = "/".join(path_of(part, rules) for part in (*page.place.parents, last))
    path = _directory(f"{prefix}/{inside}")
    if _is_ugly(page.place, rules) and len(path) > 1 and inside:
        path = f"{path}index.html" if page.place.is_list else f"{path[:-1]}.html"
    return encoded(path)


def unknown_tokens(pattern: str) -> list[str]:
    """List what a pattern holds that looks like a token and is none."""
    return [
        found[0]
        for found in _TOKEN.finditer(pattern)
        if found[1] not in _OF_PAGE
        and found[1] not in _OF_DATE
        and not (found[1] == "sections" and _SLICE.fullmatch(found[2] or ""))
        and not is_layout(found[1])
    ]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", kept)


def _is_ugly(place: Place, rules: Rules) -> bool:
    return rules.ugly if isinstance(rules.ugly, bool) else place.section in rules.ugly


def _of_url(url: str) -> str:
    """Give an address a closing slash unless it is that of a file."""
    path = folded(url)
    names_file = "." in path.rpartition("/")[2]
    return path if path.endswith("/") or names_file else f"{path}/"


def _directory(path: str) -> str:
    """Make a path start and end with one slash. Dots are no way up: they come from titles."""
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return "/" + "".join(f"{part}/" for part in parts)


def _token(name: str, part: str | None, page: Page, rules: Rules) -> str:
    if name in _OF_PAGE:
        # Hugo decodes what it has encoded, and a plus sign does not survive it.
        return path_of(path_of(_OF_PAGE[name](page), rules).replace("+", " "), rules)
    if name in _OF_DATE:
        return _OF_DATE[name](page.date or _UNDATED)
    if name != "sections":
        return written(page.date or _UNDATED, name).replace(" ", "-")
    sections = [path_of(each, rules) for each in _sections(page, rules)]
    return "/".join(_sliced(sections, part or ""))


def _sections(page: Page, rules: Rules) -> tuple[str, ...]:
    """Give the folders down to the nearest one that is a section: it has a list page, or is the
    first."""
    parents = page.place.parents
    for depth in range(len(parents), 0, -1):
        folder = "/".join(parents[:depth]).lower()
        if {(page.place.language.code, folder), ("", folder)} & rules.sections:
            return parents[:depth]
    return parents[:1]


def _sliced(sections: list[str], part: str) -> list[str]:
    """Take `[1:]`, `[:last]`, `[last]`, ... of the sections."""
    found = _SLICE.fullmatch(part)
    if not part or found is None:
        return sections

    def number(text: str) -> int:
        return len(sections) - 1 if text == "last" else int(text)

    start = number(found[1]) if found[1] else 0
    if not found[2]:
        return sections[max(start, 0) :][:1]
    return sections[max(start, 0) : number(found[3]) if found[3] else len(sections)]
