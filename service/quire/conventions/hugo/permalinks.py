"""Addresses as Hugo makes them. Source: https://gohugo.io/content-management/urls/ (0.111)."""

import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

from quire.conventions.hugo.layout import Place

_KEPT_SIGNS = frozenset("._#+~-/\\@")
_TOKEN = re.compile(r":([a-z]+)(?:\[[^\]]*\])?")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Page(NamedTuple):
    """What a permalink pattern may ask for; `date` is in the offset it was written with."""

    place: Place
    title: str
    slug: str | None
    date: datetime | None


def path_of(text: str) -> str:
    """Make a text a part of a path: letters, digits, marks and a few signs stay, spaces
    become single hyphens, all else goes; lower-case."""
    kept: list[str] = []
    pending = False
    for char in text.strip():
        if char in _KEPT_SIGNS or unicodedata.category(char)[0] in "LNM":
            if pending and char != "-" and kept[-1:] != ["-"]:
                kept.append("-")
            pending = False
            kept.append(char)
        elif char.isspace() and kept:
            pending = True
    return "".join(kept).lower()


def permalink(page: Page, pattern: str | None, url: str | None) -> str:
    """Give the path of a page on the site, with the language's folder in front.

    Args:
        pattern: from the site's `permalinks` for its section; lists have none.
        url: from the front matter; it overrules everything.
    """
    prefix = f"/{page.place.language.prefix}" if page.place.language.prefix else ""
    if url:
        return prefix + (url if _names_file(url) else _directory(url))
    if pattern and not page.place.is_list:
        return prefix + _directory(_TOKEN.sub(lambda token: _token(token[1], page), pattern))
    last = path_of(page.slug or page.place.stem) if not page.place.is_list else page.place.stem
    parts = [path_of(part) for part in (*page.place.parents, last) if part]
    return prefix + _directory("/".join(parts))


def _directory(path: str) -> str:
    """Make a path start and end with one slash."""
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return "/" + "".join(f"{part}/" for part in parts)


def _names_file(url: str) -> bool:
    """Say whether an address is that of a file, which gets no closing slash."""
    return re.fullmatch(r"(?:/[^/\s?#]+)+\.[a-z0-9]{2,5}", url) is not None


def _token(name: str, page: Page) -> str:
    match name:
        case "title":
            return path_of(page.title)
        case "slug":
            return path_of(page.slug or page.title)
        case "filename" | "contentbasename":
            return path_of(page.place.stem)
        case "slugorfilename" | "slugorcontentbasename":
            return path_of(page.slug or page.place.stem)
        case "section":
            return path_of(page.place.section)
        case "sections":
            return "/".join(path_of(part) for part in page.place.parents)
        case _:
            return _date_token(name, page.date or datetime(1, 1, 1))  # noqa: DTZ001


def _date_token(name: str, date: datetime) -> str:
    match name:
        case "year":
            return str(date.year)
        case "month":
            return f"{date.month:02}"
        case "monthname":
            return _MONTHS[date.month - 1].lower()
        case "day":
            return f"{date.day:02}"
        case "weekday":
            return str(date.isoweekday() % 7)
        case "weekdayname":
            return _WEEKDAYS[date.weekday()].lower()
        case "yearday":
            return str(date.timetuple().tm_yday)
        case _:
            return ""
