"""What was found: a set, and an order of which only a page is made."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quire.search.analysis import Sought
from quire.search.port import Correction
from quire.search.ranking import RECENCY
from quire.search.whoosh.matching import Outcome


class WhooshMatches:
    """The port's `Matches`.

    Args:
        outcomes: by language; no document is in two of them.
        size: of the snapshot.
    """

    def __init__(
        self,
        outcomes: Mapping[str, Outcome],
        size: int,
        *,
        partial: bool = False,
        relaxed: bool = False,
        corrections: Sequence[Correction] = (),
        did_you_mean: str | None = None,
    ) -> None:
        self.partial = partial
        self.relaxed = relaxed
        self.corrections = corrections
        self.did_you_mean = did_you_mean
        self._outcomes = outcomes
        self._sought: dict[str, Sought] = {}
        self._size = size
        self._ordinals, self._scores = self._together()
        mask = np.zeros(size, dtype=np.bool_)
        mask[self._ordinals] = True
        self.found = int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")

    def ranked(self, among: int, start: int, stop: int) -> list[tuple[int, float]]:
        """See `port.Matches.ranked`."""
        ordinals, scores = self._ordinals, self._scores
        wanted = among & self.found
        if wanted != self.found:
            cells = np.frombuffer(wanted.to_bytes(self._size // 8 + 1, "little"), dtype=np.uint8)
            kept = np.unpackbits(cells, bitorder="little")[ordinals].astype(np.bool_)
            ordinals, scores = ordinals[kept], scores[kept]
        if stop < len(ordinals):
            least = np.partition(scores, len(scores) - stop)[len(scores) - stop]
            kept = scores >= least
            ordinals, scores = ordinals[kept], scores[kept]
        order = np.lexsort((ordinals, -scores))[start:stop]
        return list(zip(ordinals[order].tolist(), scores[order].tolist(), strict=True))

    def sought(self, lang: str) -> Sought:
        """Name what was looked for in the documents of a language, for marking."""
        if lang not in self._sought:
            outcome = self._outcomes.get(lang)
            self._sought[lang] = outcome.sought() if outcome else ()
        return self._sought[lang]

    def _together(self) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        ordinals: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        scores: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        if self._outcomes:
            ordinals = np.concatenate([each.ordinals for each in self._outcomes.values()])
            scores = np.concatenate([each.scores for each in self._outcomes.values()])
        return ordinals, scores * (1.0 + RECENCY * (1.0 - ordinals / max(self._size, 1)))
