"""The front page: what v1 says, as a page; everything that content says is text."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import brotli
import pytest

from quire.web.home import Asked, feeds_of
from quire.web.links import local_address
from tests.api.front import Api
from tests.api.sites import PAGES, post, write_state

NASTY = '<script>alert("1")</script><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    state = tmp_path_factory.mktemp("home")
    write_state(state)
    opened = Api(state)
    shown = opened.show()
    yield opened
    shown.close()


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A site whose posts mean no good, and one that is read from the right."""
    state = tmp_path_factory.mktemp("nasty")
    names = {"title": NASTY, "authors": (f"{NASTY} A",), "tags": (f"{NASTY} T",)}
    posts = (
        post("nasty", "2024-05-01", f"Excerpt {NASTY}", **names),
        post("salam", "2024-05-03", "السلام عليكم", lang="ar", title="سلام", tags=("Git",)),
    )
    write_state(state, (*PAGES, *posts))
    opened = Api(state)
    shown = opened.show()
    yield opened
    shown.close()


class Elements(HTMLParser):
    """The elements of a page as a browser meets them, and what in them could do anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names, self.attributes = set[str](), set[str]()
        self.scripts: list[str] = []
        self.pictures: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        for place, name in ((self.scripts, "script"), (self.pictures, "img")):
            if tag == name:
                place.append(dict(attrs).get("src") or "")


def page(api: Api, address: str = "/", status: int = 200) -> str:
    answer = api.ask(address)
    assert (answer.status_code, answer.content_type) == (status, "text/html; charset=utf-8")
    return answer.text


def titles(html: str) -> list[str]:
    found = re.findall(r"<h3 dir=\"auto\"><a [^>]+>(.*?)</a></h3>", html)
    return [unescape(re.sub(r"</?mark>", "", each)) for each in found]


def test_front_page_shows_the_title_and_the_newest_posts_in_the_order_of_v1(api: Api) -> None:
    html = page(api)
    assert "<title>Ink and Bytes</title>" in html
    listed = api.get("/v1/posts?limit=10")["data"]
    assert titles(html) == [each["title"] for each in listed]
    assert '<time datetime="2024-03-05T00:00:00Z" lang="en" dir="ltr">5 March 2024</time>' in html
    assert '<a href="https://ink.example/blog/hello/">Hello</a>' in html
    assert '<a href="v1/posts/hello?lang=en" lang="en">JSON' in html
    assert "9 posts, 2 pages" in html


def test_front_page_changes_only_with_what_it_shows(api: Api) -> None:
    first = api.ask("/")
    assert first.headers["Cache-Control"] == api.ask("/v1/posts").headers["Cache-Control"]
    assert api.ask("/?utm_source=letter&fbclid=1").data == first.data
    assert api.ask("/?q=").data == first.data
    again = api._client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/?tag=git", "/v1/posts?tag=git"),
        ("/?tag=git&tag=css", "/v1/posts?tag=git&tag=css"),
        ("/?author=ana", "/v1/posts?author=ana"),
        ("/?lang=de", "/v1/posts?lang=de"),
        ("/?lang=all&year=2024", "/v1/posts?lang=all&year=2024"),
        ("/?q=git", "/v1/search?q=git"),
        ("/?q=wor&lang=de", "/v1/search?q=wor&lang=de"),
        ("/?q=nothinglikeit", "/v1/search?q=nothinglikeit"),
        ("/?page=1", "/v1/posts?page=1"),
    ],
)
def test_page_lists_what_v1_lists_for_the_same_parameters(
    api: Api, address: str, asked: str
) -> None:
    listed = api.get(f"{asked}&limit=10")["data"]
    assert titles(page(api, address)) == [each["title"] for each in listed]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/?lang=xx", "lang"),
        ("/?page=0", "page"),
        ("/?page=x", "page"),
        ("/?lang=en&lang=de", "lang"),
        ("/?q=" + "x" * 300, "q"),
    ],
)
def test_wrong_parameter_is_named_on_a_page(api: Api, address: str, named: str) -> None:
    html = page(api, address, 400)
    assert f"<li><code>{named}</code>: " in html
    assert '<a href="./docs/problems/invalid-parameters">' in html


def test_search_marks_what_matched_and_nothing_else_is_html(nasty: Api) -> None:
    html = page(nasty, "/?q=script")
    assert "&lt;<mark>script</mark>&gt;alert" in html
    for address in ("/", "/?q=script", "/?lang=all", f"/?q={NASTY}", "/?tag=none<b>", "/<b>x</b>"):
        found = Elements(nasty.ask(address).text)
        assert not found.names & {"b", "iframe", "style", "object", "base", "svg"}
        assert not [name for name in found.attributes if name.startswith(("on", "style"))]
        assert all("/docs/assets/" in source for source in found.scripts)
        assert not [each for each in found.pictures if each == "x"]


def test_cover_is_shown_with_its_words(api: Api) -> None:
    (picture,) = re.findall(r"<img src=\"(v1/[^\"]+)\" alt=\"([^\"]*)\"", page(api))
    assert picture == ("v1/media/blog/hello.png", "A notebook")
    assert api.ask(f"/{picture[0]}").status_code == 200


@pytest.mark.parametrize(
    ("address", "base", "seen"),
    [
        ("/v1/media/a.png?w=160", "", "v1/media/a.png?w=160"),
        ("https://h.example/api/v1/media/a.png", "https://h.example/api", "v1/media/a.png"),
        ("https://h.example/v1/media/a.png", "https://h.example/api", None),
        ("https://far.example/a.png", "", None),
        ("//far.example/v1/media/a.png", "", None),
        ("/images/a.png", "", None),
    ],
)
def test_picture_of_another_host_has_no_place_on_the_page(
    address: str, base: str, seen: str | None
) -> None:
    assert local_address(address, base) == seen


def test_post_in_a_language_that_is_read_from_the_right_is_marked_so(nasty: Api) -> None:
    html = page(nasty, "/?lang=all")
    assert '<article lang="ar" dir="rtl">' in html
    assert '<article lang="en" dir="ltr">' in html


def test_every_address_on_the_page_can_be_followed(api: Api) -> None:
    for start in ("/", "/?q=git", "/?lang=de", "/?tag=git"):
        html = page(api, start)
        found = {unescape(url) for url in re.findall(r'(?:href|src|action)="([^"]*)"', html)}
        ours = {url for url in found if not url.startswith(("#", "https://ink.example"))}
        assert len(ours) > 15
        for url in ours:
            query = f"/{url}" if url.startswith("?") else url.removeprefix(".").rjust(1, "/")
            query = query if query.startswith("/") else f"/{query}"
            assert api.ask(query).status_code == 200, (start, url)


def test_page_never_says_what_the_host_header_says(api: Api) -> None:
    answer = api._client.get("/", headers={"Host": "evil.example", "X-Forwarded-Host": "evil"})
    assert "evil" not in answer.text
    assert answer.data == api.ask("/").data


def test_page_asks_no_other_host_and_is_small(api: Api) -> None:
    answer = api.ask("/")
    html = answer.text
    assets = re.findall(r'(?:src|href)="\./(docs/assets/[^"]+)"', html)
    assert len(set(assets)) == 4
    parts = [answer.data, *(api.ask(f"/{each}").data for each in set(assets))]
    assert sum(len(brotli.compress(part, quality=5)) for part in parts) < 15_000
    loaded = re.findall(r'<(?:script|img)[^>]+src="([^"]+)"|<link[^>]+href="([^"]+)"', html)
    assert not [each for pair in loaded for each in pair if "//" in each]
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "requests"),
    [
        ("/", ["posts?tag=css&limit=5", "search?q=CSS&limit=5", "posts/hello"]),
        ("/?tag=http", ["posts?tag=http&limit=5", "search?q=HTTP&limit=5", "posts/caches"]),
        (
            "/?q=worte+leben&lang=de",
            [
                "posts?tag=git&lang=de&limit=5",
                "search?q=worte+leben&lang=de&limit=5",
                "posts/hallo?lang=de",
            ],
        ),
    ],
)
def test_programs_ask_for_what_is_shown(api: Api, address: str, requests: list[str]) -> None:
    html = page(api, address)
    for language in ("curl", "fetch", "kotlin", "swift", "python"):
        panel = html.partition(f'id="panel-{language}"')[2]
        text = unescape(re.sub(r"<[^>]+>", "", panel))
        found = re.findall(r"http://localhost:8000/v1/([^'\"]+)", text)[:3]
        assert found == requests, language
    for each in requests:
        assert api.get(f"/v1/{each}")["data"]


def test_feeds_and_embeds_are_linked_where_they_are_served(api: Api) -> None:
    html = page(api, "/?tag=git&lang=de&page=1")
    for feed in ("feed.atom", "feed.rss", "feed.json"):
        served = api.ask(f"/{feed}").status_code == 200
        assert html.count(f'href="{feed}?lang=de&amp;tag=git"') == (2 if served else 0)
    assert ('<a href="embed">' in html) == (api.ask("/embed").status_code != 404)


def test_feeds_are_of_what_is_shown_and_begin_at_its_first_page() -> None:
    asked = Asked((("lang", "de"), ("page", "2"), ("q", "a b"), ("tag", "git")))
    found = feeds_of(asked, ["/feed.atom", "/feed.json", "/"])
    assert [(each["address"], each["name"]) for each in found] == [
        ("feed.atom?lang=de&q=a+b&tag=git", "Atom"),
        ("feed.json?lang=de&q=a+b&tag=git", "JSON Feed"),
    ]
    assert feeds_of(Asked(()), ["/feed.rss"])[0]["address"] == "feed.rss"
