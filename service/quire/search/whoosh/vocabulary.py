"""Sorted names, looked up by bisection in the bytes of a file."""

from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Names:
    """Names in the order of their bytes; a name's place in it is its number.

    Args:
        blob: the names, a line break behind each.
        starts: where each begins, and where the last one ends.
    """

    def __init__(self, blob: NDArray[Any], starts: NDArray[Any]) -> None:
        self._blob = blob.tobytes()
        self._starts = memoryview(starts)  # type: ignore[arg-type]  # arrays are buffers

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._blob[self._starts[number] : self._starts[number + 1] - 1]

    def between(self, start: int, stop: int) -> list[str]:
        """Give the names of some numbers as texts."""
        return self._blob[self._starts[start] : self._starts[stop]].decode().split("\n")[:-1]

    def find(self, name: bytes) -> int:
        """Give the number of a name, -1 where there is none."""
        number = self._first(name)
        return number if number < len(self) and self[number] == name else -1

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """Give the numbers, from and to, of the names that begin so."""
        # No byte of UTF-8 is 255.
        return self._first(prefix), self._first(prefix + b"\xff")

    def _first(self, name: bytes) -> int:
        """Find the first name that is not below another. It runs some 17 rounds: kept tight."""
        blob, starts = self._blob, self._starts
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) >> 1
            if blob[starts[middle] : starts[middle + 1] - 1] < name:
                low = middle + 1
            else:
                high = middle
        return low


def pack_names(names: Iterable[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Write sorted names as `Names` takes them. None holds a line break."""
    lines = [name + b"\n" for name in names]
    starts = np.array([0, *accumulate(map(len, lines))], dtype=np.uint32)
    return np.frombuffer(b"".join(lines), dtype=np.uint8), starts
