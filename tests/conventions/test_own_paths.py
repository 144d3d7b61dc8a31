"""What is certain to be on a site, and what is certain not to be."""

from dataclasses import replace

import pytest

from quire.conventions.own_paths import OwnPaths, known_paths
from quire.model import Candidate, Site

KNOWN = {
    "/": "/",
    "/blog/2024/hello/": "/blog/2024/hello/",
    "/blog/2024/%C3%A4ther/": "/blog/2024/%C3%A4ther/",
    "/blog/old.html": "/blog/2024/hello/",
    "/about/": "/about/",
    "/blog/topics/css/": "/blog/topics/css/",
}
DOCUMENTS = ("/", "/blog/2024/hello/", "/blog/2024/%C3%A4ther/", "/about/", "/blog/topics/x/y/")
FILES = ("blog/tool", "blog/demo/index.html", "img/a.png")


def paths(url: str | None = "https://ink.example/sub") -> OwnPaths:
    return OwnPaths(Site(url=url), KNOWN, DOCUMENTS, lambda: FILES)


def candidate(**more: object) -> Candidate:
    base = Candidate(
        "a.md", "0" * 40, "post", "a", "a", "A", "a", "/a/", "en", "", aliases=("/old/", "/b/")
    )
    return replace(base, **more)  # type: ignore[arg-type]


def test_known_paths_are_permalinks_and_aliases_and_permalinks_win() -> None:
    other = candidate(path="b.md", permalink="/b/", aliases=())
    nowhere = candidate(path="c.yml", kind="author", permalink="", aliases=("/c/",))
    assert known_paths([candidate(), other, nowhere]) == {
        "/a/": "/a/",
        "/b/": "/b/",
        "/old/": "/a/",
    }


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("https://ink.example/sub/blog/?a#b", "/blog/?a#b"),
        ("http://INK.example/sub/blog/", "/blog/"),
        ("//ink.example/sub/", "/"),
        ("https://ink.example/sub", "/"),
        ("https://ink.example/sub#top", "/#top"),
        ("https://ink.example/subway", None),
        ("https://ink.example/", None),
        ("https://ink.example.evil/sub/", None),
        ("/blog/", None),
        ("mailto:ada@ink.example", None),
    ],
)
def test_addresses_of_the_site_itself_are_recognised(address: str, inside: str | None) -> None:
    assert paths().inside(address) == inside


def test_site_without_an_address_recognises_none() -> None:
    assert paths(None).inside("https://ink.example/sub/") is None
    assert paths(None).base == ""


@pytest.mark.parametrize(
    ("path", "permalink"),
    [
        ("/blog/2024/hello", "/blog/2024/hello/"),
        ("/blog/2024/hello/index.html", "/blog/2024/hello/"),
        ("/blog/2024/ä%74her", "/blog/2024/%C3%A4ther/"),
        ("/blog/old.html", "/blog/2024/hello/"),
        ("/", "/"),
        ("/blog/2024/", None),
    ],
)
def test_every_spelling_of_a_path_leads_to_its_permalink(path: str, permalink: str | None) -> None:
    assert paths().permalink(path) == permalink


@pytest.mark.parametrize(
    "path",
    ["/blog/2024/gone/", "/blog/2024/gone", "/blog/2024/Hello/", "/blog/gone/", "/blog/2023/"],
)
def test_path_beside_documents_that_is_nothing_is_broken(path: str) -> None:
    assert paths().is_broken(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/blog/",
        "/blog/2024/",
        "/blog/2024/hello/",
        "/blog/old.html",
        "/blog/tool",
        "/blog/demo/",
        "/blog/page/2/",
        "/blog/index.xml",
        "/blog/2024/hello.pdf",
        "/blog/feed/",
        "/blog/tags/",
        "/blog/topics/a-term-without-a-profile/",
        "/tags/anything/",
        "/img/",
        "/made-by-a-theme/",
        "/blog/2024/hello/made/by/a/theme/",
    ],
)
def test_path_that_may_be_made_by_a_theme_is_not_broken(path: str) -> None:
    assert not paths().is_broken(path)
