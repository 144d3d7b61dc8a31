"""One clause of a query in one language: its own words, near ones, synonyms, in one score."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.search.analysis import Asked, Run, Wanted, Word
from quire.search.port import Correction
from quire.search.ranking import SYNONYM
from quire.search.whoosh.expansion import LEAST_BEGUN, Expansion
from quire.search.whoosh.kept import Held
from quire.search.whoosh.words import NOTHING, Words

RARE = 2
"""Documents that hold a word which may be a slip of typing all the same."""

_JOINED = 0.8
"""What `opensource` is worth where `open-source` was typed."""

Expanded = list[tuple[Expansion, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a clause found.

    Args:
        wanted: the clause.
        held: its documents and their scores.
        runs: the words that were looked for, its own and those that stand in its place.
        near: what was typed, and the near words that were looked for instead.
    """

    wanted: Wanted
    held: Held
    runs: Sequence[Expanded]
    near: Sequence[tuple[str, Expansion]]

    @property
    def single(self) -> Expansion | None:
        """The clause's own word, where it is one word."""
        return self.runs[0][0][0] if len(self.runs[0]) == 1 else None


def find_clause(words: Words, wanted: Wanted, daring: bool = False) -> Part:
    """Find the documents that hold a clause.

    Args:
        daring: look for near words also where a few documents hold a word as typed.
    """
    near: list[tuple[str, Expansion]] = []
    own = [
        (_expanded(words, asked.word, last and wanted.prefix, last, daring, near), asked.offset)
        for asked, last in _with_last(wanted.run)
    ]
    runs = [own]
    found = [(_held(words, own), 1.0)]
    if len(wanted.run) > 1 and not wanted.phrase and (joined := _joined(words, wanted.run)):
        runs.append(joined)
        found.append((_held(words, joined), _JOINED))
    for synonym in wanted.synonyms:
        run = [(words.expander.stemmed(asked.word), asked.offset) for asked in synonym]
        runs.append(run)
        found.append((_held(words, run), SYNONYM))
    return Part(wanted, _best(words, found), runs, near)


def places_of(words: Words, part: Part) -> tuple[Run, ...]:
    """Name what a clause looked for, for marking."""
    return tuple(
        tuple(words.expander.place(expansion, offset) for expansion, offset in run)
        for run in part.runs
    )


def corrections_of(words: Words, part: Part, found: NDArray[np.int32]) -> list[Correction]:
    """Say which near words stood in for typed ones in documents that were found."""
    return [
        Correction(typed, used)
        for typed, expansion in part.near
        if (used := words.commonest(expansion, found)) is not None
    ]


def _with_last(run: Sequence[Asked]) -> list[tuple[Asked, bool]]:
    return [(asked, number == len(run) - 1) for number, asked in enumerate(run)]


def _expanded(
    words: Words,
    word: Word,
    prefix: bool,
    last: bool,
    daring: bool,
    near: list[tuple[str, Expansion]],
) -> Expansion:
    """Choose what stands for a word: near ones only where no document holds it or begins so."""
    expander = words.expander
    expansion = expander.begun(word) if prefix else expander.stemmed(word)
    held = len(words.word(expansion).ordinals)
    if not held and last and not prefix and len(word.form) >= LEAST_BEGUN:
        expansion = expander.begun(word)
        held = len(words.word(expansion).ordinals)
    if held > (RARE if daring else 0):
        return expansion
    other = expander.near(word)
    if other is not None and len(words.word(other).ordinals) > held:
        near.append((word.form, other))
        return other
    return expansion


def _joined(words: Words, run: Sequence[Asked]) -> Expanded | None:
    """Take the parts of a word as one: `e-mail` is also `email`."""
    form = "".join(asked.word.form for asked in run)
    expansion = words.expander.stemmed(Word(form, ()))
    return [(expansion, 0)] if len(words.word(expansion).ordinals) else None


def _held(words: Words, run: Expanded) -> Held:
    return words.word(run[0][0]) if len(run) == 1 else words.phrase(run)


def _best(words: Words, found: Sequence[tuple[Held, float]]) -> Held:
    """Take each document's best score among those of a clause's runs."""
    filled = [(held, worth) for held, worth in found if len(held.ordinals)]
    if not filled:
        return NOTHING
    if len(filled) == 1 and filled[0][1] == 1.0:
        return filled[0][0]
    scores = np.zeros(words.size, dtype=np.float32)
    for held, worth in filled:
        at = held.ordinals
        scores[at] = np.maximum(scores[at], held.scores * np.float32(worth))
    ordinals = np.flatnonzero(scores).astype(np.int32)
    return Held(ordinals, scores[ordinals], max(held.rarity for held, _ in filled))
