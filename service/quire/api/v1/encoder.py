"""From resources to JSON, once per snapshot: the builder's side of v1.

Each resource passes its allow-list schema here and nowhere else; requests are answered from
these bytes.
"""

import math
from datetime import date, datetime
from typing import Any

import orjson

from quire import __version__
from quire.api.v1.schemas.author import Author as AuthorShape
from quire.api.v1.schemas.post import Heading as HeadingShape
from quire.api.v1.schemas.post import PostSummary
from quire.api.v1.schemas.resource import rfc3339
from quire.api.v1.schemas.tag import Tag as TagShape
from quire.library.encoder import Encoder
from quire.model import Author, Document, Heading, Term

_SAFE_INTEGER = 2**53


class JsonEncoder:
    """Shapes resources through v1's schemas. Not for several threads at once.

    Args:
        public_url: address that API URLs begin with, without a closing slash; None makes them
            root-relative.

    Attributes:
        fingerprint: names what shapes its answers beside the resources.
    """

    def __init__(self, public_url: str | None) -> None:
        base = public_url or ""
        self.fingerprint = f"v1 {__version__} {base}"
        self._summary = PostSummary(base=base)
        self._author = AuthorShape(base=base)
        self._tag = TagShape(base=base)
        self._heading = HeadingShape()

    def summary(self, document: Document) -> bytes:
        """Encode all fields of a list's item as a JSON object."""
        shaped: dict[str, Any] = self._summary.dump(document)
        shaped["extra"] = plain(shaped["extra"])
        return encode(shaped)

    def toc(self, headings: tuple[Heading, ...]) -> bytes:
        """Encode a table of contents as a JSON array."""
        return encode(self._heading.dump(headings, many=True))

    def author(self, author: Author) -> bytes:
        """Encode an author as a JSON object."""
        return encode(self._author.dump(author))

    def tag(self, term: Term) -> bytes:
        """Encode a tag as a JSON object."""
        return encode(self._tag.dump(term))

    def with_digest(self, resource: bytes, digest: str) -> bytes:
        """Put its digest into a resource that was encoded."""
        return b"".join((resource[:-1], b',"digest":"', digest.encode(), b'"}'))


def make_encoder(public_url: str | None) -> Encoder:
    """Make what the builder prepares v1's JSON with.

    Args:
        public_url: address that API URLs begin with, e.g. `https://api.example.org`.
    """
    return JsonEncoder(public_url.rstrip("/") if public_url else None)


def encode(value: object) -> bytes:
    """Write JSON, even where content smuggled lone surrogates into a text."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return orjson.dumps(_whole(value))


def plain(value: object) -> Any:
    """Make a front matter value fit for JSON: what JSON lacks becomes a string or null."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) <= _SAFE_INTEGER else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
