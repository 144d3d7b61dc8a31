"""What is kept of each document beside its postings: id, language, lengths of its fields."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import SearchError
from quire.search.port import SearchDocument
from quire.search.ranking import FIELDS
from quire.search.whoosh.border import COLUMN, FixedBytesColumn, Schema

_ID_BYTES, _LANG_BYTES = 24, 36

RECORD = np.dtype(
    [("id", f"S{_ID_BYTES}"), ("lang", f"S{_LANG_BYTES}"), ("lengths", "<u4", (len(FIELDS),))]
)
"""One row; `lengths` in words, in the order of FIELDS."""

SCHEMA = Schema(record=COLUMN(FixedBytesColumn(RECORD.itemsize)))

_COLUMN = "record"


def make_record(document: SearchDocument, lengths: tuple[int, ...]) -> bytes:
    """Make a document's row.

    Raises:
        SearchError: its id or language is no such thing, by their lengths.
    """
    identity, lang = document.id.encode(), document.lang.encode()
    if len(identity) != _ID_BYTES or not 0 < len(lang) <= _LANG_BYTES:
        raise SearchError(f"{document.id!r} in {document.lang!r} cannot be indexed")
    return np.array((identity, lang, lengths), dtype=RECORD).tobytes()


def read_records(segment: Any, directory: Path) -> NDArray[Any]:
    """Read the rows of a segment by document number, deleted ones included.

    Raises:
        OSError, ValueError: they cannot be read.
    """
    count = segment.doc_count_all()
    rows = np.fromfile(segment.column(directory, _COLUMN), dtype=RECORD, count=count)
    if len(rows) != count:
        raise ValueError(f"{len(rows)} records of {count} documents")
    return rows
