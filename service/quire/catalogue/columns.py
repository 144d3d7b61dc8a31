"""The catalogue as one compact file: rows of documents and terms, bitsets and orders.

Owns the shape on disk. It loads in milliseconds because nothing is computed at load time
but dictionaries.
"""

from datetime import UTC, datetime, timedelta

import msgspec

from quire.errors import SnapshotDamaged

NO_DATE = -(2**62)
"""Stands for a missing date among microseconds since 1970."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(instant: datetime) -> int:
    """Count the microseconds from 1970 to an aware instant."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


class PieceLocation(msgspec.Struct, frozen=True, array_like=True):
    """Where the prepared JSON of one document lies.

    Args:
        pack: number of the pack file.
        offset: of the first byte.
        lengths: of summary, toc, html, markdown and sections, one behind the other.
        sums: CRC-32 of each of them.
        digest: names all of them, 32 hex digits; answers show it.
    """

    pack: int
    offset: int
    lengths: tuple[int, int, int, int, int]
    sums: tuple[int, int, int, int, int]
    digest: str


class DocumentRow(msgspec.Struct, frozen=True, array_like=True):
    """What look-ups need of one document; its position in the file is its ordinal.

    Args:
        path: of its source file.
        published_at, updated_at: microseconds since 1970 UTC, `NO_DATE` where there is none.
        translations: ordinals of its other language versions.
        digest: of all that it was made of.
    """

    id: str
    type: str
    slug: str
    lang: str
    permalink: str
    url: str
    title: str
    path: str
    published_at: int
    updated_at: int
    digest: str
    piece: PieceLocation
    translations: tuple[int, ...] = ()


class TermRow(msgspec.Struct, frozen=True, array_like=True):
    """One author, tag, category or series.

    Args:
        role: `author`, `tag`, `category` or `series`.
        bits: packed set of its visible documents.
        posts: number of its visible posts.
        resource: prepared JSON of the resource; empty for categories and series.
        digest: names it, 32 hex digits; answers show it. Empty for these as well.
    """

    role: str
    id: str
    slug: str
    name: str
    bits: bytes
    posts: int
    resource: bytes
    digest: str


class PathRow(msgspec.Struct, frozen=True, array_like=True):
    """A path on the site that leads to a resource: `kind` is post, page or a term's role.

    Args:
        target: ordinal of a document (post, page) or of a term row.
        moved: the path is an alias, not the resource's own address.
    """

    path: str
    kind: str
    target: int
    moved: bool


class WordRows(msgspec.Struct, frozen=True, array_like=True):
    """Words and the rows that hold them, flat, so that the rows of a prefix are one slice.

    Args:
        words: folded, sorted.
        starts: for each word, and once more for the end, its first place in `rows`; 4 bytes
            each.
        rows: of documents or terms, word by word, 4 bytes each; the highest bit says that
            the word does not begin the row's text.
    """

    words: list[str]
    starts: bytes
    rows: bytes


class Columns(msgspec.Struct, frozen=True):
    """The whole file.

    Args:
        documents: by -published_at, then slug, lang, type, id; undated ones last.
        terms: by role, then slug.
        sets: packed sets by facet and value: `type`, `lang`, `section`, `year`, `month`,
            `flag` (`featured`; `unindexed`: what search engines are to find elsewhere, or not
            at all; `unlisted`: what is in no other set).
        orders: permutations by sort key (`published_at`, `-published_at`, ...), 4 bytes each.
        ranks: for each plain sort key the dense rank by ordinal, 4 bytes each; the highest
            value stands for a missing one.
        titles, names: words of the documents' titles, of the terms' names.
    """

    documents: list[DocumentRow]
    terms: list[TermRow]
    paths: list[PathRow]
    sets: dict[str, dict[str, bytes]]
    orders: dict[str, bytes]
    ranks: dict[str, bytes]
    titles: WordRows
    names: WordRows


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Columns)


def encode(columns: Columns) -> bytes:
    """Write columns as bytes, equal columns as equal bytes."""
    return _ENCODER.encode(columns)


def decode(data: bytes) -> Columns:
    """Read columns.

    Raises:
        SnapshotDamaged: the bytes are not what `encode` writes.
    """
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError as error:
        raise SnapshotDamaged(f"the catalogue file cannot be read: {error}") from error
