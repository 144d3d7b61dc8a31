"""Entries of feeds: what all three formats say of a document, before any of them writes it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson

from quire.api.bases import Bases
from quire.documents.anchors import ID_PREFIX
from quire.documents.sanitising import resolve
from quire.library.snapshot import Snapshot

_NAMES = uuid.UUID("5c0bd1a2-6f0e-4f43-9d0c-8a4c5e8f7b21")
"""The name space of our ids. Another one would make every entry new to every reader."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author.

    Args:
        url: of the author's own site, None where there is none.
        picture: absolute, None where there is none.
    """

    name: str
    url: str | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class Category:
    """A tag or category: its key, and what readers call it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of ours that belongs to an entry; `size` in bytes."""

    url: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as feeds show it. All addresses are absolute.

    Args:
        id: a URN; the same in all formats.
        lang: as the site spells it.
        published, updated: aware; `updated` is never before `published`.
        html: the whole body, None where the excerpt alone is wanted.
        image: the cover, wherever it lies.
        enclosure: the cover, where it is a file of ours.
    """

    id: str
    url: str
    title: str
    lang: str
    published: datetime
    updated: datetime
    authors: tuple[Person, ...]
    categories: tuple[Category, ...]
    excerpt: str
    html: str | None
    image: str | None
    enclosure: Enclosure | None


def urn(site: str, name: str) -> str:
    """Make the id of a feed or entry.

    It hangs on the site's host and on what a document's own id hangs on, so that it stays when
    the site learns https or this service moves, and two sites never share one.

    Args:
        site: its address.
        name: unique on the site.

    Source: RFC 9562, 5.5 (UUIDv5).
    """
    return uuid.uuid5(_NAMES, f"{urlsplit(site).netloc.lower()} {name}").urn


def read_entry(snapshot: Snapshot, ordinal: int, bases: Bases, *, full: bool) -> Entry:
    """Read the entry of a document that has a date.

    Args:
        full: with the whole body.
    """
    pieces = snapshot.pieces(ordinal)
    summary: dict[str, Any] = orjson.loads(pieces.summary)
    url = summary["url"]
    updated = _instant(summary["updated_at"] or summary["published_at"])
    published = _instant(summary["published_at"] or summary["updated_at"])
    cover = summary["cover"]
    image = None if cover is None else bases.in_full(cover["url"], url)
    return Entry(
        id=urn(bases.site, summary["id"]),
        url=url,
        title=summary["title"],
        lang=summary["lang"],
        published=published,
        updated=max(published, updated),
        authors=tuple(_people(snapshot, summary["authors"], bases)),
        categories=_categories(summary["tags"], summary["categories"]),
        excerpt=summary["excerpt"],
        html=_absolute(orjson.loads(pieces.html), url, bases) if full else None,
        image=image,
        enclosure=None if image is None else _enclosure(snapshot, image, bases),
    )


def _absolute(html: str, page: str, bases: Bases) -> str:
    """Give a body that may be shown anywhere: its links inside itself lead to the site."""
    return resolve(
        html,
        lambda _, address: bases.in_full(address, page),
        lambda href: f"{page}#{href[1:].removeprefix(ID_PREFIX)}",
    )


def _categories(*named: list[dict[str, Any]]) -> tuple[Category, ...]:
    """Give tags, then categories; what is both of them once."""
    by_slug: dict[str, Category] = {}
    for term in chain(*named):
        by_slug.setdefault(term["slug"], Category(term["slug"], term["name"]))
    return tuple(by_slug.values())


def _people(snapshot: Snapshot, authors: list[dict[str, Any]], bases: Bases) -> Iterator[Person]:
    for author in authors:
        term = snapshot.catalogue.term("author", author["slug"])
        website = None if term is None else orjson.loads(term.resource)["website"]
        avatar = author["avatar"]
        picture = None if avatar is None else bases.in_full(avatar, bases.site)
        yield Person(author["name"], website, picture)


def _enclosure(snapshot: Snapshot, image: str, bases: Bases) -> Enclosure | None:
    """Give a picture of ours as an enclosure; nobody knows how long other people's are."""
    path = image.removeprefix(f"{bases.service}/v1/media/")
    row = snapshot.manifest.media.get(unquote(path)) if path != image else None
    return None if row is None else Enclosure(image, row.content_type, row.size)


def _instant(text: str) -> datetime:
    """Read an instant to the second, which is all that RSS can write."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
