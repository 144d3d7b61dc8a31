"""Makes index directories and opens them.

A directory holds Whoosh's segments, of which each is written once and never changed, its
table of contents, and a manifest that is written last. The next directory shares the
segments by hard links and adds its own; deletions stand in the table of contents.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from quire.errors import SearchError, SearchUnavailable
from quire.search.port import SearchDocument
from quire.search.whoosh.border import (
    FileIndex,
    FileStorage,
    SegmentReader,
    W3Codec,
    contained,
    versionstring,
)
from quire.search.whoosh.index import WhooshIndex
from quire.search.whoosh.languages import analyzer
from quire.search.whoosh.pool import Pool
from quire.search.whoosh.postings import Postings
from quire.search.whoosh.schema import SCHEMA, fields_of

FORMAT = f"1 whoosh {versionstring()}"
"""Raise the number when analysis or schema change: an index of another format is rebuilt."""

MAX_SEGMENTS = 8
_KEPT_SEGMENTS = 4
_MANIFEST = "quire-index.json"


class WhooshEngine:
    """The port's `Engine`, embedded: no server, a directory per index."""

    name = "whoosh"

    def update(
        self,
        directory: Path,
        previous: Path | None,
        changed: Iterable[SearchDocument],
        gone: Collection[str],
    ) -> None:
        """See `port.Engine.update`. Segments above 8 are merged, the largest four left alone."""
        with contained(SearchError, f"the search index in {directory} cannot be made"):
            storage = FileStorage(str(directory))
            carried = set[str]()
            if previous is None:
                index = FileIndex.create(storage, SCHEMA)
            else:
                carried = _carry_forward(previous, directory)
                index = FileIndex(storage, schema=SCHEMA)
            codec = W3Codec(compression=0)
            codec.length_stats = False  # our records have the lengths; Whoosh's are not wanted
            writer = index.writer(compound=False, codec=codec)
            writer.pool = Pool()
            try:
                _write(writer, index, changed, gone)
            except BaseException:
                with suppress(Exception):  # what went wrong matters, not what follows from it
                    writer.cancel()
                raise
            (directory / f"{index.indexname}_WRITELOCK").unlink()
            _seal(directory, carried)

    def open(self, directory: Path, ordinals: Mapping[str, int]) -> WhooshIndex:
        """See `port.Engine.open`. Every file is open when this returns."""
        with contained(SearchUnavailable, f"the search index in {directory} cannot be read"):
            _check(directory)
            index = FileIndex(FileStorage(str(directory), readonly=True), schema=SCHEMA)
            postings = Postings(index.reader())
            try:
                return WhooshIndex(postings, ordinals)
            except BaseException:
                postings.close()
                raise


def _carry_forward(previous: Path, directory: Path) -> set[str]:
    """Share the files of an index with a new directory; return their names."""
    names = _check(previous)
    for name in names:
        try:
            os.link(previous / name, directory / name)
        except OSError:  # another device, or a file system without hard links
            shutil.copyfile(previous / name, directory / name)
    return names


def _write(
    writer: Any, index: Any, changed: Iterable[SearchDocument], gone: Collection[str]
) -> None:
    written = set[str]()
    for document in changed:
        if document.id in written:
            raise SearchError(f"the document {document.id} was given twice")
        written.add(document.id)
        writer.add_document(**fields_of(document, analyzer(document.lang)))
    dropped = written.union(gone)
    postings = Postings(index.reader())
    try:
        for number, record in postings.records():
            if record.id in dropped:
                writer.delete_document(number)
    finally:
        postings.close()
    writer.commit(mergetype=_merged)


def _merged(writer: Any, segments: list[Any]) -> list[Any]:
    """Choose the segments to keep; those that are mostly deleted or too many are merged."""

    def alive(segment: Any) -> int:
        return int(segment.doc_count_all() - segment.deleted_count())

    filled = sorted((each for each in segments if alive(each)), key=alive, reverse=True)
    kept = [each for each in filled if alive(each) * 2 >= each.doc_count_all()]
    if len(kept) >= MAX_SEGMENTS:
        kept = kept[:_KEPT_SEGMENTS]
    for segment in filled:
        if segment not in kept:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept


def _seal(directory: Path, carried: set[str]) -> None:
    """Write the manifest and make everything in a directory durable."""
    sizes = {path.name: path.stat().st_size for path in sorted(directory.iterdir())}
    manifest = directory / _MANIFEST
    manifest.write_text(json.dumps({"format": FORMAT, "files": sizes}), encoding="utf-8")
    for path in (*(directory / name for name in sizes if name not in carried), manifest, directory):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _check(directory: Path) -> set[str]:
    """Compare an index with its manifest; return the names of its files."""
    manifest = json.loads((directory / _MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT:
        raise SearchUnavailable(f"the search index in {directory} has another format: rebuild it")
    for name, size in manifest["files"].items():
        if (directory / name).stat().st_size != size:
            raise SearchUnavailable(f"the search index in {directory} is not whole: rebuild it")
    return set(manifest["files"])
