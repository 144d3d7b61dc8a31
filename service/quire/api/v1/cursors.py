"""Cursors: a place in a list of one snapshot, opaque and authenticated.

A cursor is bound to its snapshot and to the request it continues. It is not a secret; the
signature keeps clients from making places up.
"""

import base64
import hashlib
import hmac
import re
import struct
from dataclasses import dataclass

from quire.errors import QueryError

_ONWARDS, _BACKWARDS = 1, 2
_FIELDS = struct.Struct(">B16sI8s")
_SIGNATURE_BYTES = 16
_SHAPE = re.compile(r"[A-Za-z0-9_-]{60}", re.ASCII)


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
    return base64.urlsafe_b64encode(fields + _signature(fields, secret)).decode()


def read_cursor(text: str, request: str, secret: bytes) -> Cursor:
    """Read a cursor that `write_cursor` wrote for the same request.

    Raises:
        QueryError: it is damaged or made up (`invalid`), or continues another request
            (`mismatch`).
    """
    if not _SHAPE.fullmatch(text):
        raise _invalid()
    data = base64.urlsafe_b64decode(text)
    fields, signature = data[: _FIELDS.size], data[_FIELDS.size :]
    if not hmac.compare_digest(signature, _signature(fields, secret)):
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


def _signature(fields: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"quire v1 cursor" + fields, "sha256")[:_SIGNATURE_BYTES]
