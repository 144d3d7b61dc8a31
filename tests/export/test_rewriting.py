"""Links of answers in all forms, and what is no link."""

import orjson
import pytest

from quire.export.addresses import Address
from quire.export.links import Links
from quire.export.rewriting import rewrite_html, rewrite_json, rewrite_xml

BASE = "https://api.example.org"


def links(here: str = "/v1/posts", base: str = "", page: int = 1) -> Links:
    return Links(base, Address(here).at_page(page))


@pytest.mark.parametrize(
    ("written", "rel", "becomes"),
    [
        ("/v1", "self", "/v1.json"),
        ("/v1/posts?page=2", "next", "/v1/posts/page/2.json"),
        ("/v1/tags/a#top", "", "/v1/tags/a.json#top"),
        ("/v1/posts/{slug}{?lang}", "item", "/v1/posts/{slug}/lang={lang}.json"),
        ("/v1/posts/{slug}?lang=de", "item", "/v1/posts/{slug}/lang=de.json"),
        ("/v1/search{?q}", "search", None),
        ("/v1/search?q=a&page=2", "next", None),
        ("/v1/changes", "changes", None),
        ("/embed", "embed", None),
        ("/embed/posts?tag=a", "embed", None),
        ("/", "home", None),
        ("/docs", "docs", "/docs"),
        ("/docs", "", "/docs"),
        ("/blog/cat/", "", "/blog/cat/"),
        ("/v10/posts", "next", "/v10/posts"),
        ("/v1/tags/" + "a" * 251, "tag", None),
        ("https://ink.example/v1/posts", "", "https://ink.example/v1/posts"),
        ("//ink.example/v1", "", "//ink.example/v1"),
    ],
)
def test_link_becomes_the_path_of_its_file_or_leads_nowhere(
    written: str, rel: str, becomes: str | None
) -> None:
    assert links().become(written, rel) == becomes


def test_links_below_an_address_are_those_that_begin_with_it() -> None:
    found = links(base=BASE)
    assert found.become(f"{BASE}/v1/posts?page=2", "next") == f"{BASE}/v1/posts/page/2.json"
    assert found.become("/v1/posts?page=2", "next") == "/v1/posts?page=2"
    assert found.become(f"{BASE}.evil/v1/posts", "") == f"{BASE}.evil/v1/posts"


def test_pages_by_cursor_are_numbered_as_they_follow_each_other() -> None:
    found = links(page=3)
    became = {rel: found.become("/v1/posts?cursor=abc", rel) for rel in ("prev", "self", "next")}
    assert became == {
        "prev": "/v1/posts/page/2.json",
        "self": "/v1/posts/page/3.json",
        "next": "/v1/posts/page/4.json",
    }
    assert found.become("/v1/posts?cursor=abc&lang=de", "first") == "/v1/posts/lang=de.json"
    assert found.become("/v1/posts?cursor=xyz", "last") is None
    (before, after) = [visit for visit in found.found if visit.address.path == "/v1/posts"][:2]
    assert (before.address.page, after.address.page) == (2, 4)
    assert after.asked == Address("/v1/posts", (("cursor", "abc"),))


def test_json_has_links_where_the_contract_has_them_and_nowhere_else() -> None:
    text = "/v1/posts?page=2"
    answer = {
        "data": [
            {
                "slug": "a",
                "lang": "en",
                "url": "/v1/posts",
                "title": text,
                "tags": [{"slug": "t", "url": "/v1/tags/t"}],
                "cover": {"url": "/v1/media/c.png", "srcset": [{"url": "/v1/media/c.png?w=160"}]},
                "extra": {"url": text, "links": {"a": text}},
                "html": f'<p>{text}</p><img src="/v1/media/c.png" title="{text}">',
                "links": {"site": text},
            }
        ],
        "meta": {"pagination": {"next_cursor": "abc"}},
        "links": {"self": "/v1/posts", "next": text, "prev": None},
    }
    made = orjson.loads(rewrite_json(orjson.dumps(answer), links().become))
    assert made == {
        "data": [
            {
                **answer["data"][0],  # type: ignore[dict-item]
                "tags": [{"slug": "t", "url": "/v1/tags/t.json"}],
                "cover": {"url": "/v1/media/c.png", "srcset": [{"url": "/v1/media/w=160/c.png"}]},
            }
        ],
        "meta": {"pagination": {"next_cursor": None}},
        "links": {"self": "/v1/posts.json", "next": "/v1/posts/page/2.json", "prev": None},
    }


