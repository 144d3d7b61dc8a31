"""A roll: every resource that lists show, with the digest of its prepared JSON, 30 bytes each.

A roll is named by its own bytes. So a changed one is never taken for a whole one, and two
snapshots that show readers the same have the same roll.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, starmap
from typing import NamedTuple

import msgspec

from quire.catalogue import Columns, DocumentRow, TermRow, bitsets
from quire.errors import SnapshotDamaged

KINDS = ("post", "page", "author", "tag")
"""In the order of a roll."""

ROW_BYTES = 30
_ID_BYTES = 12
_LANG_END = 14
_NO_LANG = 0
_BUCKETS = 256


class Key(NamedTuple):
    """What a resource is known by: its kind, one of `KINDS`, and its id, 24 hex digits."""

    kind: str
    id: str


class _Written(msgspec.Struct, frozen=True, array_like=True):
    """The file.

    Args:
        langs: languages; a row names one by its place, from 1.
        counts: rows of each of `KINDS`.
        rows: id (12 bytes), language (2 bytes, 0 for none), digest (16 bytes); one kind after
            the other, each by id.
    """

    langs: list[str]
    counts: list[int]
    rows: bytes


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Written)


class Roll:
    """A roll as it is compared.

    Attributes:
        id: names its bytes, 32 hex digits.
        data: the bytes themselves.
        size: rows in all; a row's number is its place, from 0.
    """

    __slots__ = ("_bounds", "_langs", "_rows", "_starts", "data", "id", "size")

    def __init__(self, data: bytes) -> None:
        """Read the bytes of a roll.

        Raises:
            SnapshotDamaged: they are no roll.
        """
        try:
            written = _DECODER.decode(data)
        except msgspec.MsgspecError as error:
            raise SnapshotDamaged(f"a roll cannot be read: {error}") from error
        self.data = data
        self.id = roll_id(data)
        self._langs, self._rows = written.langs, written.rows
        self._starts = [0, *accumulate(written.counts)]
        self.size = self._starts[-1]
        self._bounds: list[int] | None = None

    def key(self, number: int) -> Key:
        """Give the key of a row."""
        kind = next(n for n, stop in enumerate(self._starts[1:]) if number < stop)
        at = number * ROW_BYTES
        return Key(KINDS[kind], self._rows[at : at + _ID_BYTES].hex())

    def all_of(self, kind: int) -> range:
        """Give the numbers of all rows of one of `KINDS`."""
        return range(self._starts[kind], self._starts[kind + 1])

    def buckets(self, kind: int) -> list[int]:
        """Give where the rows begin whose ids begin with 0, 1, ... 255, and where the last end."""
        if self._bounds is None:
            self._bounds = [bound for n in range(len(KINDS)) for bound in self._find_buckets(n)]
        width = _BUCKETS + 1
        return self._bounds[kind * width : (kind + 1) * width]

    def _find_buckets(self, kind: int) -> list[int]:
        start, stop = self._starts[kind], self._starts[kind + 1]
        firsts = self._rows[start * ROW_BYTES : stop * ROW_BYTES : ROW_BYTES]
        return [start + bisect_left(firsts, first) for first in range(_BUCKETS + 1)]

    def rows(self, numbers: slice) -> bytes:
        """Give the bytes of rows."""
        return self._rows[numbers.start * ROW_BYTES : numbers.stop * ROW_BYTES]

    def speaks_like(self, other: "Roll") -> bool:
        """Say whether equal bytes of rows mean the same in both."""
        return self._langs == other._langs

    def members(self, numbers: slice, lang: str | None) -> dict[bytes, tuple[bytes, int]]:
        """Give digest and number by id.

        Args:
            lang: leaves out documents of all other languages, None: no document.
        """
        found = {}
        for number in range(numbers.start, numbers.stop):
            at = number * ROW_BYTES
            row = self._rows[at : at + ROW_BYTES]
            spoken = int.from_bytes(row[_ID_BYTES:_LANG_END], "big")
            if lang is None or spoken == _NO_LANG or self._langs[spoken - 1] == lang:
                found[row[:_ID_BYTES]] = row[_LANG_END:], number
        return found


def roll_id(data: bytes) -> str:
    """Name the bytes of a roll."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def roll_of(documents: Sequence[DocumentRow], terms: Iterable[TermRow], listed: int) -> Roll:
    """Make the roll of a snapshot.

    Args:
        documents: by ordinal.
        listed: the set of those that lists show; no other is in a roll.
    """
    shown = [row for ordinal, row in enumerate(documents) if listed >> ordinal & 1]
    langs = sorted({row.lang for row in shown})
    places = {lang: place.to_bytes(2, "big") for place, lang in enumerate(langs, 1)}
    rows: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for row in shown:
        digest = bytes.fromhex(row.piece.digest)
        rows[row.type].append(bytes.fromhex(row.id) + places[row.lang] + digest)
    nothing = _NO_LANG.to_bytes(2, "big")
    for term in terms:
        if term.role in rows:
            rows[term.role].append(bytes.fromhex(term.id) + nothing + bytes.fromhex(term.digest))
    ordered = b"".join(row for kind in KINDS for row in sorted(rows[kind]))
    counts = [len(rows[kind]) for kind in KINDS]
    return Roll(_ENCODER.encode(_Written(langs, counts, ordered)))


def roll_of_columns(columns: Columns) -> Roll:
    """Make the roll of a snapshot from its columns."""
    unlisted = bitsets.unpack(columns.sets.get("flag", {}).get("unlisted", b""))
    listed = ((1 << len(columns.documents)) - 1) & ~unlisted
    return roll_of(columns.documents, columns.terms, listed)


EMPTY = roll_of((), (), 0)
"""What somebody knows who has never asked."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two rolls.

    Args:
        removed: numbers of rows of the older one, in its order.
        changed: numbers of rows of the newer one, in its order: new ones and others.
    """

    removed: Sequence[int]
    changed: Sequence[int]


def _pairs(since: Roll, until: Roll, kind: int) -> Iterator[tuple[slice, slice]]:
    """Give parts of two rolls that hold the same ids: the whole of a kind, or its buckets."""
    rolls = (since, until)
    whole = [roll.all_of(kind) for roll in rolls]
    if max(map(len, whole)) <= _BUCKETS:
        old, new = (slice(rows.start, rows.stop) for rows in whole)
        yield old, new
        return
    sides = [starmap(slice, pairwise(roll.buckets(kind))) for roll in rolls]
    yield from zip(*sides, strict=True)


def difference(
    since: Roll, until: Roll, kinds: Collection[str] = KINDS, lang: str | None = None
) -> Difference:
    """Compare two rolls.

    Only what differs is looked at row by row: an edit among many costs what it touches.

    Args:
        kinds: out of `KINDS`; others are left out.
        lang: documents of this language alone, None: of all. One that changes its language is
            removed from the one and new in the other.
    """
    removed, changed = array("I"), array("I")
    alike = since.speaks_like(until)
    for kind, name in enumerate(KINDS):
        if name not in kinds:
            continue
        if not since.all_of(kind) and lang is None:
            changed.extend(until.all_of(kind))
            continue
        for old, new in _pairs(since, until, kind):
            if alike and since.rows(old) == until.rows(new):
                continue
            known, found = since.members(old, lang), until.members(new, lang)
            removed.extend(number for id_, (_, number) in known.items() if id_ not in found)
            changed.extend(
                number
                for id_, (digest, number) in found.items()
                if id_ not in known or known[id_][0] != digest
            )
    return Difference(removed, changed)
