"""What is written: terms with their places per field, and one small record per document.

A term is a stem of one language, `en:run`. Each place says where a word stands and, in eight
bits, which of the stem's forms it is: so exact forms can rank first without terms of their own.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

from quire.search.analysis import Analyzer, Token
from quire.search.port import SearchDocument
from quire.search.ranking import FIELDS
from quire.search.whoosh.border import COLUMN, FieldType, Format, Schema, VarBytesColumn

_LENGTHS = struct.Struct(f"<{len(FIELDS)}I")
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


SCHEMA = Schema(record=COLUMN(VarBytesColumn()), **{field: _Terms() for field in FIELDS})


def term(lang: str, stem: str) -> bytes:
    """Name the term of all words with a stem."""
    return f"{lang}:{stem}".encode()


def form_mark(form: str) -> int:
    """Tell the forms of one stem apart, 0-255; two in 256 by chance alike rank alike."""
    return crc32(form.encode()) & 0xFF


def fields_of(document: SearchDocument, analyzer: Analyzer) -> dict[str, object]:
    """Make what the library's writer takes for one document."""
    values: dict[str, object] = {}
    lengths = []
    for field in FIELDS:
        postings, length = _postings(analyzer.tokens(getattr(document, field)), document.lang)
        values[field] = postings
        lengths.append(length)
    record = _LENGTHS.pack(*lengths) + f"{document.id} {document.lang}".encode()
    return values | {"record": record}


def read_record(packed: bytes) -> Record:
    """Read back what `fields_of` packed."""
    identity, _, lang = packed[_LENGTHS.size :].decode().partition(" ")
    return Record(identity, lang, _LENGTHS.unpack_from(packed))


def records_of(segment: Any) -> Iterator[Record]:
    """Yield the records of a segment's reader by document number, deleted ones included."""
    column = segment.column_reader("record")
    return (read_record(column[number]) for number in range(segment.doc_count_all()))


def count(packed: bytes) -> int:
    """Count a posting's places."""
    return len(packed) // _PLACE.size


def count_form(packed: bytes, mark: int) -> int:
    """Count those of one form."""
    return packed[:: _PLACE.size].count(mark)


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
