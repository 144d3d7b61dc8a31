"""The demo content served in process, and the real values that its parameters take."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from werkzeug.test import Client, TestResponse

from quire.app.application import create_app
from quire.wire import Front
from tests.support.building import Clock, workshop

CONTENT = Path(__file__).parents[2] / "content"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass(frozen=True)
class Demo:
    """The demo content behind the whole application."""

    front: Front
    client: Client

    def ask(self, address: str) -> TestResponse:
        """Ask for an address."""
        return self.client.get(address)

    def get(self, path: str, **query: object) -> Any:
        """Ask for a path that has JSON and give the answer decoded."""
        response = self.ask(f"{path}?{urlencode(query)}" if query else path)
        assert response.status_code == 200, response.data
        return orjson.loads(response.data)


@contextmanager
def serve_demo(base: Path) -> Iterator[Demo]:
    """Build a snapshot of the demo content in `base` and put the application before it."""
    clock = Clock(NOW)
    with workshop(base, clock, site=CONTENT) as made:
        made.builder.build()
        made.snapshot()
        front = create_app(made.holder, secret=b"a secret of the tests", now=clock)
        yield Demo(front, Client(front))


@dataclass(frozen=True)
class Values:
    """Values that exist in the demo content, in a fixed order, none of them empty.

    Args:
        slugs: by the first part of the path: posts, pages, authors, tags.
        filters: by filter parameter.
        langs: with `all`.
        paths: on the site, current and moved.
        media: as `/v1/media/` takes them.
        words: that a search finds.
        continued: the whole query of a second page, by path of a list.
        ids: by the first part of the path, as `slugs`.
        token: of the changes of everything.
    """

    slugs: dict[str, list[str]]
    filters: dict[str, list[str]]
    langs: list[str]
    paths: list[str]
    media: list[str]
    words: list[str]
    continued: dict[str, dict[str, str | int]]
    ids: dict[str, list[str]]
    token: str


def read_values(demo: Demo) -> Values:
    """Read the values off the API itself."""
    lists = {
        name: demo.get(f"/v1/{name}", limit=100)["data"]
        for name in ("posts", "pages", "authors", "tags")
    }
    facets = "tag,author,category,series,section,year"
    counted = demo.get("/v1/posts", facets=facets)["meta"]["facets"]
    site = demo.get("/v1")["data"]["site"]
    moved = demo.get("/v1/redirects")["data"]
    covers = [post["cover"]["url"] for post in lists["posts"] if post["cover"]]
    return Values(
        {name: [item["slug"] for item in found] for name, found in lists.items()},
        {name: [each["value"] for each in values] for name, values in counted.items()},
        [*site["langs"], "all"],
        [post["url"].removeprefix(site["url"]) for post in lists["posts"]]
        + [each["from"] for each in moved],
        [url.removeprefix("/v1/media/") for url in covers],
        ["git", "cache", '"content model"', "git tag:caching", "markdown -feed"],
        {path: _second_page(demo, path, query) for path, query in _FIRST_PAGES.items()},
        {name: [item["id"] for item in found] for name, found in lists.items()},
        demo.get("/v1/changes", limit=100)["meta"]["token"],
    )


_FIRST_PAGES: dict[str, dict[str, str | int]] = {
    "/v1/posts": {"limit": 1},
    "/v1/pages": {"limit": 1},
    "/v1/authors": {"limit": 1},
    "/v1/tags": {"limit": 1},
    "/v1/redirects": {"limit": 1},
    "/v1/search": {"q": "git", "limit": 1},
    "/v1/changes": {"limit": 1},
}


def _second_page(demo: Demo, path: str, query: dict[str, str | int]) -> dict[str, str | int]:
    meta = demo.get(path, **query)["meta"]
    return {**query, "cursor": meta.get("pagination", meta)["next_cursor"]}


def holds_something(content_type: str | None, body: bytes) -> bool:
    """Tell whether an answer holds anything: an item, a resource, a neighbour, bytes."""
    if content_type != "application/json":
        return bool(body)
    data = orjson.loads(body)["data"]
    return any(data.values()) if isinstance(data, dict) else bool(data)
