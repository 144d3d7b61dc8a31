"""Atom 1.0. Source: RFC 4287, RFC 5005 (paged feeds)."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from quire import __version__
from quire.api.feeds.entries import Category, Enclosure, Entry, Person
from quire.api.feeds.heads import Head
from quire.api.v1.schemas.resource import rfc3339
from quire.api.xml import document, element, language_tag, written

KIND = "application/atom+xml"


def write_entry(entry: Entry) -> bytes:
    """Write one entry."""
    return written(
        element(
            "entry",
            attributes={"xml:lang": language_tag(entry.lang)},
            children=(
                element("id", entry.id),
                element("title", entry.title),
                _link("alternate", entry.url, "text/html"),
                element("published", rfc3339(entry.published)),
                element("updated", rfc3339(entry.updated)),
                *map(_person, entry.authors),
                *map(_category, entry.categories),
                _enclosure(entry.enclosure),
                element("summary", entry.excerpt) if entry.excerpt else None,
                None if entry.html is None else element("content", entry.html, {"type": "html"}),
            ),
        )
    )


def write_feed(head: Head, entries: Iterable[bytes]) -> bytes:
    """Write a feed around entries that are ready."""
    root = element(
        "feed",
        attributes={
            "xmlns": "http://www.w3.org/2005/Atom",
            "xml:lang": language_tag(head.lang) if head.lang else None,
        },
        children=(
            element("id", head.id),
            element("title", head.title),
            element("updated", rfc3339(head.updated)),
            element("author", children=(element("name", head.author),)),
            element("generator", "Quire", {"version": __version__}),
            _link("alternate", head.site, "text/html"),
            _link("self", head.url, KIND),
            *(_link(rel, url, KIND) for rel, url in head.pages.items()),
        ),
    )
    return document(root, entries, b"</feed>")


def _link(rel: str, url: str, kind: str) -> Element:
    return element("link", attributes={"rel": rel, "type": kind, "href": url})


def _person(person: Person) -> Element:
    uri = None if person.url is None else element("uri", person.url)
    return element("author", children=(element("name", person.name), uri))


def _category(category: Category) -> Element:
    return element("category", attributes={"term": category.slug, "label": category.name})


def _enclosure(enclosure: Enclosure | None) -> Element | None:
    if enclosure is None:
        return None
    return element(
        "link",
        attributes={
            "rel": "enclosure",
            "type": enclosure.kind,
            "length": str(enclosure.size),
            "href": enclosure.url,
        },
    )
