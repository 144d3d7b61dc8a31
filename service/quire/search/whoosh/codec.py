"""The codec: in what form the library's segments keep their postings.

The library keeps postings in pickled blocks of 128, which it reads one Python object at a
time. This codec keeps a segment's postings as flat arrays in one file, so that a term is a
slice and evaluation is arithmetic over slices. Documents, deletions, segments, the table of
contents and the commit are the library's own.

The arrays of a segment, whose documents, forms and stems are numbered from 0:

    forms, form_starts          names of all forms, sorted, `en:running`; where each begins
    stems, stem_starts          names of all stems likewise
    stem_forms, stem_groups     the forms of each stem; where each stem's begin
    entries, entry_starts       by form, then document: document << 3 | field; where each begins
    counts                      how often the form stands there, 255 at most
    places, place_starts        by form: where each occurrence stands; where each begins
    field_places                where each field of each document begins, and the end
    telling                     some forms that tell a document from others, the best first

A place is a number of its own for every word of a segment. Between lines lies one that is
nobody's, between fields and documents lie many: what is near by number is near in the text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quire.search.whoosh.arrays import Arrays, ArraysFile, write_arrays
from quire.search.whoosh.border import FieldWriter, W3Codec, W3Segment

_EXTENSION = ".arrays"


class ArraysCodec(W3Codec):  # type: ignore[misc]  # the library has no types
    """The library's third codec, but for postings."""

    length_stats = False  # the records hold the lengths

    def new_segment(self, _storage: Any, indexname: str) -> "ArraysSegment":
        return ArraysSegment(self, indexname)

    def field_writer(self, storage: Any, segment: Any) -> "_ArraysWriter":
        return _ArraysWriter(storage, segment)


class ArraysSegment(W3Segment):  # type: ignore[misc]
    """A segment, as the table of contents names it."""

    def codec(self, **_: object) -> ArraysCodec:
        return ArraysCodec()

    def arrays(self, directory: Path) -> ArraysFile:
        """Open the segment's arrays.

        Raises:
            ValueError, OSError: they cannot be read.
        """
        return ArraysFile(directory / self.make_filename(_EXTENSION))

    def column(self, directory: Path, name: str) -> Path:
        """Name the file of a column; rows of one size follow each other."""
        return directory / str(ArraysCodec.column_filename(self, name))


def is_of_arrays(name: str) -> bool:
    """Say whether a file of an index is a segment's arrays, by its name."""
    return name.endswith(_EXTENSION)


class Pool:
    """What the library's writer takes for its pool of postings: the arrays, once they are made."""

    add = None  # no field of the schema has postings of its own

    def __init__(self) -> None:
        self.arrays: Arrays = {}

    def iter_postings(self) -> Iterator[Arrays]:
        """Give everything at once."""
        yield self.arrays

    def cleanup(self) -> None:
        """Forget everything."""
        self.arrays = {}


class _ArraysWriter(FieldWriter):  # type: ignore[misc]
    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: Iterator[Arrays]) -> None:
        file = self._segment.create_file(self._storage, _EXTENSION)
        for arrays in items:
            write_arrays(file, arrays)
        file.close()

    def close(self) -> None:
        self.is_closed = True
