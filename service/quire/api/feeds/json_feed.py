"""JSON Feed 1.1. Source: jsonfeed.org/version/1.1."""

from collections.abc import Iterable
from typing import Any

import orjson

from quire.api.feeds.entries import Entry, Person
from quire.api.feeds.heads import Head
from quire.api.v1.schemas.resource import rfc3339
from quire.api.xml import language_tag

KIND = "application/feed+json"


def write_entry(entry: Entry) -> bytes:
    """Write one item."""
    content = (
        {"content_text": entry.excerpt} if entry.html is None else {"content_html": entry.html}
    )
    return orjson.dumps(
        _given(
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                **content,
                "summary": entry.excerpt or None,
                "image": entry.image,
                "date_published": rfc3339(entry.published),
                "date_modified": rfc3339(entry.updated),
                "authors": [_person(person) for person in entry.authors] or None,
                "tags": list(dict.fromkeys(category.name for category in entry.categories)) or None,
                "language": language_tag(entry.lang),
                "attachments": None
                if entry.enclosure is None
                else [
                    {
                        "url": entry.enclosure.url,
                        "mime_type": entry.enclosure.kind,
                        "size_in_bytes": entry.enclosure.size,
                    }
                ],
            }
        )
    )


def write_feed(head: Head, entries: Iterable[bytes]) -> bytes:
    """Write a feed around items that are ready."""
    said = orjson.dumps(
        _given(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": head.title,
                "home_page_url": head.site,
                "feed_url": head.url,
                "next_url": head.pages.get("next"),
                "authors": [{"name": head.author}],
                "language": language_tag(head.lang) if head.lang else None,
            }
        )
    )
    return b"".join((said[:-1], b',"items":[', b",".join(entries), b"]}"))


def _person(person: Person) -> dict[str, Any]:
    return _given({"name": person.name, "url": person.url, "avatar": person.picture})


def _given(members: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: the format has no null."""
    return {name: value for name, value in members.items() if value is not None}
