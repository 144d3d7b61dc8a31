"""Posts in a frame: complete without a script, safe whatever content says, strict as v1 is."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from quire.api.embeds import frames
from quire.api.embeds.markup import direction, origin, picture_origins, posts_list
from quire.api.embeds.policies import frame_policy
from quire.api.v1.asking import Asked
from tests.api.front import Api

SANDBOX = (
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)


class Page(HTMLParser):
    """What a page holds: links by their text, images, other tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts += [data.strip()] if data.strip() else []

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(api: Api, address: str, status: int = 200) -> Page:
    answer = api.ask(address)
    assert answer.status_code == status, answer.data
    assert answer.content_type == "text/html; charset=utf-8"
    return Page(answer.data.decode())


def titles(api: Api, query: str) -> list[str]:
    links = page(api, f"/embed/posts?{query}").all("a")
    return [str(link["href"]).rsplit("/", 2)[1] for link in links]


def test_frame_shows_the_newest_posts_as_links_out_of_the_frame(api: Api) -> None:
    shown = page(api, "/embed/posts?limit=2")
    assert shown.all("a") == [
        {"class": "title", "href": "https://ink.example/blog/hello/", "target": "_top"},
        {"class": "title", "href": "https://ink.example/blog/caches/", "target": "_top"},
    ]
    assert "Hello" in shown.texts
    assert {"datetime": "2024-03-05T00:00:00Z"} in shown.all("time")


def test_frame_has_five_posts_unless_told_otherwise(api: Api) -> None:
    assert len(titles(api, "")) == 5


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("tag=http", ["caches", "etags", "feeds"]),
        ("tag=http&tag=git", ["caches"]),
        ("tag=-http,-git", None),
        ("author=ana", ["colours", "beginnings"]),
        ("category=guides", ["hello", "grids"]),
        ("series=speed&sort=published_at", ["etags", "caches"]),
        ("year=2023&limit=1", ["grids"]),
        ("featured=true", ["hello"]),
        ("slug=feeds,etags", ["etags", "feeds"]),
        ("published_before=2023-01-01", ["beginnings"]),
        ("lang=de", ["hallo", "nur-deutsch"]),
    ],
)
def test_frame_narrows_posts_as_the_list_of_v1_does(
    api: Api, query: str, slugs: list[str] | None
) -> None:
    if slugs is None:
        assert api.ask(f"/v1/posts?{query}").status_code == 200
        slugs = [each["slug"] for each in api.get(f"/v1/posts?{query}&limit=5")["data"]]
    assert titles(api, query) == slugs
    listed = api.get(f"/v1/posts?{query}" + ("" if "limit" in query else "&limit=5"))["data"]
    assert [each["slug"] for each in listed] == slugs


def test_frame_says_that_nothing_matches(api: Api) -> None:
    assert page(api, "/embed/posts?tag=none").texts[-1] == "There are no posts here yet."


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("layout=fancy", "layout: 'fancy' is not one of the known values"),
        ("theme=blue", "theme: 'blue' is not one of the known values"),
        ("limit=0", "limit: 0 is less than 1."),
        ("limit=101", "limit: 101 is more than 100."),
        ("tagg=css", "tagg: 'tagg' is not a parameter of this address."),
        ("page=2", "page: 'page' is not a parameter of this address."),
        ("lang=xx", "lang: 'xx' is not a language of this site"),
        ("layout=list&layout=cards", "layout: This parameter may be given once."),
    ],
)
def test_frame_names_each_fault_of_its_address(api: Api, query: str, named: str) -> None:
    assert any(text.startswith(named) for text in page(api, f"/embed/posts?{query}", 400).texts)


def test_fault_in_a_frame_is_text_and_never_markup(api: Api) -> None:
    shown = page(api, "/embed/posts?layout=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", 400)
    assert shown.all("img") == []
    assert any("<img src=x onerror=alert(1)>" in text for text in shown.texts)


def test_one_post_is_shown_with_its_excerpt_and_authors(api: Api) -> None:
    shown = page(api, "/embed/post?slug=caches")
    assert shown.texts[-4:-2] == ["Caches", "A cache is a promise."]
    assert shown.texts[-1] == "Mira Okafor, Tom"
    assert page(api, "/embed/post?slug=hallo&lang=de").all("html")[0]["lang"] == "de"


@pytest.mark.parametrize("address", ["/embed/post?slug=none", "/embed/post?slug=hallo"])
def test_post_that_is_not_there_is_a_page_that_says_so(api: Api, address: str) -> None:
    assert page(api, address, 404).texts[-1] == "There is nothing at this address."


def test_post_without_a_slug_is_a_fault(api: Api) -> None:
    assert page(api, "/embed/post", 400).texts[-1] == "slug: This parameter is required."


@pytest.mark.parametrize("address", ["/embed/posts", "/embed/post?slug=hello"])
def test_frame_may_be_shown_anywhere_and_may_do_next_to_nothing(api: Api, address: str) -> None:
    headers = api.ask(address).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[:3] == ["default-src 'none'", "script-src 'self'", "style-src 'self'"]
    assert {"base-uri 'none'", "form-action 'none'", "frame-ancestors *", SANDBOX} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers
    assert headers["Cache-Control"].startswith("public, max-age=60")


