"""Ranking: BM25F and what is added to it, the arithmetic alone. Knows no engine and no files.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond
(2009), sections 3.3 and 3.5. The values were tuned by `benchmarks/relevance.py`.
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
    "title": Weight(14.0, 0.5),
    "headings": Weight(1.0, 0.5),
    "tags": Weight(4.0, 0.3),
    "authors": Weight(2.0, 0.3),
    "excerpt": Weight(0.25, 0.5),
    "body": Weight(1.0, 0.85),
}
FIELDS = tuple(WEIGHTS)
K1 = 1.0

STEMMED = 0.4
"""What another form of a word is worth beside the form that was typed."""
BEGUN = 0.4
"""What a longer word is worth that begins as the typed one does."""
NEAR = 0.5
"""What a near word is worth, looked for because no document holds the typed one."""
SYNONYM = 0.6
"""What a synonym is worth."""

MOST = 0.5
"""Where no document holds all words: the part of their weight that it must hold."""

PROXIMITY = 0.6
"""What two words of a query add that stand side by side, of the rarer one's weight."""
NEARBY = 8
"""Words between two that still count as near; the bonus falls with the distance."""
IN_TITLE = 5.0
"""How much more nearness counts in a title."""

RECENCY = 0.02
"""How much more the newest document scores than the oldest, all else equal."""


def rarity(documents: int, holding: int) -> float:
    """Weigh a word by how few of the documents hold it; always more than 0."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))
