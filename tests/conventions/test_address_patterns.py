"""Patterns of addresses where the generator has none: plain folders and Zola."""

from datetime import UTC, datetime

import pytest

from quire.conventions import quire_toml
from quire.conventions.address_patterns import Page, filled, unknown_tokens
from quire.conventions.plain import PLAIN
from quire.documents.front_matter import parse
from tests.conventions.reading import tree

PAGE = Page(
    ("blog", "deep"), "2024-05-03-hello", "Hello, World", "", datetime(2024, 5, 3, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/:year/:month/:day/:slug/", "/2024/05/03/hello/"),
        (":section/:title", "/blog/hello-world"),
        ("/:sections/:filename.html", "/blog/deep/2024-05-03-hello.html"),
        ("/fixed/", "/fixed/"),
    ],
)
def test_placeholders_are_filled(pattern: str, path: str) -> None:
    assert filled(pattern, PAGE) == path
    assert unknown_tokens(pattern) == []


def test_slug_of_the_front_matter_comes_before_the_name() -> None:
    assert filled("/:slug/", PAGE._replace(slug="own")) == "/own/"


def test_page_without_a_date_has_no_path_where_the_pattern_asks_for_one() -> None:
    assert filled("/:year/:slug/", PAGE._replace(date=None)) is None
    assert filled("/x/:slug/", PAGE._replace(date=None)) == "/x/hello/"


def test_unknown_placeholders_are_named() -> None:
    assert unknown_tokens("/:yeer/:title/:x") == [":yeer", ":x"]


@pytest.mark.parametrize(
    ("path", "front_matter", "expected"),
    [
        ("blog/hello.md", "date: 2024-05-03", "/2024/hello/"),
        ("blog/2024-05-03-hello.md", "", "/2024/hello/"),
        ("blog/hello/index.md", "date: 2024-05-03", "/2024/hello/"),
        ("blog/hello.md", "date: 2024-05-03\nslug: own", "/2024/own/"),
        ("blog/hello.md", "date: 2024-05-03\nslug: /a/own", "/2024/own/"),
        ("blog/hello.md", "date: 2024-05-03\npermalink: /mine/", "/mine/"),
        ("blog/hello.md", "title: Undated", "/blog/hello/"),
        ("blog/index.md", "date: 2024-05-03", "/blog/"),
        ("notes/hello.md", "date: 2024-05-03", "/notes/hello/"),
        ("blog/Größe & mehr.md", "date: 2024-05-03", "/2024/Gr%C3%B6%C3%9Fe%20&%20mehr/"),
    ],
)
def test_pattern_of_a_plain_folder(path: str, front_matter: str, expected: str) -> None:
    files = tree(path)
    site, _ = PLAIN.site(files, lambda _: b"")
    data = b"[site.permalinks]\nblog = '/:year/:slug/'\n"
    site, problems = quire_toml.overlay(site, "quire.toml", data, (), PLAIN.unknown_tokens)

    found = PLAIN.interpret(
        files[path], parse(path, f"---\n{front_matter}\n---\n".encode()), site
    ).candidate

    assert problems == ()
    assert found is not None
    assert found.permalink == expected
