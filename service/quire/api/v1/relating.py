"""Posts like one: those that share its rare words, and its tags.

Rare words weigh by the index's own scores, tags by how few posts have them. Both are taken
relative to the best there could be, so that neither drowns the other.
"""

from math import log

import orjson

from quire.catalogue import Catalogue, Selection, bitsets
from quire.library.snapshot import Snapshot

_LOOKED_AT = 100
"""Posts of the index's choice that are looked at."""

_RARE = 200
"""Posts that a tag may have for all of them to be looked at."""

_TAGS = 0.5
"""What having all tags in common counts beside the most words in common."""


def related(snapshot: Snapshot, ordinal: int, limit: int) -> list[int]:
    """Find the posts most like one in its language, best first, without itself.

    Ties go to the newer one. Without an index the tags alone decide.

    Raises:
        SearchUnavailable: the index cannot be read.
    """
    catalogue = snapshot.catalogue
    row = catalogue.documents[ordinal]
    among = catalogue.select(Selection(type="post", langs=(row.lang,))) & ~(1 << ordinal)
    near = [] if snapshot.index is None else snapshot.index.similar(ordinal, _LOOKED_AT)
    best = max((score for _, score in near), default=1.0)
    scores = {other: score / best for other, score in near if among >> other & 1}
    tags = _tags(snapshot, ordinal, among)
    whole = sum(weight for _, weight in tags)
    for bits, _ in tags:
        if bits.bit_count() <= _RARE:
            scores |= dict.fromkeys(set(bitsets.members(bits)) - scores.keys(), 0.0)
    for bits, weight in tags:
        for other in scores:
            if bits >> other & 1:
                scores[other] += _TAGS * weight / whole
    return sorted(scores, key=lambda other: (-scores[other], other))[:limit]


def _tags(snapshot: Snapshot, ordinal: int, among: int) -> list[tuple[int, float]]:
    """Give the set of each tag's other posts, and how much the tag tells."""
    catalogue: Catalogue = snapshot.catalogue
    size = among.bit_count()
    found = []
    for tag in orjson.loads(snapshot.summary(ordinal))["tags"]:
        term = catalogue.term("tag", tag["slug"])
        bits = bitsets.unpack(term.bits) & among if term else 0
        if bits:
            found.append((bits, log(1 + size / bits.bit_count())))
    return found
