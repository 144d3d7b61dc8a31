"""An opened index: evaluates queries over segments, in any thread."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from quire.errors import SearchUnavailable
from quire.model import Section
from quire.search.highlighting import highlight
from quire.search.port import Correction, Highlight, Matches, Query
from quire.search.ranking import FIELDS, WEIGHTS
from quire.search.whoosh.border import contained
from quire.search.whoosh.clauses import RARE, corrections_of
from quire.search.whoosh.kept import KeptScores
from quire.search.whoosh.languages import analyzer
from quire.search.whoosh.matches import WhooshMatches
from quire.search.whoosh.matching import Late, Matching, Outcome
from quire.search.whoosh.segments import Segment
from quire.search.whoosh.similarity import similar
from quire.search.whoosh.words import Words

_KEPT = 500_000
_KEPT_EACH = 20
"""Scores of words kept in memory, 8 bytes each: so many, and so many more for each document."""

_LITTLE = 3
"""Documents found below which another query may be proposed."""

_COMMONER = 10
"""How many times more documents hold a proposed word than the one that was typed."""


class WhooshIndex:
    """The port's `Index` over one directory, whose files it holds open.

    Args:
        size: of the snapshot: ordinals are below it.
    """

    def __init__(self, segments: Sequence[Segment], size: int) -> None:
        self._size = size
        self._segments = segments
        self._closed = False
        self._languages = _languages(segments, size)

    def match(self, query: Query, langs: Sequence[str], deadline: float) -> WhooshMatches:
        """See `port.Index.match`. A language that was not finished in time gives no hits."""
        languages = self._opened()
        with contained(SearchUnavailable, "the search index cannot be read"):
            asked = {
                lang: Matching(words, analyzer(lang).question(query), deadline)
                for lang in dict.fromkeys(langs)
                if (words := languages.get(lang))
            }
            outcomes: dict[str, Outcome] = {}
            relaxed = partial = False
            try:
                for lang, matching in asked.items():
                    outcomes[lang] = matching.strictly()
                if not _any(outcomes):
                    for lang, matching in asked.items():
                        if outcome := matching.daringly():
                            outcomes[lang] = outcome
                if not _any(outcomes):
                    for lang, matching in asked.items():
                        if outcome := matching.mostly():
                            outcomes[lang] = outcome
                            relaxed |= len(outcome.ordinals) > 0
            except Late:
                partial = True
            return WhooshMatches(
                outcomes,
                self._size,
                partial=partial,
                relaxed=relaxed,
                corrections=_corrections(outcomes),
                did_you_mean=None if partial else _proposed(query, outcomes),
            )

    def similar(self, ordinal: int, limit: int) -> list[tuple[int, float]]:
        """See `port.Index.similar`."""
        languages = self._opened()
        with contained(SearchUnavailable, "the search index cannot be read"):
            return similar(self._segments, languages, ordinal, limit)

    def highlight(
        self, matches: Matches, lang: str, title: str, sections: Sequence[Section]
    ) -> Highlight:
        """See `port.Index.highlight`."""
        if not isinstance(matches, WhooshMatches):
            raise TypeError("these matches are not of this engine")
        return highlight(matches.sought(lang), analyzer(lang), title, sections)

    def close(self) -> None:
        """Let go of the index's files; what is asked afterwards gets SearchUnavailable."""
        self._closed = True
        self._languages = {}
        self._segments = ()

    def _opened(self) -> Mapping[str, Words]:
        if self._closed:
            raise SearchUnavailable("the search index is closed")
        return self._languages


def _languages(segments: Sequence[Segment], size: int) -> dict[str, Words]:
    """Make each language a collection of its own."""
    lang_of = np.zeros(size + 1, dtype="S36")
    lengths = np.zeros((len(FIELDS), size + 1))
    for segment in segments:
        lang_of[segment.ordinals] = segment.records["lang"]
        lengths[:, segment.ordinals] = segment.records["lengths"].T
    lang_of[size], lengths[:, size] = b"", 0
    norms = np.zeros_like(lengths)
    kept = KeptScores(_KEPT + _KEPT_EACH * size)
    languages: dict[str, Any] = {}
    for name in np.unique(lang_of[:size]).tolist():
        if not name:
            continue
        documents = np.flatnonzero(lang_of == name).astype(np.int32)
        mine = lengths[:, documents]
        for field, weight in enumerate(WEIGHTS.values()):
            filled = mine[field] > 0
            average = mine[field].sum() / max(int(filled.sum()), 1)
            length = np.where(filled, mine[field], 1.0)
            share = weight.share * length / max(average, 1.0)
            norms[field, documents] = weight.boost / (1 - weight.share + share) * filled
        lang = name.decode()
        languages[lang] = Words(lang, segments, documents, size, kept)
    for segment in segments:
        segment.set_norms(norms)
    return languages


def _any(outcomes: Mapping[str, Outcome]) -> bool:
    return any(len(outcome.ordinals) for outcome in outcomes.values())


def _corrections(outcomes: Mapping[str, Outcome]) -> tuple[Correction, ...]:
    found: dict[str, Correction] = {}
    for outcome in outcomes.values():
        for part in outcome.parts:
            for each in corrections_of(outcome.words, part, outcome.ordinals):
                found.setdefault(each.typed, each)
    return tuple(found.values())


def _proposed(query: Query, outcomes: Mapping[str, Outcome]) -> str | None:
    """Propose a query with commoner words where little was found."""
    if sum(len(outcome.ordinals) for outcome in outcomes.values()) >= _LITTLE:
        return None
    text = query.text
    for outcome in outcomes.values():
        for part in outcome.parts:
            held = len(part.held.ordinals)
            if part.near or held > RARE or len(part.wanted.run) > 1 or part.wanted.prefix:
                continue
            form = part.wanted.run[0].word.form
            for near in outcome.words.expander.neighbours(form)[:1]:
                if outcome.words.holding(near) >= _COMMONER * max(held, 1):
                    text = re.sub(rf"(?i)\b{re.escape(part.wanted.text)}\b", near, text, count=1)
    return text if text != query.text else None
