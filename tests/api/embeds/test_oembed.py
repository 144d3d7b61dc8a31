"""oEmbed: a post's address in, what shows it out; nobody learns what is hidden."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest

from quire.api.embeds.oembed import Wish, as_xml, thumbnail
from tests.api.front import Api

HELLO = "https://ink.example/blog/hello/"


def ask(api: Api, url: str, more: str = "") -> Any:
    return api.get(f"/oembed?url={quote(url, safe='')}{more}")


def frame(html: str) -> dict[str, str | None]:
    found: list[dict[str, str | None]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda _, attrs: found.append(dict(attrs))  # type: ignore[method-assign]
    parser.feed(html)
    [only] = found
    return only


def test_post_is_described_as_the_standard_wants_it(known: Api) -> None:
    said = ask(known, HELLO)
    html = said.pop("html")
    assert said == {
        "type": "rich",
        "version": "1.0",
        "title": "Hello",
        "cache_age": 60,
        "width": 600,
        "height": 548,
        "provider_name": "Ink and Bytes",
        "provider_url": "https://ink.example",
        "author_name": "Mira Okafor",
        "author_url": "https://mira.example",
        "thumbnail_url": "https://api.ink.example/v1/media/blog/hello.png",
        "thumbnail_width": 4,
        "thumbnail_height": 3,
    }
    shown = frame(html)
    assert shown["src"] == "https://api.ink.example/embed/post?lang=en&slug=hello"
    assert (shown["width"], shown["height"], shown["title"]) == ("600", "548", "Hello")
    assert "allow-same-origin" not in str(shown["sandbox"])
    assert known.ask(str(shown["src"]).removeprefix("https://api.ink.example")).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        HELLO,
        "http://ink.example/blog/hello/",
        "https://ink.example/blog/hello",
        "HTTPS://INK.example/blog/hello/",
        "https://ink.example/blog/hello/?utm_source=feed",
        "https://ink.example/blog/hello/#why",
        "https://ink.example/blog/hello/index.html",
        "https://ink.example/2024/hello.html",
        "https://api.ink.example/v1/posts/hello",
        "http://api.ink.example/v1/posts/hello/?lang=en",
        "https://api.ink.example/v1/posts/hello?fields=title",
        "https://api.ink.example/v1/posts/hello?lang=all",
    ],
)
def test_post_is_found_by_permalink_alias_and_address_in_the_api(known: Api, url: str) -> None:
    assert ask(known, url) == ask(known, HELLO)


@pytest.mark.parametrize(
    "url", ["https://ink.example/de/blog/hallo/", "https://api.ink.example/v1/posts/hallo?lang=de"]
)
def test_post_in_another_language_is_found_and_shown_in_it(known: Api, url: str) -> None:
    said = ask(known, url)
    assert said["title"] == "Hallo"
    assert "lang=de&amp;slug=hallo" in said["html"]


@pytest.mark.parametrize(
    "url",
    [
        "https://ink.example/blog/none/",
        "https://ink.example/about/",
        "https://ink.example/tags/git/",
        "https://ink.example/",
        "https://ink.example.evil.example/blog/hello/",
        "https://other.example/blog/hello/",
        "https://api.ink.example/v1/posts/hallo",
        "https://api.ink.example/v1/posts/",
        "https://api.ink.example/v1/pages/about",
        "ftp://ink.example/blog/hello/",
        "/blog/hello/",
        "hello",
        "https://[",
        "javascript:alert(1)",
    ],
)
def test_address_of_no_post_is_not_found_in_the_same_words(known: Api, url: str) -> None:
    problem = known.refused(f"/oembed?url={quote(url, safe='')}", 404)
    assert problem == known.refused("/oembed?url=https://ink.example/blog/never-was/", 404)


@pytest.mark.parametrize(
    ("more", "width", "height"),
    [
        ("", 600, 548),
        ("&maxwidth=400", 400, 435),
        ("&maxheight=200", 600, 200),
        ("&maxwidth=5000&maxheight=5000", 600, 548),
        ("&maxwidth=1", 1, 211),
    ],
)
def test_post_is_no_larger_than_was_wished(known: Api, more: str, width: int, height: int) -> None:
    said = ask(known, HELLO, more)
    assert (said["width"], said["height"]) == (width, height)
    shown = frame(said["html"])
    assert (shown["width"], shown["height"]) == (str(width), str(height))


COVER = {
    "url": "https://ink.example/x.png",
    "width": 1200,
    "height": 630,
    "srcset": [
        {"url": f"https://ink.example/x.png?w={width}", "width": width} for width in (160, 640)
    ],
}


@pytest.mark.parametrize(
    ("most", "chosen"),
    [
        ((5000, 5000), (1200, 630, "")),
        ((1200, 630), (1200, 630, "")),
        ((1199, 630), (640, 336, "?w=640")),
        ((5000, 335), (160, 84, "?w=160")),
        ((159, 5000), None),
    ],
)
def test_thumbnail_is_the_largest_copy_that_fits(
    most: tuple[int, int], chosen: tuple[int, int, str] | None
) -> None:
    found = thumbnail(COVER, Wish(HELLO, "json", *most), "https://api.ink.example")
    if chosen is None:
        assert found == {}
    else:
        width, height, more = chosen
        assert found == {
            "thumbnail_url": f"https://ink.example/x.png{more}",
            "thumbnail_width": width,
            "thumbnail_height": height,
        }


@pytest.mark.parametrize(
    "flaw", [{"width": None}, {"height": None}, {"url": "/images/x.png", "srcset": []}]
)
def test_cover_without_a_size_or_an_address_is_no_thumbnail(flaw: dict[str, Any]) -> None:
    wish = Wish(HELLO, "json", 5000, 5000)
    assert thumbnail(COVER | flaw, wish, "https://api.ink.example") == {}


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("", ("url", "missing")),
        ("url=", ("url", "missing")),
        (f"url={HELLO}&url={HELLO}", ("url", "repeated")),
        (f"url={HELLO}&maxwidth=wide", ("maxwidth", "invalid")),
        (f"url={HELLO}&maxheight=0", ("maxheight", "invalid")),
        (f"url={HELLO}&maxheight=-5", ("maxheight", "invalid")),
    ],
)
def test_fault_of_a_known_parameter_is_named(
    known: Api, query: str, fault: tuple[str, str]
) -> None:
    [found] = known.faults(f"/oembed?{query}")
    assert found[:2] == fault


def test_parameters_that_nobody_knows_are_ignored_here_alone(known: Api) -> None:
    assert ask(known, HELLO, "&for=somebody&callback=x&ref=y") == ask(known, HELLO)
    assert known.ask("/embed/posts?for=somebody").status_code == 400
    assert known.ask("/v1/posts?for=somebody").status_code == 400


@pytest.mark.parametrize("form", ["yaml", "JSON", "xml2", "jsonp"])
def test_format_that_there_is_not_is_not_implemented(known: Api, form: str) -> None:
    problem = known.refused(f"/oembed?url={HELLO}&format={form}", 501)
    assert problem["type"] == "https://api.ink.example/docs/problems/not-implemented"
    assert problem["errors"][0]["hint"] == "json"


def test_xml_says_what_json_says(known: Api) -> None:
    answer = known.ask(f"/oembed?url={HELLO}&format=xml")
    assert answer.content_type == "text/xml; charset=utf-8"
    root = ET.fromstring(answer.data)
    assert root.tag == "oembed"
    said = ask(known, HELLO, "&format=json")
    assert {each.tag: each.text for each in root} == {k: str(v) for k, v in said.items()}


def test_xml_leaves_out_what_it_cannot_hold() -> None:
    title = ET.fromstring(as_xml({"title": "a\x00b\x1f <&> \ufffe\ud800\U0001f680"})).find("title")
    assert title is not None
    assert title.text == "ab <&> \U0001f680"


def test_service_that_does_not_know_its_address_says_which_setting_is_missing(api: Api) -> None:
    [fault] = api.faults(f"/oembed?url={HELLO}")
    assert fault == (
        "url",
        "unavailable",
        "The address of this service is not configured.",
        "QUIRE_PUBLIC_URL",
    )


def test_service_on_loopback_knows_its_own_address(state: Path) -> None:
    api = Api(state, address="http://127.0.0.1:8000")
    shown = api.show()
    said = ask(api, HELLO)
    assert str(frame(said["html"])["src"]).startswith("http://127.0.0.1:8000/embed/post?")
    assert said["thumbnail_url"] == "http://127.0.0.1:8000/v1/media/blog/hello.png"
    assert ask(api, "http://127.0.0.1:8000/v1/posts/hello") == said
    shown.close()


def test_detail_of_a_post_tells_where_its_description_is(known: Api) -> None:
    link = known.ask("/v1/posts/hello").headers["Link"]
    target = "https://api.ink.example/oembed?format=json&url=https://ink.example/blog/hello/"
    assert f'<{target}>; rel="alternate"; type="application/json+oembed"' in link
    said = orjson.loads(known.ask(target.removeprefix("https://api.ink.example")).data)
    assert said["title"] == "Hello"
    assert "oembed" not in known.ask("/v1/pages/about").headers["Link"]
