"""Makes index directories and opens them.

A directory holds Whoosh's segments, of which each is written once and never changed, its
table of contents, and a manifest that is written last. The next directory shares the
segments by hard links and adds its own; deletions stand in the table of contents.
"""

import json
import os
import shutil
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import SearchDamaged, SearchError, SearchUnavailable
from quire.search.port import SearchDocument
from quire.search.whoosh.border import FileIndex, FileStorage, contained, versionstring
from quire.search.whoosh.codec import ArraysCodec, Pool, is_of_arrays
from quire.search.whoosh.collecting import Collector
from quire.search.whoosh.index import WhooshIndex
from quire.search.whoosh.languages import STEMMERS, analyzer
from quire.search.whoosh.records import SCHEMA, read_records
from quire.search.whoosh.segments import Segment

FORMAT = f"3 whoosh {versionstring()} {STEMMERS}"
"""Raise the number when analysis or files change: an index of another format is rebuilt."""

MAX_SEGMENTS = 8
_SMALL = 1_000_000
"""Words of a segment; larger ones are merged with none. Reading them costs more than looking
into one segment more."""

_FILLED = 8_000_000
"""Words of some 10,000 posts of 5 kB: sorting them takes some 400 MB."""

_MANIFEST = "quire-index.json"


class WhooshEngine:
    """The port's `Engine`, embedded: no server, a directory per index.

    Args:
        segment_words: words of a segment at which the next one is begun.
    """

    name = "whoosh"

    def __init__(self, segment_words: int = _FILLED) -> None:
        self._segment_words = segment_words

    def update(
        self,
        directory: Path,
        previous: Path | None,
        changed: Iterable[SearchDocument],
        gone: Collection[str],
    ) -> None:
        """See `port.Engine.update`."""
        with contained(SearchError, f"the search index in {directory} cannot be made"):
            storage = FileStorage(str(directory))
            carried = set[str]()
            if previous is None:
                index = FileIndex.create(storage, SCHEMA)
            else:
                carried = _carry_forward(previous, directory)
                index = FileIndex(storage, schema=SCHEMA)
            left_out = set(gone)
            for collector, ids in _collected(changed, self._segment_words):
                _commit(directory, index, collector, left_out | ids)
                left_out = set()
            _seal(directory, carried)

    def check(self, directory: Path) -> None:
        """See `port.Engine.check`."""
        with contained(SearchDamaged, f"the search index in {directory} is not whole"):
            _check(directory, thoroughly=False)

    def open(self, directory: Path, ordinals: Mapping[str, int]) -> WhooshIndex:
        """See `port.Engine.open`. Every file is open when this returns."""
        with contained(SearchDamaged, f"the search index in {directory} cannot be read"):
            _check(directory)
            index = FileIndex(FileStorage(str(directory), readonly=True), schema=SCHEMA)
            size = max(ordinals.values(), default=-1) + 1
            segments = [
                Segment(
                    each.arrays(directory),
                    read_records(each, directory),
                    _alive(each),
                    ordinals,
                    size,
                )
                for each in _segments(index)
            ]
            return WhooshIndex(segments, size)


def _segments(index: Any) -> list[Any]:
    return [each for each in index._segments() if each.doc_count_all()]


def _carry_forward(previous: Path, directory: Path) -> set[str]:
    """Share the files of an index with a new directory; return their names."""
    names = _check(previous)
    for name in names:
        try:
            os.link(previous / name, directory / name)
        except OSError:  # another device, or a file system without hard links
            shutil.copyfile(previous / name, directory / name)
    return names


def _collected(
    documents: Iterable[SearchDocument], segment_words: int
) -> Iterator[tuple[Collector, set[str]]]:
    """Collect documents for segments that are not too large: at least one, maybe an empty one."""
    written = set[str]()
    collector, ids = Collector(analyzer), set[str]()
    for document in documents:
        if document.id in written:
            raise SearchError(f"the document {document.id} was given twice")
        written.add(document.id)
        if collector.size >= segment_words:
            yield collector, ids
            collector, ids = Collector(analyzer), set()
        ids.add(document.id)
        collector.add(document)
    yield collector, ids


def _commit(directory: Path, index: Any, collector: Collector, dropped: set[str]) -> None:
    """Write a segment of what was collected; older segments lose the documents of some ids."""
    writer = index.writer(compound=False, codec=ArraysCodec())
    writer.pool = pool = Pool()
    try:
        kept = _kept(directory, writer.segments, collector, dropped)
        for record in collector.records:
            writer.add_document(record=record)
        if collector.records:
            pool.arrays = collector.arrays()
        writer.commit(mergetype=lambda *_: kept)
    except BaseException:
        with suppress(Exception):  # what went wrong matters, not what follows from it
            writer.cancel()
        raise
    (directory / f"{index.indexname}_WRITELOCK").unlink()


def _kept(
    directory: Path, segments: list[Any], collector: Collector, dropped: set[str]
) -> list[Any]:
    """Delete documents, and merge segments that are mostly deleted or too many small ones.

    Returns:
        The segments that stay.
    """
    ids = np.array([each.encode() for each in dropped], dtype="S24")
    kept, small, merged = [], [], []
    for segment in segments:
        records = read_records(segment, directory)
        for number in np.flatnonzero(np.isin(records["id"], ids)).tolist():
            segment.delete_document(number)
        alive = _alive(segment)
        words = int(records["lengths"][alive].sum())
        if alive.sum() * 2 < len(records):
            merged.append((segment, records, alive))
        elif words < _SMALL:
            small.append((words, segment, records, alive))
        else:
            kept.append(segment)
    if len(small) >= MAX_SEGMENTS:
        small.sort(key=lambda each: each[0])
        merged += [each[1:] for each in small[: -MAX_SEGMENTS // 2]]
        small = small[-MAX_SEGMENTS // 2 :]
    for segment, records, alive in merged:
        if alive.any():
            collector.absorb(segment.arrays(directory), records, alive)
    return kept + [segment for _, segment, _, _ in small]


def _alive(segment: Any) -> NDArray[np.bool_]:
    alive = np.ones(segment.doc_count_all(), dtype=np.bool_)
    alive[list(segment.deleted_docs())] = False
    return alive


def _seal(directory: Path, carried: set[str]) -> None:
    """Write the manifest and make everything in a directory durable."""
    files = {path.name: _sealed(path) for path in sorted(directory.iterdir())}
    manifest = directory / _MANIFEST
    manifest.write_text(json.dumps({"format": FORMAT, "files": files}), encoding="utf-8")
    for path in (*(directory / name for name in files if name not in carried), manifest, directory):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sealed(path: Path) -> tuple[int, int]:
    """Give the size in bytes of a file and its CRC-32, 0 for arrays, which hold their own."""
    if is_of_arrays(path.name):
        return path.stat().st_size, 0
    data = path.read_bytes()
    return len(data), zlib.crc32(data)


def _check(directory: Path, thoroughly: bool = True) -> set[str]:
    """Compare an index with its manifest; return the names of its files.

    Args:
        thoroughly: compare bytes too, and not sizes alone.
    """
    manifest = json.loads((directory / _MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT:
        raise SearchUnavailable(f"the search index in {directory} has another format: rebuild it")
    for name, (size, digest) in manifest["files"].items():
        path = directory / name
        found = _sealed(path) if thoroughly else (path.stat().st_size, digest)
        if found != (size, digest):
            raise SearchDamaged(f"the search index in {directory} is not whole: rebuild it")
    return set(manifest["files"])
