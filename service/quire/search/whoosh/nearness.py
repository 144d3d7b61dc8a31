"""Nearness: words of a query that stand side by side, or close to each other, say more."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from quire.search.ranking import FIELDS, IN_TITLE, NEARBY, PROXIMITY
from quire.search.whoosh.clauses import Part
from quire.search.whoosh.expansion import Expansion
from quire.search.whoosh.segments import Floats, Ordinals, Places, Segment
from quire.search.whoosh.words import Words

_LOOKED_AT = 256
"""Documents whose words are looked at: the best ones by their words alone."""

_TITLE = FIELDS.index("title")


def with_nearness(
    words: Words,
    parts: Sequence[Part],
    found: NDArray[np.int32],
    scores: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Add to the scores of the best documents found what their words' nearness is worth."""
    singles = [(part.single, part.held.rarity) for part in parts]
    pairs = [
        (first, second, min(rare, other))
        for (first, rare), (second, other) in pairwise(singles)
        if first is not None and second is not None and first.key != second.key
    ]
    if not pairs or not len(found):
        return scores
    best = found
    if len(best) > _LOOKED_AT:
        best = best[np.argpartition(scores, -_LOOKED_AT)[-_LOOKED_AT:]]
    wanted = np.zeros(words.size + 1, dtype=np.bool_)
    wanted[best] = True
    bonus = np.zeros(words.size + 1, dtype=np.float32)
    for number, segment in enumerate(words.segments):
        documents = wanted.take(segment.ordinals).nonzero()[0]
        if len(documents):
            looked_up: dict[tuple[object, ...], Places] = {}
            for first, second, rare in pairs:
                before = _places(segment, documents, first, number, looked_up)
                after = _places(segment, documents, second, number, looked_up)
                ordinals, closeness = _closeness(segment, before, after)
                together = np.zeros(words.size + 1, dtype=np.float32)
                np.maximum.at(together, ordinals, closeness)
                bonus += together * np.float32(PROXIMITY * rare)
    return scores + bonus.take(found)


def _places(
    segment: Segment,
    documents: NDArray[np.int64],
    expansion: Expansion,
    number: int,
    looked_up: dict[tuple[object, ...], Places],
) -> Places:
    """Give where a word stands in some documents, ascending."""
    if expansion.key not in looked_up:
        looked_up[expansion.key] = segment.places_in(documents, expansion.terms[number])
    return looked_up[expansion.key]


def _closeness(segment: Segment, first: Places, second: Places) -> tuple[Ordinals, Floats]:
    """Say how close the nearest second word is to each first one that has one nearby.

    Returns:
        Ordinals, which may repeat, and 1 for the word that follows, less with the distance.
    """
    if not len(first) or not len(second):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    at = second.searchsorted(first)
    here = first.astype(np.int64)
    ahead = second[np.minimum(at, len(second) - 1)] - here
    behind = here - second[np.maximum(at - 1, 0)]
    ahead[ahead <= 0] = NEARBY + 1
    behind[behind <= 0] = NEARBY + 1
    # The order of the query counts: behind is as good as one place further ahead.
    distance = np.minimum(ahead, behind + 1)
    near = distance <= NEARBY
    ordinals, fields, _ = segment.standing(first[near])
    closeness = 1.0 / distance[near]
    closeness[fields == _TITLE] *= IN_TITLE
    return ordinals, closeness
