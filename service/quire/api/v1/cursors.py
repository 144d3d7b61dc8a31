"""Cursors: a place in a list of one snapshot, opaque and authenticated.

A cursor is bound to its snapshot and to the request it continues.
"""

import hashlib
import struct
from dataclasses import dataclass

from quire.api.v1.signing import read_signed, write_signed
from quire.errors import QueryError

_ONWARDS, _BACKWARDS = 1, 2
_FIELDS = struct.Struct(">B16sI8s")
_PURPOSE = b"quire v1 cursor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list.

    Args:
        snapshot: id of the snapshot, 32 hex digits.
        offset: items before the place, below 2**32.
        backwards: the page ends at the place; else it begins there.
    """

    snapshot: str
    offset: int
    backwards: bool = False


def write_cursor(cursor: Cursor, request: str, secret: bytes) -> str:
    """Write a cursor as 60 URL-safe characters.

    Args:
        request: path and canonical query that it continues, without `page` and `cursor`.
        secret: known to every process that answers.
    """
    way = _BACKWARDS if cursor.backwards else _ONWARDS
    fields = _FIELDS.pack(way, bytes.fromhex(cursor.snapshot), cursor.offset, _digest(request))
    return write_signed(fields, _PURPOSE, secret)


def read_cursor(text: str, request: str, secret: bytes) -> Cursor:
    """Read a cursor that `write_cursor` wrote for the same request.

    Raises:
        QueryError: it is damaged or made up (`invalid`), or continues another request
            (`mismatch`).
    """
    fields = read_signed(text, _FIELDS.size, _PURPOSE, secret)
    if fields is None:
        raise _invalid()
    way, snapshot, offset, digest = _FIELDS.unpack(fields)
    if digest != _digest(request):
        raise QueryError(
            "cursor",
            "mismatch",
            "The cursor continues a request with other parameters.",
            "the parameters of the page it came with",
        )
    return Cursor(snapshot.hex(), offset, way == _BACKWARDS)


def _invalid() -> QueryError:
    return QueryError(
        "cursor",
        "invalid",
        "The cursor is not one that this API gave.",
        "meta.pagination.next_cursor of the page before",
    )


def _digest(request: str) -> bytes:
    return hashlib.sha256(request.encode()).digest()[:8]
