"""Prepared JSON of documents in pack files: written once, read from a memory map.

A pack is immutable. A snapshot hard-links the packs of the one before it and adds one
with what changed, so a one-line edit writes one document. Each part is checked when it is
read: what a failing disk has changed is never answered.
"""

import mmap
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from quire.catalogue import PieceLocation
from quire.errors import SnapshotDamaged
from quire.model import Section


@dataclass(frozen=True, slots=True)
class Pieces:
    """The JSON of one document, in parts, about to be written.

    Args:
        summary: an object, all fields of a list's item.
        toc: an array.
        html, markdown: strings.
        sections: an array of [heading id, heading title, text].
        digest: names all of it, 32 hex digits.
    """

    summary: bytes
    toc: bytes
    html: bytes
    markdown: bytes
    sections: bytes
    digest: str


class StoredPieces:
    """The JSON of one document as it lies in a pack; each part is copied out when asked for.

    Every part may raise `SnapshotDamaged`: it is not as it was written.
    """

    __slots__ = ("_location", "_pack")

    def __init__(self, pack: mmap.mmap, location: PieceLocation) -> None:
        self._pack = pack
        self._location = location

    @property
    def summary(self) -> bytes:
        """An object, all fields of a list's item."""
        return self._part(0)

    @property
    def toc(self) -> bytes:
        """An array of headings."""
        return self._part(1)

    @property
    def html(self) -> bytes:
        """The rendered body as a JSON string."""
        return self._part(2)

    @property
    def markdown(self) -> bytes:
        """The body as written, as a JSON string."""
        return self._part(3)

    @property
    def text(self) -> bytes:
        """The whole plain text as a JSON string."""
        parts = (part for each in self.read_sections() for part in (each.title, each.text))
        return orjson.dumps("\n".join(part for part in parts if part))

    def read_sections(self) -> list[Section]:
        """Decode the plain text, cut at headings."""
        return [Section(*parts) for parts in orjson.loads(self._part(4))]

    def _part(self, number: int) -> bytes:
        return _part(self._pack, self._location, number)


class PackWriter:
    """Writes one pack file. Use as a context manager; leaving it fsyncs."""

    def __init__(self, directory: Path, number: int) -> None:
        self.number = number
        self._file = (directory / pack_name(number)).open("xb")
        self._offset = 0

    def __enter__(self) -> "PackWriter":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            # On a full disk closing fails as well, though the file is closed then.
            with suppress(OSError):
                self._file.close()

    def add(self, pieces: Pieces) -> PieceLocation:
        """Append one document and say where it lies."""
        parts = (pieces.summary, pieces.toc, pieces.html, pieces.markdown, pieces.sections)
        self._file.writelines(parts)
        lengths, sums = tuple(map(len, parts)), tuple(map(zlib.crc32, parts))
        location = PieceLocation(self.number, self._offset, lengths, sums, pieces.digest)  # type: ignore[arg-type]
        self._offset += sum(lengths)
        return location


class PackReader:
    """Reads pieces from the packs of one snapshot. Safe to use from several threads."""

    def __init__(self, directory: Path, numbers: Iterable[int]) -> None:
        self._packs: dict[int, mmap.mmap] = {}
        for number in numbers:
            path = directory / pack_name(number)
            try:
                with path.open("rb") as file:
                    self._packs[number] = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError) as error:
                self.close()
                raise SnapshotDamaged(f"the pack {path.name} cannot be read: {error}") from error

    def read(self, location: PieceLocation) -> StoredPieces:
        """Find the pieces of one document."""
        return StoredPieces(self._packs[location.pack], location)

    def read_summary(self, location: PieceLocation) -> bytes:
        """Copy out the summary of one document: what a list asks twenty times for.

        Raises:
            SnapshotDamaged: it is not as it was written.
        """
        return _part(self._packs[location.pack], location, 0)

    def close(self) -> None:
        """Give back the memory maps."""
        for pack in self._packs.values():
            pack.close()


def _part(pack: mmap.mmap, location: PieceLocation, number: int) -> bytes:
    lengths = location.lengths
    start = location.offset + sum(lengths[:number])
    data = pack[start : start + lengths[number]]
    if zlib.crc32(data) != location.sums[number]:
        raise SnapshotDamaged(f"the pack {pack_name(location.pack)} is not as it was written")
    return data


def pack_name(number: int) -> str:
    """Name the file of a pack."""
    return f"{number:06}.pack"
