"""What the builder prepares: allow-lists, JSON that cannot fail."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import orjson

from quire.api.v1 import make_encoder
from quire.api.v1.encoder import plain
from quire.catalogue.settlement import settle
from quire.model import Author, Cover, Document, Heading, Term
from tests.api.expected import HELLO, MIRA_IN_FULL
from tests.api.sites import PAGES, SITE, _locate, compose

_SETTLED = settle((page.candidate for page in PAGES), SITE, "site", _locate, {})
_HELLO = next(each for each in _SETTLED.documents if each.slug == "hello")
DOCUMENT = compose(_HELLO, PAGES[0])


def summary(document: Document) -> dict[str, object]:
    decoded: dict[str, object] = orjson.loads(make_encoder(None).summary(document))
    return decoded


def unsealed(shown: dict[str, Any]) -> dict[str, Any]:
    """Leave out the digest, which is put in last."""
    return {name: value for name, value in shown.items() if name != "digest"}


def test_summary_holds_the_allowed_fields_in_their_order() -> None:
    shown = summary(DOCUMENT)
    assert shown == unsealed(HELLO)
    assert list(shown) == list(unsealed(HELLO))
    hidden = {field.name for field in fields(Document)} - set(shown)
    assert hidden == {"permalink", "aliases", "digest"}


def test_author_and_tag_in_full() -> None:
    encoder = make_encoder(None)
    mira = next(author for author in _SETTLED.authors if author.slug == "mira")
    assert orjson.loads(encoder.author(mira)) == unsealed(MIRA_IN_FULL)
    tag = Term("t" * 24, "tag", "a b", "A b", "About", Cover("/c.png", "", None, None), 2)
    assert orjson.loads(encoder.tag(tag)) == {
        "id": "t" * 24,
        "type": "tag",
        "slug": "a b",
        "name": "A b",
        "description": "About",
        "cover": {"url": "/c.png", "alt": "", "width": None, "height": None, "srcset": []},
        "url": "/v1/tags/a%20b",
        "counts": {"posts": 2},
    }


def test_table_of_contents_nests() -> None:
    headings = (Heading(2, "a", "A", (Heading(3, "b", "B"),)), Heading(2, "c", "C"))
    assert orjson.loads(make_encoder(None).toc(headings)) == [
        {
            "level": 2,
            "id": "a",
            "title": "A",
            "children": [{"level": 3, "id": "b", "title": "B", "children": []}],
        },
        {"level": 2, "id": "c", "title": "C", "children": []},
    ]


def test_addresses_begin_with_the_public_address() -> None:
    encoder = make_encoder("https://api.example/")
    author = Author("a" * 24, "möwe", "Möwe", None, None, None, {}, 0)
    assert orjson.loads(encoder.author(author))["url"] == (
        "https://api.example/v1/authors/m%C3%B6we"
    )
    other = make_encoder(None)
    assert orjson.loads(other.author(author))["url"] == "/v1/authors/m%C3%B6we"
    shown = orjson.loads(encoder.summary(DOCUMENT))
    assert shown["tags"][0]["url"] == "https://api.example/v1/tags/git"
    assert encoder.fingerprint != other.fingerprint


def test_instants_are_utc() -> None:
    there = timezone(timedelta(hours=2))
    moved = replace(DOCUMENT, published_at=datetime(2024, 3, 5, 1, 30, 0, 250_000, there))
    assert summary(moved)["published_at"] == "2024-03-04T23:30:00.250000Z"
    assert summary(replace(moved, published_at=None))["published_at"] is None


def test_lone_surrogates_become_question_marks() -> None:
    smuggled = replace(DOCUMENT, title="a\ud800b", extra={"k\udfff": ["\ud800"]})
    shown = summary(smuggled)
    assert (shown["title"], shown["extra"]) == ("a?b", {"k?": ["?"]})


def test_front_matter_values_become_plain_json() -> None:
    given = {
        1: True,
        "big": 2**60,
        "small": -5,
        "nan": float("nan"),
        "half": 0.5,
        "none": None,
        "day": date(2024, 3, 5),
        "naive": datetime(2024, 3, 5, 12),  # noqa: DTZ001
        "instant": datetime(2024, 3, 5, 12, tzinfo=UTC),
        "list": (1, {"deep": b"bytes"}),
    }
    assert plain(given) == {
        "1": True,
        "big": str(2**60),
        "small": -5,
        "nan": None,
        "half": 0.5,
        "none": None,
        "day": "2024-03-05",
        "naive": "2024-03-05T12:00:00",
        "instant": "2024-03-05T12:00:00Z",
        "list": [1, {"deep": "b'bytes'"}],
    }
