"""Feeds of lists and searches, in three formats that say the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import feedparser
import pytest

from tests.api.feeds.site import BASE, FILES, SITE, served
from tests.api.feeds.validity import NAMES, assert_atom, assert_json_feed, assert_rss
from tests.api.front import Api

FORMATS = {"/feed.atom": assert_atom, "/feed.rss": assert_rss, "/feed.json": assert_json_feed}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with served(tmp_path_factory.mktemp("feeds")) as (api, _):
        yield api


def items(api: Api, query: str = "") -> list[dict[str, Any]]:
    """Give the items of a JSON Feed."""
    response = api.ask(f"/feed.json{query}")
    assert response.status_code == 200, response.data
    found: list[dict[str, Any]] = assert_json_feed(response.data)["items"]
    return found


def titles(api: Api, query: str = "") -> list[str]:
    return [item["title"] for item in items(api, query)]


@pytest.mark.parametrize("path", FORMATS)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?content=excerpt",
        "?lang=all&type=all",
        "?lang=de",
        "?tag=git&limit=1",
        "?q=secret",
        "?q=part&type=all",
        "?tag=no-such-tag",
        "?limit=1&page=2",
    ],
)
def test_every_feed_is_valid(api: Api, path: str, query: str) -> None:
    response = api.ask(path + query)
    assert response.status_code == 200, response.data
    FORMATS[path](response.data)


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/feed.rss", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json"),
    ],
)
def test_type_and_caching_are_those_of_a_list(api: Api, path: str, content_type: str) -> None:
    feed, posts = api.ask(path), api.ask("/v1/posts")
    assert feed.content_type == content_type
    for name in ("Cache-Control", "Vary", "Last-Modified", "Access-Control-Allow-Origin"):
        assert feed.headers[name] == posts.headers[name]
    tag = feed.headers["ETag"]
    again = api.ask(path, If_None_Match=tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert api.ask(path, Accept_Encoding="br").headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("path", ["/feed.atom", "/feed.rss", "/sitemap.xml"])
@pytest.mark.parametrize("accept", ["application/rss+xml", "text/xml", "application/atom+xml"])
def test_who_wants_one_kind_of_xml_gets_the_one_that_is_there(
    api: Api, path: str, accept: str
) -> None:
    assert api.ask(path, Accept=accept).status_code == 200
    assert api.ask(path, Accept="application/json").status_code == 406
    assert api.ask(path, Accept="application/xml;q=0").status_code == 406


def test_feed_holds_posts_newest_first_in_the_default_language(api: Api) -> None:
    newest = ["All of <it> & more", "Plain", "Later changed than shown"]
    assert titles(api) == newest
    assert titles(api, "?lang=de") == ["Alles davon"]
    assert titles(api, "?tag=git") == [newest[0], newest[2]]
    assert titles(api, "?tag=-git") == ["Plain"]
    assert titles(api, "?author=mira&lang=all") == ["All of <it> & more", "Alles davon"]
    assert titles(api, "?published_before=2024-05-05") == newest[1:]
    assert titles(api, "?slug=plain") == ["Plain"]


def test_search_is_a_feed_newest_first(api: Api) -> None:
    assert titles(api, "?q=wrote") == ["Plain"]
    assert titles(api, "?q=later+changed") == ["Later changed than shown"]
    best = [hit["title"] for hit in api.get("/v1/search?q=the+plain&type=post")["data"]]
    assert sorted(titles(api, "?q=the+plain")) == sorted(best)


def test_pages_are_a_feed_as_far_as_they_have_a_date(api: Api, tmp_path: Path) -> None:
    assert [page["title"] for page in api.get("/v1/pages")["data"]] == ["About"]
    assert titles(api, "?type=page") == []
    assert "About" not in titles(api, "?type=all")
    with served(tmp_path, committed=True) as (committed, _):
        [item] = items(committed, "?type=page")
        assert item["title"] == "About"
        assert item["date_published"] == item["date_modified"] == "2024-01-01T12:00:00Z"
        assert titles(committed, "?type=page&q=who") == ["About"]
        assert titles(committed, "?q=who") == []
        assert titles(committed, "?type=all") == [*titles(committed), "About"]


def test_entry_says_all_that_the_post_says(api: Api) -> None:
    item = items(api)[0]
    html = item.pop("content_html")
    assert item == {
        "id": item["id"],
        "url": f"{SITE}/posts/full/",
        "title": "All of <it> & more",
        "summary": "What it says.",
        "image": f"{BASE}/v1/media/posts/full/cover.png",
        "date_published": "2024-05-05T10:20:30Z",
        "date_modified": "2024-05-20T08:00:00Z",
        "authors": [{"name": "Mira Okafor", "url": "https://mira.example/"}, {"name": "Tom"}],
        "tags": ["Git", "C++"],
        "language": "en",
        "attachments": [
            {
                "url": f"{BASE}/v1/media/posts/full/cover.png",
                "mime_type": "image/png",
                "size_in_bytes": item["attachments"][0]["size_in_bytes"],
            }
        ],
    }
    path = item["image"].removeprefix(BASE)
    assert len(api.ask(path).data) == item["attachments"][0]["size_in_bytes"]
    assert '<h2 id="user-content-here">' in html


def test_links_of_a_body_are_absolute_and_those_inside_it_lead_to_the_site(api: Api) -> None:
    html = items(api)[0]["content_html"]
    for address in (
        f"{SITE}/posts/plain/",
        f"{SITE}/posts/plain/#part",
        f"{SITE}/posts/full/#here",
        f"{SITE}/posts/full/#fn",
        "https://cdn.example/x",
        f"{BASE}/v1/media/posts/full/cover.png",
        f"{BASE}/v1/media/posts/full/cover.png?w=160 160w",
    ):
        assert f'"{address}' in html or f" {address}" in html, address


def test_three_formats_say_the_same(api: Api) -> None:
    query = "?lang=all&type=all"
    wanted = items(api, query)
    atom = assert_atom(api.ask(f"/feed.atom{query}").data).findall("a:entry", NAMES)
    rss = assert_rss(api.ask(f"/feed.rss{query}").data).findall("item")
    for item, entry, row in zip(wanted, atom, rss, strict=True):
        assert item["id"] == entry.findtext("a:id", None, NAMES) == row.findtext("guid")
        assert item["title"] == entry.findtext("a:title", None, NAMES) == row.findtext("title")
        assert item["url"] == entry.find("a:link", NAMES).get("href") == row.findtext("link")
        people = [person["name"] for person in item.get("authors", [])]
        assert people == [each.text for each in entry.iterfind("a:author/a:name", NAMES)]
        assert people == [each.text for each in row.iterfind("dc:creator", NAMES)]
        html = item["content_html"].replace("\x0b", "")
        assert html == entry.findtext("a:content", None, NAMES)
        assert html == row.findtext("content:encoded", None, NAMES)
        assert item.get("summary", "") == (entry.findtext("a:summary", None, NAMES) or "")
        assert item.get("summary", "") == unescape(row.findtext("description") or "")
        tags = [each.get("label") for each in entry.iterfind("a:category", NAMES)]
        assert item.get("tags", []) == tags == [each.text for each in row.iterfind("category")]
        assert item["date_modified"] == entry.findtext("a:updated", None, NAMES)
        assert item["date_modified"] == row.findtext("a:updated", None, NAMES)
        xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
        assert item["language"] == entry.get(xml_lang) == row.get(xml_lang)


@pytest.mark.parametrize("path", ["/feed.atom", "/feed.rss"])
def test_feedparser_reads_it_without_complaint(api: Api, path: str) -> None:
    read = feedparser.parse(api.ask(f"{path}?lang=all").data)
    assert not read.bozo, read.get("bozo_exception")
    wanted = items(api, "?lang=all")
    assert [entry.id for entry in read.entries] == [item["id"] for item in wanted]
    assert [entry.link for entry in read.entries] == [item["url"] for item in wanted]


def test_excerpt_takes_the_place_of_the_body(api: Api) -> None:
    item = items(api, "?content=excerpt")[0]
    assert item["content_text"] == item["summary"] == "What it says."
    assert "content_html" not in item
    for path in ("/feed.atom", "/feed.rss"):
        assert b"user-content-here" not in api.ask(f"{path}?content=excerpt").data
        assert b"user-content-here" in api.ask(path).data


def test_cover_of_another_site_is_no_enclosure_for_nobody_knows_its_length(api: Api) -> None:
    plain = next(item for item in items(api) if item["title"] == "Plain")
    assert plain["image"] == "https://pictures.example/far.jpg"
    assert "attachments" not in plain
    assert api.ask("/feed.rss").data.count(b"<enclosure ") == 1
    assert api.ask("/feed.atom").data.count(b'rel="enclosure"') == 1


def test_what_was_changed_before_it_was_shown_was_last_changed_when_it_was_shown(api: Api) -> None:
    later = next(item for item in items(api) if item["title"].startswith("Later"))
    assert later["date_modified"] == later["date_published"] == "2024-05-03T00:00:00Z"


def test_characters_that_xml_forbids_are_left_out(api: Api) -> None:
    for path in ("/feed.atom", "/feed.rss"):
        body = api.ask(path).data
        assert b"\x0b" not in body
        assert b"Oddcontrol." in body


def test_feed_says_what_it_is_narrowed_down_to(api: Api) -> None:
    def title(query: str) -> str:
        name: str = json.loads(api.ask(f"/feed.json{query}").data)["title"]
        return name

    assert title("") == title("?author=-mira") == "Ink & Bytes"
    assert title("?tag=git,cplusplus&author=mira") == "Ink & Bytes · Git, C++ · Mira Okafor"
    assert title("?q=two++words&year=2024") == "Ink & Bytes · 2024 · “two words”"


def test_language_is_that_of_all_entries_or_none(api: Api) -> None:
    assert json.loads(api.ask("/feed.json?lang=de").data)["language"] == "de"
    assert "language" not in json.loads(api.ask("/feed.json?lang=all").data)
    assert b"<language>de</language>" in api.ask("/feed.rss?lang=de").data
    assert b"<language>" not in api.ask("/feed.rss?lang=all").data


def test_feed_was_updated_when_its_last_entry_was(api: Api) -> None:
    def updated(query: str) -> str | None:
        text: str | None = assert_atom(api.ask(f"/feed.atom{query}").data).findtext(
            "a:updated", None, NAMES
        )
        return text

    assert updated("") == "2024-05-20T08:00:00Z"
    assert updated("?slug=plain") == "2024-05-04T00:00:00Z"
    assert updated("?tag=none") == "1970-01-01T00:00:00Z"


def test_pages_of_a_feed_are_linked_and_hold_everything_once(api: Api) -> None:
    seen, address, previous = [], f"{BASE}/feed.json?lang=all&limit=2", None
    while address:
        local = address.removeprefix(BASE)
        feed = json.loads(api.ask(local).data)
        assert feed["feed_url"] == address
        seen += [item["title"] for item in feed["items"]]
        atom = assert_atom(api.ask(local.replace(".json", ".atom")).data)
        links = {link.get("rel"): link.get("href") for link in atom.iterfind("a:link", NAMES)}
        assert links["first"] == f"{BASE}/feed.atom?lang=all&limit=2"
        assert links.get("previous") == previous
        assert links.get("next", "").replace(".atom", ".json") == feed.get("next_url", "")
        previous = links["self"]
        address = feed.get("next_url")
    assert seen == titles(api, "?lang=all")
    assert len(seen) == 4


def test_identity_of_a_feed_hangs_on_what_it_holds(api: Api) -> None:
    def identity(path: str) -> str | None:
        text: str | None = assert_atom(api.ask(path).data).findtext("a:id", None, NAMES)
        return text

    own = identity("/feed.atom")
    assert own == identity("/feed.atom?limit=1&page=2") == identity("/feed.atom?content=excerpt")
    assert len({own, identity("/feed.atom?tag=git"), identity("/feed.atom?lang=de")}) == 3


def test_parameters_are_strict(api: Api) -> None:
    assert api.faults("/feed.atom?tagg=git") == [
        ("tagg", "unknown_parameter", "'tagg' is not a parameter of this address.", "tag")
    ]
    assert api.faults("/feed.rss?content=ful")[0][:2] == ("content", "unknown_value")
    assert api.faults("/feed.rss?content=ful")[0][3] == "full"
    assert [fault[0] for fault in api.faults("/feed.json?lang=fr&limit=101&q=&type=posts")] == [
        "lang",
        "limit",
        "q",
        "type",
    ]
    for name in ("sort", "fields", "formats", "urls", "facets", "include"):
        assert api.faults(f"/feed.atom?{name}=title")[0][1] == "unknown_parameter"
    assert api.faults("/feed.atom?page=9")[0][:2] == ("page", "out_of_range")
    assert api.faults("/feed.atomm", 404)[0][3] == "/feed.atom"


def test_lists_and_searches_name_their_feeds(api: Api) -> None:
    def named(address: str) -> list[str]:
        link = api.ask(address).headers.get("Link", "")
        return [each for each in link.split(", ") if "alternate" in each]

    assert named("/v1/posts?sort=title&tag=git&fields=title&limit=1&page=2") == [
        f'<{BASE}/feed.atom?tag=git>; rel="alternate"; type="application/atom+xml"',
        f'<{BASE}/feed.rss?tag=git>; rel="alternate"; type="application/rss+xml"',
        f'<{BASE}/feed.json?tag=git>; rel="alternate"; type="application/feed+json"',
    ]
    assert named("/v1/pages")[0].startswith(f"<{BASE}/feed.atom?type=page>")
    assert named("/v1/search?q=git&highlight=title")[1].startswith(
        f"<{BASE}/feed.rss?q=git&type=all>"
    )
    assert named("/v1/search?q=git&type=post")[0].startswith(f"<{BASE}/feed.atom?q=git&type=post>")
    assert named("/v1/posts?" + "&".join(f"tag={each * 150}" for each in "abcd")) == []
    filters = (
        "author=mira&category=git&featured=false&lang=all&published_after=2024-05-04"
        "&published_before=2025-01-01&section=posts&series=-none&slug=full,plain&tag=git"
        "&updated_after=2024-05-01&year=2024"
    )
    assert named(f"/v1/posts?{filters}")[2].startswith(f"<{BASE}/feed.json?{filters}>")
    by_id = f"id={api.get('/v1/posts?slug=plain')['data'][0]['id']}"
    assert named(f"/v1/posts?{by_id}")[0].startswith(f"<{BASE}/feed.atom?{by_id}>")
    assert titles(api, f"?{by_id}") == ["Plain"]
    kept = [post["title"] for post in api.get(f"/v1/posts?{filters}")["data"]]
    assert titles(api, f"?{filters}") == kept == ["All of <it> & more"]


def test_hidden_posts_are_in_no_feed_and_look_like_unknown_ones(api: Api, tmp_path: Path) -> None:
    shown = {path: text for path, text in FILES.items() if "Secret" not in text}
    assert len(shown) == len(FILES) - 2
    with served(tmp_path, shown) as (without, _):
        for path in FORMATS:
            for query in (
                "?lang=all&type=all",
                "?tag=hidden",
                "?author=ghost",
                "?slug=draft",
                "?slug=never-was",
                "?q=secret",
                "?year=2030",
                "?section=posts",
            ):
                one, other = api.ask(path + query), without.ask(path + query)
                assert one.data == other.data
                assert one.headers["ETag"] == other.headers["ETag"]
                assert b"Secret" not in one.data


def test_commit_that_touches_no_entry_changes_no_byte_of_a_feed(tmp_path: Path) -> None:
    with served(tmp_path) as (api, shop):
        before = [api.ask(f"{path}?limit=1").headers["ETag"] for path in FORMATS]
        shop.write({"content/posts/old.md": "---\ntitle: Old\ndate: 2020-01-01\n---\nOld."})
        shop.builder.build()
        assert api.holder.refresh()
        assert [api.ask(f"{path}?limit=1").headers["ETag"] for path in FORMATS] == before


@pytest.mark.slow
def test_full_feed_goes_on_where_it_would_be_too_large(tmp_path: Path) -> None:
    body = f"{'A line of words > more of them. ' * 100}\n\n" * 90
    files = {"hugo.toml": 'baseURL = "https://ink.example/"\n'} | {
        f"content/posts/p{n}.md": f"---\ntitle: Post {n}\ndate: 2024-05-{n:02}\n---\n{body}"
        for n in range(1, 10)
    }
    with served(tmp_path, files) as (api, _):
        for path, check in FORMATS.items():
            seen, address = 0, f"{BASE}{path}?limit=8"
            while address:
                response = api.ask(address.removeprefix(BASE))
                check(response.data)
                assert len(response.data) <= 2_000_000
                assert b"Post " in response.data
                seen += response.data.count(b"</p>") + response.data.count(b"&lt;/p&gt;")
                links = response.headers.get("Link", "")
                address = links.partition(">")[0][1:] if 'rel="next"' in links else ""
            assert seen == 9 * 90
            # Asked for by its number a page may be short, too, and says where it goes on.
            assert api.ask(f"{path}?limit=8&page=2").status_code == 200


@pytest.mark.slow
def test_entry_that_is_too_large_for_any_feed_is_cut_to_its_excerpt(tmp_path: Path) -> None:
    lines = ("<" * 60 + "\n") * 3_800
    body = f"```\n{lines}```"
    files = {
        "hugo.toml": 'baseURL = "https://ink.example/"\n',
        "content/posts/huge.md": f"---\ntitle: Huge\ndate: 2024-05-01\n---\nShort.\n\n{body}",
    }
    with served(tmp_path, files) as (api, _):
        assert len(items(api)[0]["content_html"]) > 900_000
        for path in ("/feed.atom", "/feed.rss"):
            body = api.ask(path).data
            assert b"Short." in body
            assert len(body) < 10_000, "written as XML it is twice as long"


def test_site_without_an_address_has_no_feed_and_says_why(tmp_path: Path) -> None:
    plain = {"posts/one.md": "---\ntitle: One\ndate: 2024-05-01\n---\nOne."}
    with served(tmp_path, plain, None) as (api, _):
        for path in (*FORMATS, "/sitemap.xml", "/sitemap-1.xml"):
            assert [fault["hint"] for fault in api.refused(path)["errors"]] == [
                "url under [site] of quire.toml",
                "QUIRE_PUBLIC_URL",
            ]
        assert api.ask("/robots.txt").data == b"User-agent: *\nAllow: /\n"
        assert api.refused("/feed.atom?limit=0")["errors"][0]["parameter"] == "limit"


def test_address_that_is_listened_on_stands_in_where_nothing_else_is_configured(
    tmp_path: Path,
) -> None:
    own = "http://127.0.0.1:8000"
    with served(tmp_path, FILES, None, own) as (api, _):
        for path, check in FORMATS.items():
            check(api.ask(path, Host="evil.example", X_Forwarded_Host="evil.example").data)
        feed = json.loads(api.ask("/feed.json").data)
        assert feed["feed_url"] == f"{own}/feed.json"
        assert feed["items"][0]["image"] == f"{own}/v1/media/posts/full/cover.png"
        assert f'src="{own}/v1/media/' in feed["items"][0]["content_html"]
        assert "evil" not in str(feed)
        assert api.ask("/v1/posts").headers["Link"].startswith("</feed.atom>")


def test_entries_keep_their_ids_when_site_or_service_learn_https_or_move(tmp_path: Path) -> None:
    def ids(folder: str, url: str, public_url: str) -> list[str]:
        files = FILES | {"hugo.toml": FILES["hugo.toml"].replace("https://ink.example/", url)}
        with served(tmp_path / folder, files, public_url) as (api, _):
            return [item["id"] for item in items(api)]

    first = ids("a", "http://ink.example/", "http://api.ink.example")
    assert first == ids("b", "https://INK.example/", "https://content.example")
    assert set(first).isdisjoint(ids("c", "https://other.example/", BASE))
