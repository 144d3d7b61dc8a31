"""Scores of words that were asked for, kept in memory within a bound."""

from array import array
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from quire.search.analysis import Token


class Scores(NamedTuple):
    """A word's documents and its part of their scores, side by side; its rarity.

    Never changed once made: threads share them.
    """

    documents: "array[int]"
    scores: "array[float]"
    rarity: float


class KeptScores:
    """The scores asked for last, by word. Safe to use from several threads.

    Args:
        limit: scores kept in all, 12 bytes each; a word without documents counts one.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._scores: OrderedDict[tuple[str, str, str], Scores] = OrderedDict()
        self._lock = Lock()

    def get(self, token: Token) -> Scores | None:
        """Give a word's scores, None where they are not kept."""
        key = token[:3]
        with self._lock:
            if scores := self._scores.get(key):
                self._scores.move_to_end(key)
            return scores

    def keep(self, token: Token, scores: Scores) -> None:
        """Keep a word's scores; those asked for longest ago make place."""
        with self._lock:
            if replaced := self._scores.pop(token[:3], None):
                self._size -= len(replaced.documents) + 1
            self._scores[token[:3]] = scores
            self._size += len(scores.documents) + 1
            while self._size > self._limit:
                _, oldest = self._scores.popitem(last=False)
                self._size -= len(oldest.documents) + 1
