"""Bodies joined from prepared JSON, byte by byte; nothing is encoded twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from quire.api.v1.arguments.looks import PLAIN, Look, Picked
from quire.api.v1.schemas.post import ALWAYS
from quire.api.v1.spelling import Spell, respelled, respelled_html, speller
from quire.errors import QueryError
from quire.library.pieces import StoredPieces
from quire.library.snapshot import Snapshot

MAX_BYTES = 2_000_000
"""Of an answer."""

_ENVELOPE_BYTES = 250_000
"""Room for meta and links, seven facets of 100 values included."""


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


def array(items: Iterable[bytes], most: int = 100) -> bytes:
    """Join objects to an array.

    Args:
        items: read one by one, and no further than an answer may be large.
        most: items that the request's `limit` allows.

    Raises:
        QueryError: they are more than an answer holds; the hint is a limit that would do.
    """
    fitting: list[bytes] = []
    room = MAX_BYTES - _ENVELOPE_BYTES
    for item in items:
        room -= len(item) + 1
        if room < 0:
            if not fitting:
                raise _too_large("formats")
            detail = f"{most} items with these bodies are more than {MAX_BYTES} bytes."
            raise QueryError("limit", "too_large", detail, str(len(fitting)))
        fitting.append(item)
    return b"[" + b",".join(fitting) + b"]"


def one(item: bytes) -> bytes:
    """Check a single object's size.

    Raises:
        QueryError: it is more than an answer holds.
    """
    if len(item) > MAX_BYTES - _ENVELOPE_BYTES:
        raise _too_large("formats")
    return item


def documents(snapshot: Snapshot, ordinals: Sequence[int], look: Look) -> Iterator[bytes]:
    """Give documents as they are to look, one by one."""
    if look == PLAIN:
        return map(snapshot.summary, ordinals)
    return (document(snapshot, snapshot.pieces(ordinal), look) for ordinal in ordinals)


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
        shown = respelled(value, spell) if spell else value
        parts += (b',"', name.encode(), b'":', orjson.dumps(shown))
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


def _too_large(parameter: str) -> QueryError:
    detail = f"This document's bodies are more than an answer's {MAX_BYTES} bytes."
    return QueryError(parameter, "too_large", detail, "markdown")
