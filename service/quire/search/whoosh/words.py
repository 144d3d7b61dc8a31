"""What words and phrases are worth in each document of one language that holds them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quire.search.analysis import Word
from quire.search.ranking import K1, rarity
from quire.search.whoosh.expansion import Expander, Expansion
from quire.search.whoosh.kept import Held, KeptScores
from quire.search.whoosh.segments import Ordinals, Places, Segment, Weights

NOTHING = Held(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32), 0.0)


class Words:
    """Scores words and phrases in the documents of one language.

    Each language is a collection of its own: rarity and average lengths are taken over its
    documents that can be found. So scores hang on the documents alone, and not on how many
    updates an index went through.

    Args:
        documents: ordinals of this language, ascending.
        size: of the snapshot, in all languages.
    """

    def __init__(
        self,
        lang: str,
        segments: Sequence[Segment],
        documents: NDArray[np.int32],
        size: int,
        kept: KeptScores,
    ) -> None:
        self.lang = lang
        self.documents = documents
        self.segments = segments
        self.expander = Expander(lang, segments)
        self.size = size
        self._kept = kept

    def word(self, expansion: Expansion) -> Held:
        """Score a word in every document that holds one of its forms."""
        return self._kept.get((self.lang, expansion.key), lambda: self._score(expansion))

    def phrase(self, run: Sequence[tuple[Expansion, int]]) -> Held:
        """Score words in the documents that hold them at their offsets, in one field."""
        words = [self.word(expansion) for expansion, _ in run]
        if not all(len(word.ordinals) for word in words):
            return NOTHING
        found = []
        for number, segment in enumerate(self.segments):
            starts = _starts(
                [(segment.places(expansion.terms[number]), offset) for expansion, offset in run],
                segment.words,
            )
            ordinals, _, worths = segment.standing(starts)
            found.append((ordinals, worths))
        return self._held(found, sum(word.rarity for word in words))

    def holding(self, form: str) -> int:
        """Count the documents that hold a form, and not another of its stem."""
        return len(self.word(self.expander.stemmed(Word(form, ()))).ordinals)

    def commonest(self, expansion: Expansion, among: NDArray[np.int32]) -> str | None:
        """Give the first of an expansion's near forms that one of some documents holds."""
        for form in expansion.near:
            name = f"{self.lang}:{form}".encode()
            for segment in self.segments:
                number = segment.forms.find(name)
                if number >= 0 and np.isin(segment.ordinals_of(number), among).any():
                    return form
        return None

    def _score(self, expansion: Expansion) -> Held:
        found: list[tuple[Ordinals, Weights]] = []
        for segment, terms in zip(self.segments, expansion.terms, strict=True):
            found += segment.weigh(terms)
        return self._held(found, None)

    def _held(self, found: Sequence[tuple[Ordinals, Weights]], rare: float | None) -> Held:
        """Add up what each document holds; `rare` None: weigh it by how many there are."""
        ordinals, weights = _joined(found)
        mass = np.bincount(ordinals, weights, minlength=self.size + 1)[: self.size]
        held = mass.nonzero()[0]
        if not len(held):
            return NOTHING
        if rare is None:
            rare = rarity(len(self.documents), len(held))
        mass = mass.take(held)
        scores = rare * (K1 + 1) * mass / (mass + K1)
        return Held(held.astype(np.int32), scores.astype(np.float32), rare)


def _joined(found: Sequence[tuple[Ordinals, Weights]]) -> tuple[Ordinals, Weights]:
    if len(found) == 1:
        return found[0]
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    return np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found])


def _starts(run: list[tuple[Places, int]], words: int) -> Places:
    """Find the places at which a whole run of words begins: from the rarest word on."""
    run.sort(key=lambda each: len(each[0]))
    places, offset = run[0]
    starts = places[places >= offset] - np.uint32(offset)
    for places, offset in run[1:]:
        starts = starts[_among(starts + np.uint32(offset), places, words)]
    return starts


def _among(asked: Places, places: Places, words: int) -> NDArray[np.bool_]:
    """Say which of some places are among others; both ascend.

    Args:
        words: of the segment, by which the two are called many or few.
    """
    if not len(places) or not len(asked):
        return np.zeros(len(asked), dtype=np.bool_)
    if len(asked) > words >> 7:
        # Marking all is quicker than looking many up.
        marked = np.zeros(max(int(places[-1]), int(asked[-1])) + 1, dtype=np.bool_)
        marked[places] = True
        return marked.take(asked)
    at = places.searchsorted(asked)
    at[at == len(places)] = 0
    same: NDArray[np.bool_] = places.take(at) == asked
    return same
