"""Documents that share rare words with another."""

from collections.abc import Mapping, Sequence

import numpy as np

from quire.search.analysis import Word
from quire.search.whoosh.segments import Segment
from quire.search.whoosh.words import Words

_FORMS = 12
"""Words of a document that are looked for in others."""


def similar(
    segments: Sequence[Segment], languages: Mapping[str, Words], ordinal: int, limit: int
) -> list[tuple[int, float]]:
    """See `port.Index.similar`. A shared word counts by its weight in both documents."""
    for segment in segments:
        numbers = np.flatnonzero(segment.ordinals == ordinal)
        if len(numbers):
            break
    else:
        return []
    number = int(numbers[0])
    words = languages[segment.records["lang"][number].decode()]
    scores = np.zeros(words.size, dtype=np.float32)
    for name in segment.telling(number)[:_FORMS]:
        form = name.decode().partition(":")[2]
        held = words.word(words.expander.stemmed(Word(form, ())))
        own = np.searchsorted(held.ordinals, ordinal)
        if own < len(held.ordinals) and held.ordinals[own] == ordinal:
            scores[held.ordinals] += held.scores * held.scores[own]
    scores[ordinal] = 0.0
    found = np.flatnonzero(scores)
    best = found[np.lexsort((found, -scores[found]))][:limit]
    return list(zip(best.tolist(), scores[best].tolist(), strict=True))
