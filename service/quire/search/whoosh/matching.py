"""Evaluates a query: clauses to a set of documents with scores.

All clauses must be held. Where that leaves nothing, words that hardly any document holds are
taken for slips of typing; where that leaves nothing either, documents that hold most of the
words are taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from quire.search.analysis import Question, Sought
from quire.search.folding import is_segmented
from quire.search.ranking import MOST
from quire.search.whoosh.clauses import RARE, Part, find_clause, places_of
from quire.search.whoosh.kept import Held
from quire.search.whoosh.nearness import with_nearness
from quire.search.whoosh.words import NOTHING, Words

_FEW = 16
"""How many times more documents a word is in than others before those are looked up in it one
by one."""


class Late(Exception):
    """The deadline passed."""


def in_time(deadline: float) -> None:
    """Look at the clock.

    Raises:
        Late: `deadline`, on `time.monotonic`'s scale, has passed.
    """
    if monotonic() >= deadline:
        raise Late


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one language's documents gave.

    Args:
        ordinals: found, ascending.
        scores: side by side with them.
    """

    words: Words
    parts: Sequence[Part]
    ordinals: NDArray[np.int32]
    scores: NDArray[np.float32]

    def sought(self) -> Sought:
        """Name what was looked for, for marking."""
        return tuple(places_of(self.words, part) for part in self.parts)


class Matching:
    """The evaluation of one question over the documents of its language.

    Raises:
        Late: (each method) the deadline passed.
    """

    def __init__(self, words: Words, question: Question, deadline: float) -> None:
        self._words = words
        self._question = question
        self._deadline = deadline
        self._parts: list[Part] = []

    def strictly(self) -> Outcome:
        """Find the documents that hold all clauses."""
        self._parts = self._found(daring=False)
        return self._all()

    def daringly(self) -> Outcome | None:
        """Do so once more, taking rare words for slips of typing; None where there are none."""
        if all(len(part.held.ordinals) > RARE for part in self._parts):
            return None
        parts = self._found(daring=True)
        if sum(len(part.near) for part in parts) == sum(len(part.near) for part in self._parts):
            return None
        self._parts = parts
        return self._all()

    def mostly(self) -> Outcome | None:
        """Find the documents that hold the greater part of the words, by their rarity.

        Quoted phrases are insisted on; words that no document holds are not.
        """
        phrases = [part.held for part in self._parts if part.wanted.phrase]
        loose = [
            each for part in self._parts if not part.wanted.phrase for each in self._loose(part)
        ]
        held = [each for each in (*phrases, *loose) if len(each.ordinals)]
        if len(phrases) + len(loose) < 2 or not held:
            return None
        scores, weight = self._zeros(), self._zeros()
        for each in held:
            scores[each.ordinals] += each.scores
            weight[each.ordinals] += np.float32(each.rarity)
        found = weight >= MOST * sum(each.rarity for each in held) * (1 - 1e-6)
        ordinals = found.nonzero()[0].astype(np.int32)
        for phrase in phrases:
            ordinals = ordinals[self._scores_in(phrase, ordinals) > 0]
        return self._outcome(ordinals, scores.take(ordinals))

    def _loose(self, part: Part) -> list[Held]:
        """Take a clause apart where its language writes no spaces: it is several words."""
        if len(part.held.ordinals) or is_segmented(part.wanted.text):
            return [part.held]
        return [self._words.word(expansion) for expansion, _ in part.runs[0]]

    def _found(self, daring: bool) -> list[Part]:
        parts = []
        for wanted in self._question.required:
            in_time(self._deadline)
            parts.append(find_clause(self._words, wanted, daring))
        in_time(self._deadline)
        return parts

    def _all(self) -> Outcome:
        if self._question.everything:
            ordinals = self._words.documents
            return self._outcome(ordinals, np.zeros(len(ordinals), dtype=np.float32))
        rarest, *others = sorted(
            (part.held for part in self._parts), key=lambda held: len(held.ordinals)
        ) or [NOTHING]
        ordinals, scores = rarest.ordinals, rarest.scores
        for held in others:
            more = self._scores_in(held, ordinals)
            both = more > 0
            ordinals, scores = ordinals[both], scores[both] + more[both]
        return self._outcome(ordinals, scores)

    def _outcome(self, ordinals: NDArray[np.int32], scores: NDArray[np.float32]) -> Outcome:
        """Leave out what is excluded, and say which of what was found comes first."""
        for wanted in self._question.excluded:
            in_time(self._deadline)
            run = [(self._words.expander.stemmed(each.word), each.offset) for each in wanted.run]
            held = self._words.word(run[0][0]) if len(run) == 1 else self._words.phrase(run)
            kept = self._scores_in(held, ordinals) == 0
            ordinals, scores = ordinals[kept], scores[kept]
        for wanted in self._question.helping:
            in_time(self._deadline)
            held = self._words.word(self._words.expander.stemmed(wanted.run[0].word))
            scores = scores + self._scores_in(held, ordinals)
        scores = with_nearness(self._words, self._parts, ordinals, scores)
        return Outcome(self._words, self._parts, ordinals, scores)

    def _scores_in(self, held: Held, ordinals: NDArray[np.int32]) -> NDArray[np.float32]:
        """Give the scores of some documents, 0 where one is not held."""
        if len(held.ordinals) > _FEW * len(ordinals):
            at = held.ordinals.searchsorted(ordinals)
            at[at == len(held.ordinals)] = 0
            found: NDArray[np.float32] = held.scores.take(at)
            found[held.ordinals.take(at) != ordinals] = 0
            return found
        scores = self._zeros()
        scores[held.ordinals] = held.scores
        return scores.take(ordinals)

    def _zeros(self) -> NDArray[np.float32]:
        return np.zeros(self._words.size, dtype=np.float32)
