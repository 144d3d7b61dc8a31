"""Bodies joined from prepared JSON, byte by byte; nothing is encoded twice."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from quire.api.v1.arguments.looks import PLAIN, Look, Picked
from quire.api.v1.schemas.post import ALWAYS
from quire.api.v1.spelling import Spell, respelled, respelled_html, speller
from quire.library.pieces import StoredPieces
from quire.library.snapshot import Snapshot

MAX_BYTES = 2_000_000
"""Of an answer."""

_ENVELOPE_BYTES = 250_000
"""Room for meta and links, seven facets of 100 values included."""

ROOM = MAX_BYTES - _ENVELOPE_BYTES
"""Bytes of an answer's data."""


def envelope(data: bytes, meta: Mapping[str, object], links: Mapping[str, object]) -> bytes:
    """Put data into the envelope of every answer."""
    return b"".join(
        (
            b'{"data":',
            data,
            b',"meta":',
            orjson.dumps(meta),
            b',"links":',
            orjson.dumps(links),
            b"}",
        )
    )


def fitting(items: Iterable[bytes]) -> list[bytes]:
    """Take items until an answer is full; they are read one by one, and one at most in vain."""
    taken: list[bytes] = []
    room = ROOM
    for item in items:
        room -= len(item) + 1
        if room < 0:
            break
        taken.append(item)
    return taken


def array(items: Iterable[bytes]) -> bytes:
    """Join objects to an array."""
    return b"[" + b",".join(items) + b"]"


def shown(snapshot: Snapshot, ordinal: int, look: Look) -> bytes:
    """Give the document of an ordinal as it is to look."""
    if look == PLAIN:
        return snapshot.summary(ordinal)
    return document(snapshot, snapshot.pieces(ordinal), look)


def largest(snapshot: Snapshot, look: Look) -> int | None:
    """Give the bytes of the largest item of a list; None where it holds more than summaries."""
    if look.bodies or look.toc or look.authors:
        return None
    return snapshot.largest_summary


def document(
    snapshot: Snapshot, pieces: StoredPieces, look: Look, more: Mapping[str, object] | None = None
) -> bytes:
    """Give one document as it is to look.

    Args:
        more: members to put behind the others.
    """
    summary = pieces.summary
    spell = None
    if look.urls:
        spell = speller(look.urls, snapshot.manifest, snapshot.catalogue.is_document)
    if look.authors or look.picked is not None or spell:
        summary = orjson.dumps(_reworked(snapshot, orjson.loads(summary), look, spell))
    parts = [summary[:-1]]
    for body in look.bodies:
        parts += (b',"', body.encode(), b'":', _body(pieces, body, spell))
    if look.toc:
        parts += (b',"toc":', pieces.toc)
    for name, value in (more or {}).items():
        spelled = respelled(value, spell) if spell else value
        parts += (b',"', name.encode(), b'":', orjson.dumps(spelled))
    parts.append(b"}")
    return b"".join(parts)


def _body(pieces: StoredPieces, body: str, spell: Spell | None) -> bytes:
    if body == "html":
        return respelled_html(pieces.html, spell) if spell else pieces.html
    return pieces.markdown if body == "markdown" else pieces.text


def _reworked(
    snapshot: Snapshot, record: dict[str, Any], look: Look, spell: Spell | None
) -> dict[str, Any]:
    if look.authors:
        record["authors"] = [_full_author(snapshot, author) for author in record["authors"]]
    if spell:
        record = respelled(record, spell)
    return record if look.picked is None else pick(record, look.picked)


def _full_author(snapshot: Snapshot, author: dict[str, Any]) -> dict[str, Any]:
    term = snapshot.catalogue.term("author", author["slug"])
    return author if term is None else orjson.loads(term.resource)


def pick(record: Mapping[str, Any], picked: Picked) -> dict[str, Any]:
    """Take the named fields of a record, in the record's order, beside those of every answer."""
    return {
        name: value if name in ALWAYS else _below(value, picked[name])
        for name, value in record.items()
        if name in ALWAYS or name in picked
    }


def _below(value: Any, names: frozenset[str] | None) -> Any:
    if names is None or value is None:
        return value
    if isinstance(value, list):
        return [_below(item, names) for item in value]
    return {name: inner for name, inner in value.items() if name in names}