@pytest.mark.parametrize("address", ["/embed/posts?none=1", "/embed/post?slug=none"])
def test_frame_that_says_why_there_is_nothing_has_the_same_policy(api: Api, address: str) -> None:
    policy = api.ask(address).headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert SANDBOX in policy


def test_operator_says_who_may_show_frames(state: Path) -> None:
    api = Api(state, embed_ancestors="https://a.example 'self'")
    api.show()
    for address in ("/embed/posts", "/embed/post?slug=hello", "/embed/post?slug=none"):
        policy = api.ask(address).headers["Content-Security-Policy"]
        assert "; frame-ancestors https://a.example 'self'; " in policy
    assert "frame-ancestors 'none'" in api.ask("/docs").headers["Content-Security-Policy"]


def test_frame_runs_nothing_that_is_not_a_file_of_ours(api: Api) -> None:
    html = api.ask("/embed/posts?layout=cards").data.decode()
    assert not re.search(r"<style|<script>|\son\w+=|\sstyle=|javascript:", html)


def test_picture_of_a_frame_is_found_below_any_prefix_of_a_proxy(api: Api) -> None:
    answer = api.ask("/embed/posts?layout=cards&slug=hello")
    [picture] = Page(answer.data.decode()).all("img")
    assert (picture["src"], picture["alt"]) == ("../v1/media/blog/hello.png", "A notebook")
    assert (picture["width"], picture["height"], picture["loading"]) == ("4", "3", "lazy")
    assert "img-src 'self';" in answer.headers["Content-Security-Policy"]


def test_policy_of_a_frame_names_the_hosts_of_the_pictures_that_it_shows() -> None:
    copies = [{"url": "https://b.example/x.png?w=160", "width": 160}]
    posts = [
        {"cover": {"url": "https://a.example/x.png", "srcset": copies}},
        {"cover": {"url": "/v1/media/x.png", "srcset": []}},
        {"cover": None},
    ]
    policy = frame_policy(picture_origins(posts), "*")
    assert "; img-src 'self' https://a.example https://b.example; " in policy


def test_policy_of_a_frame_stays_short_however_many_hosts_pictures_come_from() -> None:
    covers = [{"url": f"https://host-{n}.example/x.png", "srcset": []} for n in range(100)]
    policy = frame_policy(picture_origins([{"cover": cover} for cover in covers]), "*")
    assert "; img-src 'self' http: https:; " in policy
    assert len(policy) < 500


def test_frame_without_pictures_names_no_host_of_pictures(
    known: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = frames._summary

    def pictured(asked: Asked[Any], ordinal: int) -> dict[str, Any]:
        cover = {"url": "https://pics.example/a.png", "alt": "", "width": None, "height": None}
        return {**read(asked, ordinal), "cover": {**cover, "srcset": []}}

    monkeypatch.setattr(frames, "_summary", pictured)
    shown = {}
    for layout in ("cards", "list", "compact"):
        answer = known.ask(f"/embed/posts?layout={layout}&sort=title")
        shown[layout] = "img-src 'self' https://pics.example;" in dict(answer.headers).get(
            "Content-Security-Policy", ""
        )
    assert shown == {"cards": True, "list": False, "compact": False}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x.png", "https://a.example"),
        ("http://a.example:8080/x.png", "http://a.example:8080"),
        ("https://a.example", "https://a.example"),
        ("https://a.example;script-src */x.png", None),
        ("https://a.example x/y.png", None),
        ("https://user@a.example/x.png", None),
        ("//a.example/x.png", None),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AAAA", None),
        ("/v1/media/x.png", None),
    ],
)
def test_host_of_a_picture_stands_in_a_policy_only_where_it_cannot_end_it(
    address: str, expected: str | None
) -> None:
    assert origin(address) == expected


def test_what_content_says_stays_text_and_links_lead_to_the_web() -> None:
    post = {
        "title": '<b>"Bold"</b>',
        "excerpt": "<script>alert(1)</script>",
        "url": "javascript:alert(1)",
        "published_at": None,
        "authors": [{"name": "<i>A</i>"}],
        "lang": 'en"x',
        "cover": {
            "url": "javascript:alert(2)",
            "alt": "",
            "width": None,
            "height": None,
            "srcset": [],
        },
    }
    shown = Page(posts_list([post], "cards"))
    assert {tag for tag, _ in shown.tags} == {"div", "ul", "li", "span", "p"}
    assert '<b>"Bold"</b>' in shown.texts
    assert shown.all("li")[0]["lang"] == 'en"x'


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("UR", "rtl"), ("en", "ltr"), ("arn", "ltr"),
     ("de", "ltr"), ("yi", "rtl"), ("ku", "ltr"), ("ku-Arab", "rtl")],
)  # fmt: skip
def test_language_says_from_which_side_it_is_written(lang: str, expected: str) -> None:
    assert direction(lang) == expected
