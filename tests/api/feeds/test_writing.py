"""Whatever texts content holds, what is written is well-formed and says them again."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from quire.api.bases import Bases
from quire.api.feeds import atom, json_feed, rss
from quire.api.feeds.entries import Category, Enclosure, Entry, Person, urn
from quire.api.feeds.heads import Head
from quire.api.xml import clean, language_tag
from tests.api.feeds.validity import NAMES

AT = datetime(2024, 5, 1, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
HEAD = Head("urn:x", "Title", "https://x.example/", "Title", "en", AT, "https://x.example/f", {})


def entry(title: str, html: str, name: str, slug: str) -> Entry:
    return Entry(
        id="urn:uuid:1",
        url="https://x.example/a/?b=1&c=%22",
        title=title,
        lang="en",
        published=AT,
        updated=AT,
        authors=(Person(name, None, None),),
        categories=(Category(slug, name),),
        excerpt=title,
        html=html,
        image=None,
        enclosure=Enclosure("https://x.example/?a&b", "image/png", 3),
    )


def spoken(text: str) -> str:
    """Give a text as a parser of XML hands it on."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


@given(title=TEXT, html=TEXT, name=TEXT, slug=TEXT)
def test_texts_come_back_as_they_were(title: str, html: str, name: str, slug: str) -> None:
    one = entry(title, html, name, slug)
    [read] = etree.fromstring(atom.write_feed(HEAD, [atom.write_entry(one)])).findall(
        "a:entry", NAMES
    )
    assert (read.findtext("a:title", None, NAMES) or "") == spoken(title)
    assert (read.findtext("a:content", None, NAMES) or "") == spoken(html)
    assert (read.findtext("a:author/a:name", None, NAMES) or "") == spoken(name)
    assert read.find("a:category", NAMES).get("term") == clean(slug)
    [item] = etree.fromstring(rss.write_feed(HEAD, [rss.write_entry(one)])).iter("item")
    assert (item.findtext("title") or "") == spoken(title)
    assert (item.findtext("content:encoded", None, NAMES) or "") == spoken(html)
    [parsed] = json.loads(json_feed.write_feed(HEAD, [json_feed.write_entry(one)]))["items"]
    assert (parsed["title"], parsed["content_html"]) == (title, html)


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en", "en"),
        ("pt-br", "pt-br"),
        ("zh_cn", "zh-cn"),
        ("zh-hant-tw", "zh-hant-tw"),
        ("english version", None),
        ("-", None),
        ("muchtoolongforone", None),
        ("", None),
    ],
)
def test_language_is_told_where_it_is_a_language(code: str, tag: str | None) -> None:
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("https://else.example/x", "https://else.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("/v1/media/a.png?w=160", "https://api.example/q/v1/media/a.png?w=160"),
        ("/other/", "https://site.example/other/"),
        ("beside/", "https://site.example/blog/post/beside/"),
        ("../up/", "https://site.example/blog/up/"),
        ("?page=2", "https://site.example/blog/post/?page=2"),
        ("", "https://site.example/blog/post/"),
        ("//[no-address", None),
    ],
)
def test_every_address_becomes_absolute_or_is_none(address: str, full: str | None) -> None:
    bases = Bases("https://api.example/q", "https://site.example/blog")
    assert bases.in_full(address, "https://site.example/blog/post/") == full


def test_ids_of_two_sites_differ_and_those_of_one_stay() -> None:
    assert urn("https://a.example", "1") == urn("http://A.example/blog", "1")
    assert len({urn("https://a.example", "1"), urn("https://b.example", "1")}) == 2
    assert urn("https://ink.example", "7c7db0190dd74b6541f3ec35") == (
        "urn:uuid:9f94cdbd-4a1a-5a57-ba3b-ce0b0dfb2192"
    ), "another value makes every entry new to every reader"
