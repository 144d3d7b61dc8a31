"""What words are worth in the documents that hold them, kept in memory within a bound."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Held(NamedTuple):
    """The documents that hold a word or a phrase. Never changed once made: threads share it.

    Args:
        ordinals: ascending.
        scores: each document's part of its score, side by side with `ordinals`.
        rarity: of the word, of a phrase's words together.
    """

    ordinals: NDArray[np.int32]
    scores: NDArray[np.float32]
    rarity: float


class KeptScores:
    """The scores asked for last, by word. Safe to use from several threads.

    Args:
        limit: scores kept in all, 8 bytes each; a word without documents counts one.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._held: OrderedDict[Hashable, Held] = OrderedDict()
        self._lock = Lock()

    def get(self, word: Hashable, make: Callable[[], Held]) -> Held:
        """Give a word's scores; make them where they are not kept."""
        with self._lock:
            if held := self._held.get(word):
                self._held.move_to_end(word)
                return held
        held = make()
        self._keep(word, held)
        return held

    def _keep(self, word: Hashable, held: Held) -> None:
        """Keep a word's scores; those asked for longest ago make place."""
        with self._lock:
            if replaced := self._held.pop(word, None):
                self._size -= len(replaced.ordinals) + 1
            self._held[word] = held
            self._size += len(held.ordinals) + 1
            while self._size > self._limit:
                _, oldest = self._held.popitem(last=False)
                self._size -= len(oldest.ordinals) + 1
