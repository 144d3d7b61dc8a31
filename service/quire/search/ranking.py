"""Ranking: BM25F, the arithmetic alone. Knows fields and counts, no engine and no files.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond
(2009), sections 3.3 and 3.5; K1 and the body's share are its customary values.
"""

from math import log
from typing import NamedTuple


class Weight(NamedTuple):
    """What a field counts.

    Args:
        boost: how many words of the body one word here is worth.
        share: 0-1, how far a longer field than the average takes from a word's worth.
    """

    boost: float
    share: float


WEIGHTS = {
    "title": Weight(5.0, 0.5),
    "headings": Weight(2.0, 0.5),
    "tags": Weight(3.0, 0.3),
    "authors": Weight(2.0, 0.3),
    "body": Weight(1.0, 0.75),
}
FIELDS = tuple(WEIGHTS)
STEMMED = 0.7
"""What another form of a word is worth beside the form that was typed."""
K1 = 1.2


def rarity(documents: int, holding: int) -> float:
    """Weigh a word by how few of the documents hold it; always more than 0."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def saturation(mass: float) -> float:
    """Turn a word's weighted count in one document into its part of the score, below 2.2."""
    return mass * (K1 + 1) / (mass + K1)
