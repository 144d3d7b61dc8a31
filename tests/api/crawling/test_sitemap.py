"""The sitemap, its parts, and what robots may do."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from quire.api.crawling import sitemap
from quire.api.crawling.sitemap import read_parts, write_index, write_part
from quire.catalogue.columns import NO_DATE
from quire.model import Seo
from tests.api.feeds.site import BASE, FILES, SITE, served
from tests.api.front import Api
from tests.catalogue.candidates import candidate, catalogue

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

MORE = {
    "content/posts/away.md": """---
title: Said elsewhere first
date: 2024-02-01
canonicalURL: https://first.example/said/
---
Again.
""",
    "content/posts/kept-out.md": """---
title: Kept out of indexes
date: 2024-02-02
noindex: true
---
For those who have the link.
""",
}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with served(tmp_path_factory.mktemp("sitemap"), FILES | MORE) as (api, _):
        yield api


def located(body: bytes) -> dict[str, str | None]:
    """Give the last change of each address of a part or index."""
    return {
        str(row.findtext("s:loc", None, NAMES)): row.findtext("s:lastmod", None, NAMES)
        for row in etree.fromstring(body)
    }


def test_index_names_its_parts_and_when_they_changed(api: Api) -> None:
    response = api.ask("/sitemap.xml")
    assert response.content_type == "application/xml; charset=utf-8"
    assert located(response.data) == {f"{BASE}/sitemap-1.xml": "2024-05-20T08:00:00Z"}
    again = api.ask("/sitemap.xml", If_None_Match=response.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_part_holds_what_readers_may_find_oldest_first(api: Api) -> None:
    shown = located(api.ask("/sitemap-1.xml").data)
    dated = [url for url in shown if "/posts/" in url]
    assert dated == [
        f"{SITE}/posts/later/",
        f"{SITE}/posts/plain/",
        f"{SITE}/de/posts/full/",
        f"{SITE}/posts/full/",
    ]
    assert shown[f"{SITE}/posts/full/"] == "2024-05-20T08:00:00Z"
    assert shown[f"{SITE}/about/"] is None


def test_what_is_to_be_found_elsewhere_or_not_at_all_is_left_out(api: Api) -> None:
    published = [post["slug"] for post in api.get("/v1/posts")["data"]]
    assert {"away", "kept-out"} <= set(published)
    body = api.ask("/sitemap-1.xml").data
    for hidden in (b"away", b"kept-out", b"draft", b"future", b"first.example"):
        assert hidden not in body


def test_language_versions_name_each_other_and_who_speaks_none_gets_the_default(api: Api) -> None:
    part = etree.fromstring(api.ask("/sitemap-1.xml").data)
    links = {
        row.findtext("s:loc", None, NAMES): [
            (link.get("hreflang"), link.get("href")) for link in row.iterfind("x:link", NAMES)
        ]
        for row in part
    }
    english, german = f"{SITE}/posts/full/", f"{SITE}/de/posts/full/"
    assert links[english] == [("de", german), ("en", english), ("x-default", english)]
    assert links[english] == links[german]
    assert links[f"{SITE}/posts/plain/"] == []


def test_part_that_is_not_there_is_unknown(api: Api) -> None:
    for number in ("0", "01", "+1", "1_0", "%D9%A1", "2", "9" * 14, "9" * 30):
        assert api.faults(f"/sitemap-{number}.xml", 404)[0][3] == "/sitemap.xml"
    for path in ("/sitemap-x.xml", "/sitemap--1.xml"):
        assert api.ask(path).status_code == 404
    assert api.faults("/sitemap.xml?page=1")[0][1] == "unknown_parameter"


def test_robots_may_read_everything_and_find_the_sitemap(api: Api) -> None:
    response = api.ask("/robots.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.data.decode() == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}/sitemap.xml\n"


def test_hidden_documents_change_nothing_that_crawlers_read(api: Api, tmp_path: Path) -> None:
    shown = {path: text for path, text in (FILES | MORE).items() if "Secret" not in text}
    with served(tmp_path, shown) as (without, _):
        for path in ("/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/robots.txt"):
            one, other = api.ask(path), without.ask(path)
            assert (one.status_code, one.data) == (other.status_code, other.data)


def test_site_without_documents_has_an_empty_sitemap() -> None:
    parts = list(read_parts(catalogue(), "en"))
    assert [part.entries for part in parts] == [()]
    assert located(write_part(parts[0])) == {}
    index = write_index(iter([("https://x.example/sitemap-1.xml", parts[0])]))
    assert located(index) == {"https://x.example/sitemap-1.xml": None}


def test_parts_are_full_before_the_next_begins_and_a_new_document_changes_the_last_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = [candidate(f"post-{n:02}", date=f"2024-05-{n:02}") for n in range(1, 26)]
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 10)
    before = list(read_parts(catalogue(*many), "en"))
    assert [len(part.entries) for part in before] == [10, 10, 5]
    after = list(read_parts(catalogue(*many, candidate("new", date="2024-06-01")), "en"))
    assert after[:2] == before[:2]
    assert after[2].entries[:5] == before[2].entries

    monkeypatch.setattr(sitemap, "_ROOM", sum(map(len, before[0].entries[:7])))
    by_size = list(read_parts(catalogue(*many), "en"))
    assert [len(part.entries) for part in by_size] == [7, 7, 7, 4]
    assert sum((part.entries for part in by_size), ()) == sum((part.entries for part in before), ())


def test_unlisted_and_unindexed_documents_are_nobodys_language_version() -> None:
    def german(**more: object) -> bytes:
        version = candidate("schien", lang="de", translation_key="shown", date="2024-05-01")
        found = catalogue(
            candidate("shown", date="2024-05-01"),
            replace(version, **more),  # type: ignore[arg-type]
        )
        return b"".join(next(read_parts(found, "en")).entries)

    assert german().count(b"hreflang") == 6
    for more in ({"unlisted": True}, {"seo": Seo(noindex=True)}):
        assert b"schien" not in german(**more)
        assert b"hreflang" not in german(**more)


def test_no_date_is_no_last_change() -> None:
    [part] = read_parts(catalogue(candidate("undated", kind="page")), "en")
    assert part.changed_at == NO_DATE
    assert b"lastmod" not in write_part(part)
