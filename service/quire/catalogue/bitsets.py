"""Sets of ordinals as plain ints: bit `n` stands for document `n`."""

from collections.abc import Iterable, Iterator, Sequence


def from_ordinals(ordinals: Iterable[int], size: int) -> int:
    """Make the set that holds `ordinals`, each below `size`."""
    cells = bytearray(size // 8 + 1)
    for ordinal in ordinals:
        cells[ordinal >> 3] |= 1 << (ordinal & 7)
    return int.from_bytes(cells, "little")


def pack(bits: int) -> bytes:
    """Write a set as little-endian bytes, as short as it allows."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def unpack(data: bytes) -> int:
    """Read what `pack` wrote."""
    return int.from_bytes(data, "little")


def members(bits: int) -> Iterator[int]:
    """Give the ordinals of a set, lowest first."""
    marks = format(bits, "b")[::-1]
    ordinal = marks.find("1")
    while ordinal >= 0:
        yield ordinal
        ordinal = marks.find("1", ordinal + 1)


def along(bits: int, order: Sequence[int]) -> Iterator[int]:
    """Give the ordinals of a set in the order of a permutation of all ordinals."""
    marks = format(bits, "b")[::-1]
    length = len(marks)
    return (ordinal for ordinal in order if ordinal < length and marks[ordinal] == "1")
