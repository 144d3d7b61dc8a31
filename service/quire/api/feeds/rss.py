"""RSS 2.0 with what it lacks from other name spaces.

Source: RSS 2.0.11; RSS Best Practices Profile; RFC 5005 (paged feeds) for its links of Atom.
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element

from quire import __version__
from quire.api.feeds.entries import Enclosure, Entry
from quire.api.feeds.heads import Head
from quire.api.v1.schemas.resource import rfc3339
from quire.api.xml import document, element, language_tag, written

KIND = "application/rss+xml"


def write_entry(entry: Entry) -> bytes:
    """Write one item. Its description is HTML, as readers take it."""
    return written(
        element(
            "item",
            attributes={"xml:lang": language_tag(entry.lang)},
            children=(
                element("guid", entry.id, {"isPermaLink": "false"}),
                element("title", entry.title),
                element("link", entry.url),
                element("pubDate", _rfc822(entry.published)),
                element("atom:updated", rfc3339(entry.updated)),
                *(element("dc:creator", person.name) for person in entry.authors),
                *(element("category", category.name) for category in entry.categories),
                _enclosure(entry.enclosure),
                element("description", escape(entry.excerpt, quote=False)),
                None if entry.html is None else element("content:encoded", entry.html),
            ),
        )
    )


def write_feed(head: Head, entries: Iterable[bytes]) -> bytes:
    """Write a feed around items that are ready."""
    channel = element(
        "channel",
        children=(
            element("title", head.title),
            element("link", head.site),
            element("description", head.title),
            element("language", language_tag(head.lang)) if head.lang else None,
            element("lastBuildDate", _rfc822(head.updated)),
            element("generator", f"Quire {__version__}"),
            _link("self", head.url),
            *(_link(rel, url) for rel, url in head.pages.items()),
        ),
    )
    root = element(
        "rss",
        attributes={
            "version": "2.0",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
        children=(channel,),
    )
    return document(root, entries, b"</channel></rss>")


def _link(rel: str, url: str) -> Element:
    return element("atom:link", attributes={"rel": rel, "type": KIND, "href": url})


def _rfc822(instant: datetime) -> str:
    return format_datetime(instant, usegmt=True)


def _enclosure(enclosure: Enclosure | None) -> Element | None:
    if enclosure is None:
        return None
    return element(
        "enclosure",
        attributes={
            "url": enclosure.url,
            "length": str(enclosure.size),
            "type": enclosure.kind,
        },
    )
