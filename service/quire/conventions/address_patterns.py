"""Patterns of addresses in `quire.toml`, for the kinds of site whose generators have none."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from quire.documents.dates import date_of_path
from quire.documents.slugs import slugify

_TOKEN = re.compile(r":([a-z]+)")


class Page(NamedTuple):
    """What a pattern may ask for.

    Args:
        folders: that the file stands in, from the site's root.
        name: what names the page, its file or its folder.
        slug: the front matter's, "" where there is none.
        date: of publication, in the offset it was written with; None where there is none.
    """

    folders: tuple[str, ...]
    name: str
    title: str
    slug: str
    date: datetime | None


_OF_PAGE: dict[str, Callable[[Page], str]] = {
    "section": lambda page: page.folders[0] if page.folders else "",
    "sections": lambda page: "/".join(page.folders),
    "title": lambda page: slugify(page.title) or page.name,
    "slug": lambda page: page.slug or _undated(page.name),
    "filename": lambda page: page.name,
}
_OF_DATE: dict[str, Callable[[datetime], str]] = {
    "year": lambda date: f"{date.year:04}",
    "month": lambda date: f"{date.month:02}",
    "day": lambda date: f"{date.day:02}",
}


def filled(pattern: str, page: Page) -> str | None:
    """Give the plain path that a pattern makes of a page; None where it asks for the date of
    one that has none, which then keeps its usual address."""
    names = [found[1] for found in _TOKEN.finditer(pattern)]
    date = page.date
    if date is None and any(name in _OF_DATE for name in names):
        return None

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in _OF_PAGE:
            return _OF_PAGE[name](page)
        return _OF_DATE[name](date) if date and name in _OF_DATE else found[0]

    path = _TOKEN.sub(value, pattern)
    return path if path.startswith("/") else f"/{path}"


def unknown_tokens(pattern: str) -> list[str]:
    """List what a pattern holds that looks like a placeholder and is none."""
    return [
        found[0]
        for found in _TOKEN.finditer(pattern)
        if found[1] not in _OF_PAGE and found[1] not in _OF_DATE
    ]


def _undated(name: str) -> str:
    dated = date_of_path(name)
    return dated[1] if dated and dated[1] else name
