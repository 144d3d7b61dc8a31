"""A file of named arrays: opening it copies and parses nothing.

Layout: 8 bytes of magic, the length of the header as 4 bytes, the header as JSON (name ->
dtype, count, offset), then the arrays, each at a multiple of 8.
"""

import json
import mmap
import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_MAGIC = b"QUIREAR1"
_START = len(_MAGIC) + 4


def write_arrays(file: BinaryIO, arrays: Arrays) -> None:
    """Write arrays of one dimension into a file, whose beginning is the file's."""
    header: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, values in arrays.items():
        header[name] = (values.dtype.newbyteorder("<").str, values.size, at)
        at += _padded(values.nbytes)
    text = json.dumps(header).encode()
    text += b" " * (_padded(_START + len(text)) - _START - len(text))
    file.write(_MAGIC + len(text).to_bytes(4, "little") + text)
    for values in arrays.values():
        data = values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()
        file.write(data + b"\0" * (_padded(len(data)) - len(data)))


class Stored:
    """An array that stays in its file: a slice is read when it is asked for.

    For what is used once and whole, which as a map would count as this process's memory.
    """

    def __init__(self, file: "_Open", dtype: np.dtype[Any], offset: int) -> None:
        self._file = file
        self._dtype = dtype
        self._offset = offset

    def __getitem__(self, run: slice) -> NDArray[Any]:
        size = self._dtype.itemsize
        count = run.stop - run.start
        data = os.pread(self._file.number, count * size, self._offset + run.start * size)
        return np.frombuffer(data, dtype=self._dtype, count=count)


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
        self._start = _START + int.from_bytes(self._map[len(_MAGIC) : _START], "little")
        self._header = json.loads(self._map[_START : self._start])

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Map an array."""
        dtype, count, offset = self._header[name]
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=self._start + offset)

    def stored(self, name: str) -> Stored:
        """Leave an array where it is."""
        dtype, _, offset = self._header[name]
        return Stored(self._file, np.dtype(dtype), self._start + offset)


class _Open:
    """A file's descriptor; closed with the last one who holds this."""

    def __init__(self, path: Path) -> None:
        self.number = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self.number)


def _padded(size: int) -> int:
    return (size + 7) & ~7
