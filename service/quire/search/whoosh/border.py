"""The border to the library: its names, its warnings and its errors stay on this side.

Whoosh 2.7.4 was written for older Pythons: compiling and importing it warns.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from quire.errors import QuireError, SearchError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import versionstring
    from whoosh.codec.base import FieldWriter
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.columns import FixedBytesColumn
    from whoosh.fields import COLUMN, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex
    from whoosh.lang.stopwords import stoplists

__all__ = [
    "COLUMN",
    "FieldWriter",
    "FileIndex",
    "FileStorage",
    "FixedBytesColumn",
    "Schema",
    "W3Codec",
    "W3Segment",
    "contained",
    "stoplists",
    "versionstring",
]


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
