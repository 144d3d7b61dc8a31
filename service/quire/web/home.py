"""The front page: the newest posts, or those that are found, and how programs ask for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request

from quire.model.calendar import MONTHS
from quire.model.languages import direction
from quire.web.asking import Api, Said
from quire.web.links import api_address, local_address, reading_address
from quire.web.origin import origin_of
from quire.web.programs import Programs
from quire.web.rendering import Pages
from quire.wire import ANSWER, QUERY

POSTS = 10
"""Items on a page."""

TAGS = 30
"""Tags shown, the most used ones."""

_FORWARDED = frozenset(
    {"author", "category", "lang", "page", "q", "section", "series", "tag", "year"}
)
"""Parameters that v1 gets, and checks. Others, of those who count visits, change nothing."""

_FEEDS = (
    ("/feed.atom", "Atom", "application/atom+xml"),
    ("/feed.rss", "RSS", "application/rss+xml"),
    ("/feed.json", "JSON Feed", "application/feed+json"),
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked to show.

    Args:
        pairs: parameters that v1 gets.
    """

    pairs: Pairs

    @property
    def words(self) -> str | None:
        """What is searched for."""
        return next((value for name, value in self.pairs if name == "q"), None)

    @property
    def lang(self) -> str | None:
        """The language asked for, None: the site's default one."""
        return next((value for name, value in self.pairs if name == "lang"), None)

    @property
    def filters(self) -> Pairs:
        """What narrows the list, language and words apart."""
        return tuple(pair for pair in self.pairs if pair[0] not in ("lang", "page", "q"))

    def within(self, *names: str) -> Pairs:
        """The parameters of these names."""
        return tuple(pair for pair in self.pairs if pair[0] in names)

    def without(self, *names: str) -> Pairs:
        """The parameters of all other names."""
        return tuple(pair for pair in self.pairs if pair[0] not in names)


def register_home(app: Flask, pages: Pages, api: Api, base: str, feeds: bool) -> None:
    """Add /.

    Args:
        base: public address of the service, "" where it is not known.
        feeds: whether to link to them, where the site's own address is known, too.
    """

    def home() -> tuple[str, int]:
        asked = _asked(request.environ[QUERY])
        site = api.get("/v1").body["data"]
        shown = _list(api, asked)
        items, default = shown.body["data"], site["site"]["default_lang"]
        tags = shown.body["meta"]["facets"]["tag"]
        request.environ[ANSWER] = pages.answer(
            "home.html",
            "/",
            shown.policy,
            site=site["site"],
            counts=site["counts"],
            asked=asked,
            lang=asked.lang or default,
            posts=items,
            pagination=shown.body["meta"]["pagination"],
            told=shown.body["meta"].get("query"),
            tags=tags[:TAGS],
            feeds=feeds_of(asked, pages.routes) if feeds and site["site"]["url"] else [],
            programs=Programs.of(asked.pairs, items, tags),
            origin=origin_of(base),
            direction=direction,
            here=partial(local_address, base=base),
            day=_day,
            address=_address,
            reading=_reading,
            json=_json,
        )
        return "", 200

    app.add_url_rule("/", view_func=home)


def _asked(pairs: Pairs) -> Asked:
    """Take what v1 understands; a field of the form that is left empty asks for nothing."""
    return Asked(tuple((name, value) for name, value in pairs if name in _FORWARDED and value))


def _list(api: Api, asked: Asked) -> Said:
    look = (("facets", "tag"), ("limit", str(POSTS)))
    path = "/v1/posts" if asked.words is None else "/v1/search"
    return api.get(path, (*asked.pairs, *look))


def feeds_of(asked: Asked, routes: Collection[str]) -> list[Mapping[str, str]]:
    """List the feeds of what is shown, as far as there are such routes."""
    query = _address(asked.without("page"))
    return [
        {"address": path[1:] + query.removeprefix("."), "name": name, "type": kind}
        for path, name, kind in _FEEDS
        if path in routes
    ]


def _address(pairs: Pairs, **more: str) -> str:
    """Write the address of this page with other parameters."""
    query = urlencode([*pairs, *more.items()])
    return f"?{query}" if query else "."


def _reading(item: Mapping[str, Any]) -> str:
    return reading_address(item["type"], item["slug"], item["lang"], item["url"])


def _json(item: Mapping[str, Any]) -> str:
    return api_address(item["type"], item["slug"], item["lang"])


def _day(instant: str) -> str:
    """Write a date as people read it, the same in every locale."""
    date = datetime.fromisoformat(instant)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
