"""The border to the library: its names, its warnings and its errors stay on this side.

Whoosh 2.7.4 was written for older Pythons: compiling and importing it warns.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from quire.errors import QuireError, SearchError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import versionstring
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import FixedBytesColumn
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Format
    from whoosh.index import FileIndex
    from whoosh.lang.snowball import classes as snowball
    from whoosh.lang.stopwords import stoplists
    from whoosh.reading import SegmentReader, TermNotFound

__all__ = [
    "COLUMN",
    "FieldType",
    "FileIndex",
    "FileStorage",
    "FixedBytesColumn",
    "Format",
    "Schema",
    "SegmentReader",
    "TermNotFound",
    "W3Codec",
    "blocks",
    "contained",
    "snowball",
    "stoplists",
    "versionstring",
]


def blocks(matcher: Any) -> Iterator[tuple[Sequence[int], Sequence[bytes]]]:
    """Read what is left of a term's postings, some hundred at a time.

    Yields:
        Document numbers and the values beside them.

    The library's own `id`, `value` and `next` cost a microsecond a posting, four times this.
    """
    while matcher.is_active():
        matcher.id()
        matcher.value()
        yield matcher._ids, matcher._values
        matcher._next_block()


@contextmanager
def contained(error: type[SearchError], message: str) -> Iterator[None]:
    """Turn whatever the library raises into `error`; our own errors pass.

    Damaged files make it raise nearly anything, bare `Exception` included.
    """
    try:
        yield
    except QuireError:
        raise
    except Exception as cause:
        raise error(f"{message} ({type(cause).__name__}: {cause})") from cause
