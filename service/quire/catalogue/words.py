"""Words of titles and names, found by how they begin: what a search box suggests.

The builder lays them out flat and sorted; a reader bisects. Accents are folded as in slugs.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from quire.catalogue import bitsets
from quire.catalogue.columns import WordRows
from quire.documents.slugs import slugify

LATER = 1 << 31
"""Marks a row whose text does not begin with the word."""

_END = "\U0010ffff"
_UNSPACED_FROM = "\u2e80"
"""From here on (kana, Han, ...) words are written without spaces: any character may begin one."""
_LONGEST_TAIL = 16
_FEW = 2_048


def compile_words(texts: Iterable[str]) -> WordRows:
    """Lay out the words of texts; the place of a text is its row."""
    found: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        first, others = _words(text)
        for word in first:
            found[word].append(row)
        for word in others:
            found[word].append(row | LATER)
    words = sorted(found)
    starts, rows = array("I", [0]), array("I")
    for word in words:
        rows.extend(found[word])
        starts.append(len(rows))
    return WordRows(words, starts.tobytes(), rows.tobytes())


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the word that a text begins with, if any, and its other words, each once.

    Remembered from one build to the next, because most titles stay.
    """
    first, *others = slugify(text).split("-")
    tails = [
        word[index : index + _LONGEST_TAIL]
        for word in (first, *others)
        if not word.isascii()
        for index in range(1, len(word))
        if word[index] >= _UNSPACED_FROM
    ]
    later = tuple(word for word in dict.fromkeys((*others, *tails)) if word != first)
    return ((first,) if first else ()), later


class Words:
    """Finds rows by the beginnings of their words. Never changed: threads share it."""

    def __init__(self, rows: WordRows) -> None:
        self._words = rows.words
        self._starts = _numbers(rows.starts)
        self._rows = _numbers(rows.rows)

    def beginning(self, typed: str, among: int, limit: int | None = None) -> list[tuple[int, bool]]:
        """Find the rows that hold all words typed, the last of them as a beginning.

        Args:
            typed: a blank behind it says that the last word is whole.
            among: look at these rows only.
            limit: None gives all.

        Returns:
            (row, whether its text begins otherwise): those that begin with the first word
            typed, then the others, each part ascending.
        """
        words = slugify(typed).split("-")
        if not words[0]:
            return []
        found: set[int] | None = None
        first: set[int] = set()
        for place, word in enumerate(words):
            goes_on = place == len(words) - 1 and not typed[-1].isspace()
            rows = set(self._slice(word, goes_on))
            if place == 0:
                first = rows
            if len(words) > 1:
                rows = {row & ~LATER for row in rows}
            found = rows if found is None else found & rows
        if not found:
            return []
        if len(words) > 1:
            found = {row if row in first else row | LATER for row in found}
        return list(_best(found, among, limit))

    def _slice(self, word: str, goes_on: bool) -> Sequence[int]:
        low = bisect_left(self._words, word)
        high = bisect_left(self._words, word + _END if goes_on else word + "\0", low)
        return self._rows[self._starts[low] : self._starts[high]]


def _best(found: set[int], among: int, limit: int | None) -> Iterator[tuple[int, bool]]:
    """Give rows in order: of few by sorting them, of many by walking along `among`."""
    given: set[int] = set()
    if len(found) <= _FEW:
        walk: Iterable[int] = (row for row in sorted(found) if among >> (row & ~LATER) & 1)
    else:
        walk = _along(found, among)
    for marked in walk:
        row = marked & ~LATER
        if row not in given:
            if len(given) == limit:
                return
            given.add(row)
            yield row, marked >= LATER


def _along(found: set[int], among: int) -> Iterator[int]:
    for mark in (0, LATER):
        for row in bitsets.members(among):
            if row | mark in found:
                yield row | mark


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
