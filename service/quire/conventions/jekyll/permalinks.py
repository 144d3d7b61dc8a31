"""Addresses as Jekyll makes them. Source: https://jekyllrb.com/docs/permalinks/ (4.3)."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, unquote

from quire.conventions.jekyll.layout import HTML_SUFFIXES, Place
from quire.conventions.paths import encoded, folded
from quire.model.calendar import MONTHS, WEEKDAYS

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_PRETTY_SIGNS = frozenset("._~!$&'()+,;=@")
_WITH_SUFFIX = ("date", "ordinal", "none")


class Page(NamedTuple):
    """What a pattern may ask for; `date` is in the site's time zone.

    Args:
        slug: the front matter's, else None.
        categories: as the site knows them, folders first.
    """

    place: Place
    slug: str | None
    date: datetime | None
    categories: tuple[str, ...]


_OF_PAGE: dict[str, Callable[[Page], str]] = {
    "collection": lambda page: page.place.collection,
    "path": lambda page: _path_in_collection(page.place),
    "name": lambda page: slugified(page.place.stem),
    "title": lambda page: slugified(page.slug or page.place.slug, pretty=True),
    "slug": lambda page: slugified(page.slug or page.place.slug),
    "categories": lambda page: "/".join(_each_once(c.lower() for c in page.categories)),
    "slugified_categories": lambda page: "/".join(_each_once(map(slugified, page.categories))),
    "output_ext": lambda page: output_suffix(page.place),
}
_OF_DATE: dict[str, Callable[[datetime], str]] = {
    "year": lambda date: f"{date.year:04}",
    "short_year": lambda date: f"{date.year % 100:02}",
    "month": lambda date: f"{date.month:02}",
    "i_month": lambda date: str(date.month),
    "short_month": lambda date: MONTHS[date.month - 1][:3],
    "long_month": lambda date: MONTHS[date.month - 1],
    "day": lambda date: f"{date.day:02}",
    "i_day": lambda date: str(date.day),
    "y_day": lambda date: f"{date.timetuple().tm_yday:03}",
    "w_year": lambda date: f"{date.isocalendar().year:04}",
    "week": lambda date: f"{date.isocalendar().week:02}",
    "w_day": lambda date: str(date.isoweekday()),
    "short_day": lambda date: WEEKDAYS[date.weekday()][:3],
    "long_day": lambda date: WEEKDAYS[date.weekday()],
    "hour": lambda date: f"{date.hour:02}",
    "minute": lambda date: f"{date.minute:02}",
    "second": lambda date: f"{date.second:02}",
}


def unknown_placeholders(pattern: str) -> list[str]:
    """List what a pattern of posts or collections holds that looks like a placeholder and is
    none."""
    return [found[0] for found in _PLACEHOLDER.finditer(pattern) if not _known(found[1])]


def of_document(page: Page, pattern: str) -> str:
    """Give the path of a post or a collection's document, percent-encoded.

    Args:
        pattern: the front matter's or the collection's; of a document without a date, the
            date's placeholders are empty.
    """

    def value(found: re.Match[str]) -> str:
        name = _known(found[1])
        if not name:
            return found[0]
        tail = found[1][len(name) :]
        if name in _OF_PAGE:
            return quote(_OF_PAGE[name](page)) + tail
        return (_OF_DATE[name](page.date) if page.date else "") + tail

    return _address(_PLACEHOLDER.sub(value, pattern))


def of_page(where: Place, own: str | None, style: str) -> str:
    """Give the path of a page, percent-encoded.

    Args:
        own: pattern of its front matter.
        style: the site's `permalink`, whose ending pages take.
    """
    suffix = output_suffix(where)
    basename = where.stem.rstrip(".")
    pattern = own
    if pattern is None and basename == "index":
        pattern = "/:path/"
    elif pattern is None:
        pattern = with_ending_of("/:path/:basename", style)
    for name, value in (("path", where.folder), ("basename", basename), ("output_ext", suffix)):
        pattern = pattern.replace(f":{name}", quote(value))
    return _address(pattern)


def of_file(where: Place, pattern: str) -> str:
    """Give the plain path, without a leading slash, of a collection's file without front matter."""
    stem, dot, suffix = where.relative.rpartition(".")
    values = {
        "collection": where.collection,
        "path": (stem if dot else where.relative).rstrip(".")[len(where.collection) + 1 :],
        "output_ext": "",
        "name": where.stem.rstrip("."),
        "title": "",
    }
    for name, value in values.items():
        pattern = pattern.replace(f":{name}", quote(value))
    return unquote(_address(pattern)).strip("/") + (f".{suffix}" if dot else "")


def with_ending_of(pattern: str, style: str) -> str:
    """Give a pattern the ending that the site's `permalink` asks for."""
    if style == "pretty" or style.endswith("/"):
        return f"{pattern}/"
    if style in _WITH_SUFFIX or style.endswith(":output_ext"):
        return f"{pattern}:output_ext"
    return pattern


def output_suffix(where: Place) -> str:
    """Give the suffix of the written file: HTML files keep theirs."""
    return where.suffix if where.suffix.lower() in HTML_SUFFIXES else ".html"


def slugified(text: str, *, pretty: bool = False) -> str:
    """Make a text a part of an address: letters, marks, digits stay, all else is a hyphen.

    Args:
        pretty: keep capitals and the signs that a path may hold, too.
    """
    kept: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        stays = category[0] in "LM" or category == "Nd" or (pretty and char in _PRETTY_SIGNS)
        if stays:
            kept.append(char)
        elif kept[-1:] != ["-"]:
            kept.append("-")
    slug = "".join(kept).removeprefix("-").removesuffix("-")
    return slug if pretty else slug.lower()


def _known(name: str) -> str | None:
    """Find the placeholder that a name means; `:month_` may be `:month` and an underscore."""
    for each in (name, name.removesuffix("_")):
        if each in _OF_PAGE or each in _OF_DATE:
            return each
    return None


def _path_in_collection(where: Place) -> str:
    path = where.relative[: len(where.relative) - len(where.suffix)]
    if not where.collection:
        return path.rstrip(".")
    return path.replace(f"_{where.collection}", "", 1).rstrip(".")


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _address(url: str) -> str:
    """Clean an address as Jekyll does, then keep it below the root as browsers do."""
    cleaned = f"/{url}".replace("..", "/").replace("./", "")
    return encoded(folded(unquote(cleaned)))
