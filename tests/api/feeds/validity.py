"""What the three formats ask of a feed, and what is asked of all of them: absolute addresses."""

import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

import jsonschema
from lxml import etree
from lxml.html import fragment_fromstring

_HERE = Path(__file__).parent
_ATOM = etree.RelaxNG(etree.parse(_HERE / "atom.rng"))
_JSON = json.loads((_HERE / "json_feed.schema.json").read_text())
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ABSOLUTE = re.compile(r"(https?://|mailto:)\S+")


def assert_atom(body: bytes) -> etree._Element:
    """Hold a document to RFC 4287 and give its root."""
    feed = etree.fromstring(body)
    assert _ATOM.validate(feed), _ATOM.error_log
    ids = feed.xpath("a:entry/a:id/text()", namespaces=NAMES)
    assert len(set(ids)) == len(ids)
    named = feed.xpath("a:author", namespaces=NAMES)
    for entry in feed.findall("a:entry", NAMES):
        assert named or entry.find("a:author", NAMES) is not None
        alternates = entry.findall("a:link[@rel='alternate']", NAMES)
        assert len(alternates) == 1
        assert entry.find("a:content", NAMES) is not None or alternates
    assert len(feed.findall("a:link[@rel='self']", NAMES)) == 1
    for link in feed.iterfind(".//a:link", NAMES):
        assert_absolute(link.get("href"))
    for content in feed.iterfind(".//a:content", NAMES):
        assert_self_contained(content.text)
    return feed


def assert_rss(body: bytes) -> etree._Element:
    """Hold a document to RSS 2.0 and its profile, and give its channel."""
    root = etree.fromstring(body)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [channel] = root
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1
    assert len(channel.findall("a:link[@rel='self']", NAMES)) == 1
    guids = [guid.text for guid in channel.iterfind("item/guid")]
    assert len(set(guids)) == len(guids) == len(channel.findall("item"))
    assert {guid.get("isPermaLink") for guid in channel.iterfind("item/guid")} <= {"false"}
    for date in channel.xpath("lastBuildDate|item/pubDate"):
        assert parsedate_to_datetime(date.text).utcoffset() is not None
    for item in channel.iterfind("item"):
        for name in ("title", "link", "guid", "pubDate", "description"):
            assert len(item.findall(name)) == 1
        assert_absolute(item.findtext("link"))
        assert item.find("author") is None, "wants an e-mail address"
        enclosures = item.findall("enclosure")
        assert len(enclosures) <= 1
        for enclosure in enclosures:
            assert_absolute(enclosure.get("url"))
            assert int(enclosure.get("length")) > 0
            assert "/" in enclosure.get("type")
        for content in item.iterfind("content:encoded", NAMES):
            assert_self_contained(content.text)
    for link in channel.iterfind("a:link", NAMES):
        assert_absolute(link.get("href"))
    return channel


def assert_json_feed(body: bytes) -> dict:  # type: ignore[type-arg]
    """Hold a document to JSON Feed 1.1 and give it."""
    feed = json.loads(body)
    jsonschema.validate(feed, _JSON)
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    for item in feed["items"]:
        assert_self_contained(item.get("content_html", ""))
    return feed


def assert_absolute(address: str | None) -> None:
    assert address is not None
    assert _ABSOLUTE.fullmatch(address), address


def assert_self_contained(html: str | None) -> None:
    """Every address in a body leads somewhere wherever the body is shown."""
    root = fragment_fromstring(html or "", create_parent="div")
    for link in root.iterfind(".//a[@href]"):
        assert_absolute(link.get("href"))
    for image in root.iterfind(".//img"):
        assert_absolute(image.get("src"))
        for copy in filter(None, (image.get("srcset") or "").split(", ")):
            assert_absolute(copy.split(" ")[0])
