"""What is written: terms with their places per field, and one small record per document.

A term is a stem of one language, `en:run`. Each place says where a word stands and, in eight
bits, which of the stem's forms it is: so exact forms can rank first without terms of their own.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from zlib import crc32

from quire.errors import SearchError
from quire.search.analysis import Analyzer, Token
from quire.search.port import SearchDocument
from quire.search.ranking import FIELDS, STEMMED
from quire.search.whoosh.border import COLUMN, FieldType, FixedBytesColumn, Format, Schema

_ID_BYTES, _LANG_BYTES = 24, 36
_RECORD = struct.Struct(f"<{_ID_BYTES}s{_LANG_BYTES}s{len(FIELDS)}I")
_PLACE = struct.Struct("<I")

Posting = tuple[bytes, int, int, bytes]
"""A term, its count twice (frequency, weight), its packed places: Whoosh's own shape."""


class Record(NamedTuple):
    """What the index keeps of a document; `lengths` are in words, in the order of FIELDS."""

    id: str
    lang: str
    lengths: tuple[int, ...]


class _Terms(FieldType):  # type: ignore[misc]  # the library has no types
    """A field whose value is its postings, made beforehand. Pickled by name into each index."""

    def __init__(self) -> None:
        super().__init__(Format(), None)

    def index(self, value: list[Posting], **_: object) -> list[Posting]:
        return value


SCHEMA = Schema(
    record=COLUMN(FixedBytesColumn(_RECORD.size)), **{field: _Terms() for field in FIELDS}
)


def term(lang: str, stem: str) -> bytes:
    """Name the term of all words with a stem."""
    return f"{lang}:{stem}".encode()


def form_mark(form: str) -> int:
    """Tell the forms of one stem apart, 0-255; two in 256 by chance alike rank alike."""
    return crc32(form.encode()) & 0xFF


def fields_of(document: SearchDocument, analyzer: Analyzer) -> dict[str, object]:
    """Make what the library's writer takes for one document.

    Raises:
        SearchError: its id or language is no such thing, by their lengths.
    """
    identity, lang = document.id.encode(), document.lang.encode()
    if len(identity) != _ID_BYTES or not 0 < len(lang) <= _LANG_BYTES:
        raise SearchError(f"{document.id!r} in {document.lang!r} cannot be indexed")
    values: dict[str, object] = {}
    lengths = []
    for field in FIELDS:
        postings, length = _postings(analyzer.tokens(getattr(document, field)), document.lang)
        values[field] = postings
        lengths.append(length)
    return values | {"record": _RECORD.pack(identity, lang, *lengths)}


def records_of(segment: Any) -> list[Record]:
    """Read the records of a segment's reader by document number, deleted ones included.

    The column's file is read at once: its rows have one size and follow each other.
    """
    name = segment.codec().column_filename(segment.segment(), "record")
    with segment.storage().open_file(name) as column:
        rows = column.read(segment.doc_count_all() * _RECORD.size)
    return [
        Record(identity.decode(), lang.rstrip(b"\0").decode(), tuple(lengths))
        for identity, lang, *lengths in _RECORD.iter_unpack(rows)
    ]


def worth(packed: bytes, mark: int) -> float:
    """Count a posting's places, those of other forms than `mark`'s for less."""
    return STEMMED * (len(packed) // 4) + (1 - STEMMED) * packed[::4].count(mark)


def positions(packed: bytes) -> list[int]:
    """Read the positions of a posting's places, ascending."""
    return [place >> 8 for (place,) in _PLACE.iter_unpack(packed)]


def _postings(tokens: Iterable[Token], lang: str) -> tuple[list[Posting], int]:
    places: dict[str, list[int]] = defaultdict(list)
    marks: dict[str, int] = {}
    length = 0
    for form, stem, bare_stem, position, _, _ in tokens:
        if (mark := marks.get(form)) is None:
            mark = marks[form] = form_mark(form)
        place = position << 8 | mark
        places[stem].append(place)
        if bare_stem != stem:
            places[bare_stem].append(place)
        length += 1
    return [
        (term(lang, stem), len(where), len(where), _pack(where)) for stem, where in places.items()
    ], length


def _pack(places: list[int]) -> bytes:
    return struct.pack(f"<{len(places)}I", *places)
