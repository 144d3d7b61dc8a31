"""Marks: where in a text the words stand that a query matched.

Texts are not analysed as a whole, which would cost a millisecond for each: their lower-case
spelling is looked through for what the words that matched begin with, and only what stands
there is analysed. Words with accented letters, which that spelling hides, are all analysed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from quire.search.analysis import (
    MARK,
    MAX_FORM,
    WORDS,
    Analyzer,
    Place,
    Run,
    Sought,
    Token,
)
from quire.search.folding import fold, is_segmented

_JOINERS = frozenset("_-.'’/:,")
_SHARED = 3
"""Letters that forms share, to be looked for together."""

_KNOWN = 1_000
"""Words whose analysis a marker remembers."""

_ROOM = MAX_FORM + 16
"""Characters in which the next word of a run is looked for."""

_FOLDABLE = (
    range(0x80, 0x2500),
    range(0x2C00, 0x2E00),
    range(0xA640, 0xA800),
    range(0xF900, 0xFFF0),
)
"""Where letters are that fold to others: accented, wide, ligatures; and their marks."""


class Mark(NamedTuple):
    """Characters of a text that are to be marked, and the clause that matched them."""

    start: int
    end: int
    clause: int


class Marker:
    """Finds what one query matched. Safe to use from several threads."""

    def __init__(self, sought: Sought, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._runs = [(clause, run) for clause, runs in enumerate(sought) for run in runs]
        self._keys: dict[str, list[tuple[int, Run]]] = {}
        for clause, run in self._runs:
            for key in _keys(run[0]):
                self._keys.setdefault(key, []).append((clause, run))
        self._words: dict[str, list[Token]] = {}

    def marks(self, text: str) -> list[Mark]:
        """Find the words of all runs in a text, in order, neighbours in one word joined."""
        found: set[Mark] = set()
        ascii_only = text.isascii()
        lowered = (text if ascii_only else text.replace("İ", "I")).lower()
        for key, runs in self._keys.items():
            at = lowered.find(key)
            while at >= 0:
                start = _word_start(text, at)
                if start is not None:
                    self._at(found, text, start, at, runs)
                at = lowered.find(key, at + 1)
        if not ascii_only:
            for start in _accented_words(text):
                self._at(found, text, start, None, self._runs)
        return list(_joined(sorted(found), text)) if found else []

    def _at(
        self,
        found: set[Mark],
        text: str,
        start: int,
        at: int | None,
        runs: Iterable[tuple[int, Run]],
    ) -> None:
        """Add the words of the runs that begin in a word.

        Args:
            start: of the word.
            at: where a run must begin; None: anywhere in the word.
        """
        tokens = self._tokens(text, start)
        for clause, run in runs:
            for token in tokens:
                if (at is None or start + token.start == at) and _fits(run[0], token.form):
                    if len(run) == 1:
                        found.add(Mark(start + token.start, start + token.end, clause))
                    else:
                        for each in self._rest(text, start, token, run):
                            found.add(Mark(start + each.start, start + each.end, clause))

    def _tokens(self, text: str, start: int) -> list[Token]:
        """Analyse the word that begins at a place."""
        found = WORDS.match(text, start, start + _ROOM)
        if found is None:
            return []
        word = found.group()
        tokens = self._words.get(word)
        if tokens is None:
            if len(self._words) >= _KNOWN:
                self._words.clear()
            tokens = self._words[word] = list(self._analyzer.tokens(word))
        return tokens

    def _rest(self, text: str, start: int, first: Token, run: Run) -> list[Token]:
        """Give the tokens of a run whose first one is known, [] where the others are not there."""
        chunk = text[start : start + _ROOM * len(run)]
        hits: dict[int, list[Token]] = {}
        for token in self._analyzer.tokens(chunk):
            if token.position > first.position + run[-1].offset:
                break
            hits.setdefault(token.position, []).append(token)
        tokens = [first]
        for place in run[1:]:
            here = hits.get(first.position + place.offset, ())
            following = next((token for token in here if _fits(place, token.form)), None)
            if following is None:
                return []
            tokens.append(following)
        return tokens


@lru_cache(maxsize=16)
def marker(sought: Sought, analyzer: Analyzer) -> Marker:
    """Give the marker of what a query matched: one for all the hits of an answer."""
    return Marker(sought, analyzer)


def _fits(place: Place, form: str) -> bool:
    return form in place.forms or (place.prefix != "" and form.startswith(place.prefix))


def _keys(place: Place) -> list[str]:
    """Give what all forms of a place begin with, few and not too short."""
    keys: list[str] = [place.prefix] if place.prefix else []
    for form in sorted(place.forms):
        shared = _shared(keys[-1], form) if keys else ""
        if keys and (shared == keys[-1] or len(shared) >= _SHARED) and is_segmented(form):
            keys[-1] = shared
        elif not place.prefix or not form.startswith(place.prefix):
            keys.append(form)
    return list(dict.fromkeys(keys))


def _shared(one: str, other: str) -> str:
    """Give what two texts begin with."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return one[:length]


def _word_start(text: str, at: int) -> int | None:
    """Find where to begin to analyse what stands at a place, None where no form begins there.

    That is the start of its word; in scripts without spaces one character before it.
    """
    if at == 0:
        return at
    before = text[at - 1]
    if not before.isalnum():
        # No mark inside a word is ASCII.
        return at if before.isascii() or not _follows_letter(text, at) else None
    if not before.isascii() and not is_segmented(before):
        return at - 1
    if not text[at].isascii():
        return None if is_segmented(text[at]) else at
    if not text[at].isupper():
        return None
    start = at
    while (
        start and at - start < MAX_FORM and text[start - 1].isascii() and text[start - 1].isalnum()
    ):
        start -= 1
    return None if start and _follows_letter(text, start) else start


def _follows_letter(text: str, at: int) -> bool:
    """Tell whether a letter or digit stands before a place, marks between them or not."""
    for before in reversed(text[max(0, at - MAX_FORM) : at]):
        if not MARK.match(before):
            return before.isalnum()
    return False


def _accented_words(text: str) -> Iterator[int]:
    """Find the starts of the words in which a letter folds to another one."""
    end = -1
    for found in _accented().finditer(text):
        start = found.start()
        if start < end:
            continue
        while found.start() - start < MAX_FORM and _follows_letter(text, start):
            start -= 1
        if word := WORDS.match(text, start, start + _ROOM):
            end = word.end()
            yield start


@cache
def _accented() -> re.Pattern[str]:
    """Compile the class of all characters whose fold is not their lower case."""
    characters = [chr(code) for codes in _FOLDABLE for code in codes]
    # Behind a letter, where marks fold to nothing and a capital sigma has but one lower case.
    told = [each for each in characters if fold(f"a{each}") != f"a{each}".lower()]
    return re.compile(f"[{re.escape(''.join(told))}]")


def _joined(marks: Iterable[Mark], text: str) -> Iterator[Mark]:
    last: Mark | None = None
    for mark in marks:
        if last is None:
            last = mark
        elif mark.start <= last.end or (mark.start == last.end + 1 and text[last.end] in _JOINERS):
            last = last._replace(end=max(last.end, mark.end))
        else:
            yield last
            last = mark
    if last is not None:
        yield last
