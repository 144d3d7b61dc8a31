"""A cache bounded by bytes that one sweep of unique requests cannot empty.

SIEVE: an entry that was asked for again survives the hand's next pass, one that was not
goes. Reads take no lock; a key is (path, query), and one entry may have several.

Source: Zhang et al., SIEVE is simpler than LRU (NSDI 2024).
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Key = tuple[str, str]
T = TypeVar("T")

SLOT_COST = 4096
"""Bytes that an entry takes beside its body: headers, slot, dictionary (measured, rounded up)."""

_KEY_COST = 256
_MOST_KEYS = 8


class Slot(Generic[T]):
    """An entry. A reader sets `asked`; all else belongs to the cache."""

    __slots__ = ("asked", "charged", "cost", "keys", "newer", "older", "value")

    def __init__(self, value: T, key: Key, size: int) -> None:
        self.value = value
        self.asked = False
        self.charged = size
        self.cost = SLOT_COST + size + _key_cost(key)
        self.keys = [key]
        self.newer: Slot[T] | None = None
        self.older: Slot[T] | None = None


class Cache(Generic[T]):
    """Values by (path, query), at most `limit` bytes of them.

    Attributes:
        look: finds the slot of a key, or None; from any thread.
        held: bytes charged.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._largest = limit // 16
        self._slots: dict[Key, Slot[T]] = {}
        self._lock = threading.Lock()
        self._oldest: Slot[T] | None = None
        self._newest: Slot[T] | None = None
        self._hand: Slot[T] | None = None
        self.look: Callable[[Key], Slot[T] | None] = self._slots.get
        self.held = 0

    def put(self, key: Key, value: T, size: int) -> Slot[T]:
        """Keep a value of `size` bytes.

        Returns:
            Its slot; that of an earlier value where there is one; one that is not kept where
            the value is too large.
        """
        slot = Slot(value, key, size)
        with self._lock:
            if key in self._slots:
                return self._slots[key]
            if slot.cost > self._largest:
                return slot
            self._make_room(slot.cost)
            self._slots[key] = slot
            slot.older = self._newest
            if self._newest is None:
                self._oldest = slot
            else:
                self._newest.newer = slot
            self._newest = slot
            self.held += slot.cost
        return slot

    def add_key(self, slot: Slot[T], key: Key) -> None:
        """Let another spelling lead to an entry; the oldest such spelling makes room."""
        with self._lock:
            if self._slots.get(slot.keys[0]) is not slot or key in self._slots:
                return
            if len(slot.keys) == _MOST_KEYS:
                dropped = slot.keys.pop(1)
                del self._slots[dropped]
                self._charge(slot, -_key_cost(dropped))
            self._make_room(_key_cost(key))
            if self._slots.get(slot.keys[0]) is slot:
                slot.keys.append(key)
                self._slots[key] = slot
                self._charge(slot, _key_cost(key))

    def resize(self, slot: Slot[T], size: int) -> None:
        """Charge an entry for the size that its value has grown to."""
        with self._lock:
            if self._slots.get(slot.keys[0]) is slot:
                self._charge(slot, size - slot.charged)
            slot.charged = size
            self._make_room(0)

    def _charge(self, slot: Slot[T], cost: int) -> None:
        slot.cost += cost
        self.held += cost

    def _make_room(self, cost: int) -> None:
        while self._oldest is not None and self.held + cost > self._limit:
            slot = self._hand or self._oldest
            while slot.asked:
                slot.asked = False
                slot = slot.newer or self._oldest
            self._drop(slot)

    def _drop(self, slot: Slot[T]) -> None:
        self._hand = slot.newer
        if slot.older is None:
            self._oldest = slot.newer
        else:
            slot.older.newer = slot.newer
        if slot.newer is None:
            self._newest = slot.older
        else:
            slot.newer.older = slot.older
        for key in slot.keys:
            del self._slots[key]
        slot.older = slot.newer = None
        self.held -= slot.cost


def _key_cost(key: Key) -> int:
    return _KEY_COST + 2 * (len(key[0]) + len(key[1]))
