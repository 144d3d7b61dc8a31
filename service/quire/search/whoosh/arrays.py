"""A file of named arrays: opening it copies and parses nothing.

Layout: 8 bytes of magic, the length and the CRC-32 of the header as 4 bytes each, the header as
JSON (name -> dtype, count, offset, CRC-32 of each block), then the arrays, each at a multiple
of 8. A block is checked when it is first read, so that opening stays cheap.
"""

import json
import mmap
import os
import weakref
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from quire.errors import SearchDamaged

Arrays = Mapping[str, NDArray[Any]]

_MAGIC = b"QUIREAR2"
_START = len(_MAGIC) + 8

_BLOCK = 1 << 16
"""Bytes of a block: checking one takes some 50 microseconds, once."""


def write_arrays(file: BinaryIO, arrays: Arrays) -> None:
    """Write arrays of one dimension into a file, whose beginning is the file's."""
    header: dict[str, tuple[str, int, int, list[int]]] = {}
    at = 0
    for name, values in arrays.items():
        data = memoryview(_little(values).view(np.uint8))  # type: ignore[arg-type]
        sums = [zlib.crc32(data[start : start + _BLOCK]) for start in range(0, len(data), _BLOCK)]
        header[name] = (values.dtype.newbyteorder("<").str, values.size, at, sums)
        at += _padded(values.nbytes)
    text = json.dumps(header).encode()
    text += b" " * (_padded(_START + len(text)) - _START - len(text))
    sizes = len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little")
    file.write(_MAGIC + sizes + text)
    for values in arrays.values():
        file.write(_little(values).tobytes() + b"\0" * (_padded(values.nbytes) - values.nbytes))


def _little(values: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"), copy=False))


class _Blocks:
    """The blocks of one array: each is checked the first time that it is asked for.

    Two threads may check the same one: nothing comes of it.
    """

    def __init__(self, file: "_Open", offset: int, size: int, sums: list[int]) -> None:
        self._file = file
        self._offset = offset
        self._size = size
        self._sums = sums
        self._unchecked = bytearray(b"\1" * len(sums))

    def check(self, start: int, stop: int) -> None:
        """Check the blocks that hold the bytes from `start` to `stop`.

        Raises:
            SearchDamaged: one is not as it was written.
        """
        last = -(-stop // _BLOCK)
        number = self._unchecked.find(1, start // _BLOCK, last)
        while number >= 0:
            begin = number * _BLOCK
            length = min(_BLOCK, self._size - begin)
            if zlib.crc32(self._file.read(length, self._offset + begin)) != self._sums[number]:
                raise SearchDamaged(f"{self._file.name} is not as it was written: rebuild it")
            self._unchecked[number] = 0
            number = self._unchecked.find(1, number + 1, last)


class Stored:
    """An array that stays in its file: a slice is read when it is asked for.

    For what is used once and whole, which as a map would count as this process's memory.
    """

    def __init__(self, file: "_Open", dtype: np.dtype[Any], offset: int, blocks: _Blocks) -> None:
        self._file = file
        self._dtype = dtype
        self._offset = offset
        self._blocks = blocks

    def __getitem__(self, run: slice) -> NDArray[Any]:
        size = self._dtype.itemsize
        count = run.stop - run.start
        self._blocks.check(run.start * size, run.stop * size)
        data = self._file.read(count * size, self._offset + run.start * size)
        return np.frombuffer(data, dtype=self._dtype, count=count)


class Mapped:
    """An array in the file's memory map; a slice of it copies nothing."""

    def __init__(self, values: NDArray[Any], blocks: _Blocks) -> None:
        self._values = values
        self._blocks = blocks

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, run: slice) -> NDArray[Any]:
        size = self._values.itemsize
        self._blocks.check(run.start * size, run.stop * size)
        return self._values[run]


class ArraysFile:
    """A file of arrays, opened. It can be read also after it was removed.

    Raises:
        ValueError: it is no such file, or not whole.
        OSError: it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._file = _Open(path)
        self._map = mmap.mmap(self._file.number, 0, access=mmap.ACCESS_READ)
        if self._map[: len(_MAGIC)] != _MAGIC:
            raise ValueError(f"{path.name} is no file of arrays")
        self._start = _START + int.from_bytes(self._map[len(_MAGIC) : _START - 4], "little")
        text = self._map[_START : self._start]
        if zlib.crc32(text) != int.from_bytes(self._map[_START - 4 : _START], "little"):
            raise ValueError(f"the header of {path.name} is not as it was written")
        self._header = json.loads(text)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Map an array and check all of it.

        Raises:
            SearchDamaged: it is not as it was written.
        """
        mapped = self.mapped(name)
        return mapped[0 : len(mapped)]

    def mapped(self, name: str) -> Mapped:
        """Map an array; what is read of it is checked then."""
        dtype, count, offset, _ = self._header[name]
        values = np.frombuffer(self._map, dtype=dtype, count=count, offset=self._start + offset)
        return Mapped(values, self._blocks(name))

    def stored(self, name: str) -> Stored:
        """Leave an array where it is; what is read of it is checked then."""
        dtype, _, offset, _ = self._header[name]
        return Stored(self._file, np.dtype(dtype), self._start + offset, self._blocks(name))

    def _blocks(self, name: str) -> _Blocks:
        dtype, count, offset, sums = self._header[name]
        size = count * np.dtype(dtype).itemsize
        return _Blocks(self._file, self._start + offset, size, sums)


class _Open:
    """A file's descriptor; closed with the last one who holds this."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.number = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self.number)

    def read(self, length: int, offset: int) -> bytes:
        """Read bytes from a place; fewer only where the file ends.

        Raises:
            SearchDamaged: the disk does not give them.
        """
        try:
            return os.pread(self.number, length, offset)
        except OSError as error:
            raise SearchDamaged(f"{self.name} cannot be read ({error.strerror})") from error


def _padded(size: int) -> int:
    return (size + 7) & ~7