def test_html_changes_in_the_addresses_of_media_alone() -> None:
    html = (
        '<p>/v1/media/a.png?w=160 &lt;img src="/v1/media/a.png?w=160"&gt;</p>'
        '<img alt="a > b, /v1/media/a.png?w=160" src="/v1/media/a,b.png?w=320&amp;format=webp"'
        ' srcset="/v1/media/a,b.png?w=160 160w, /v1/media/a,b.png 400w" loading="lazy">'
        '<a href="/v1/posts?page=2">x</a><a href="/v1/media/x.pdf">y</a>'
    )
    assert rewrite_html(html, links().become) == html.replace(
        'src="/v1/media/a,b.png?w=320&amp;format=webp"',
        'src="/v1/media/format=webp/w=320/a,b.png.webp"',
    ).replace("/v1/media/a,b.png?w=160 160w", "/v1/media/w=160/a,b.png 160w")


def test_feed_changes_in_its_links_and_in_the_media_of_its_bodies() -> None:
    feed = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{BASE}/feed.atom</id><title>{BASE}/v1/posts?page=2 &amp; more</title>"
        f'<link rel="self" href="{BASE}/feed.atom" />'
        f'<link rel="next" href="{BASE}/feed.atom?page=2" />'
        f'<link rel="last" href="{BASE}/feed.atom?cursor=abc" />'
        f"<entry><id>{BASE}/v1/posts?page=2</id>"
        f'<link rel="enclosure" href="{BASE}/v1/media/c.png?w=160" length="3" />'
        f'<content type="html">&lt;img src="{BASE}/v1/media/c.png?w=160"&gt; {BASE}/v1/posts?page=2'
        "</content></entry></feed>"
    ).encode()
    found = links("/feed.atom", BASE)
    assert rewrite_xml(feed, found.become) == feed.replace(
        b"feed.atom?page=2", b"page/2/feed.atom"
    ).replace(b"c.png?w=160", b"w=160/c.png").replace(b"media/c.png", b"media/w=160/c.png").replace(
        b"w=160/w=160", b"w=160"
    ).replace(f'<link rel="last" href="{BASE}/feed.atom?cursor=abc" />'.encode(), b"")
    assert {visit.address.shown for visit in found.found} == {
        "/feed.atom?page=2",
        "/v1/media/c.png?w=160",
    }


def test_parts_of_a_sitemap_are_followed_and_addresses_of_the_site_are_not() -> None:
    index = f"<sitemapindex><sitemap><loc>{BASE}/sitemap-2.xml</loc></sitemap></sitemapindex>"
    found = links("/sitemap.xml", BASE)
    assert rewrite_xml(index.encode(), found.become) == index.encode()
    assert [visit.address.path for visit in found.found] == ["/sitemap-2.xml"]
    part = b'<urlset><url><loc>https://ink.example/a?b=1&amp;c="2"</loc></url></urlset>'
    assert rewrite_xml(part, found.become) == part


def test_page_is_followed_to_what_it_is_made_of_and_to_no_other_place() -> None:
    found = links("/docs/problems", "")
    for reference in ("../docs", "assets/a.css", "https://a.example/b", "#x", "../v1", "../embed"):
        found.follow(reference)
    assert [visit.address.path for visit in found.found] == [
        "/docs",
        "/docs/assets/a.css",
        "/docs/problems",
    ]
