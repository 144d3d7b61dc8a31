"""An opened index: evaluates queries over postings, in any thread."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quire.errors import SearchUnavailable
from quire.model import Section
from quire.search.analysis import Token, Wanted
from quire.search.highlighting import highlight
from quire.search.port import Highlight, Matches, Query
from quire.search.whoosh.border import contained
from quire.search.whoosh.kept import Scores
from quire.search.whoosh.languages import analyzer
from quire.search.whoosh.postings import Late, Postings, in_time
from quire.search.whoosh.schema import Record
from quire.search.whoosh.words import Words


class WhooshIndex:
    """The port's `Index` over one directory, whose files it holds open."""

    def __init__(self, postings: Postings, ordinals: Mapping[str, int]) -> None:
        self._postings = postings
        self._ordinals: array[int] = array("i")
        by_lang: dict[str, dict[int, Record]] = defaultdict(dict)
        for number, record in postings.records():
            ordinal = ordinals.get(record.id)
            if ordinal is not None:
                self._ordinals.extend([-1] * (number + 1 - len(self._ordinals)))
                self._ordinals[number] = ordinal
                by_lang[record.lang][number] = record
        self._languages = {
            lang: Words(postings, lang, records) for lang, records in by_lang.items()
        }

    def match(self, query: Query, langs: Sequence[str], deadline: float) -> Matches:
        """See `port.Index.match`. A language that was not finished in time gives no hits."""
        if self._postings.closed:
            raise SearchUnavailable("the search index is closed")
        found: dict[int, float] = {}
        partial = False
        with contained(SearchUnavailable, "the search index cannot be read"):
            for lang in dict.fromkeys(langs):
                if words := self._languages.get(lang):
                    try:
                        found |= _evaluate(words, analyzer(lang).wanted(query), deadline)
                    except Late:
                        partial = True
        ordinals = self._ordinals
        ranked = sorted((-score, ordinals[number]) for number, score in found.items())
        return Matches([(ordinal, -negated) for negated, ordinal in ranked], partial)

    def highlight(
        self, query: Query, lang: str, title: str, sections: Sequence[Section]
    ) -> Highlight:
        """See `port.Index.highlight`."""
        return highlight(query, analyzer(lang), title, sections)

    def close(self) -> None:
        """Close the index's files; what is asked afterwards gets SearchUnavailable."""
        self._postings.close()


def _evaluate(words: Words, wanted: Wanted, deadline: float) -> dict[int, float]:
    in_time(deadline)
    hits: dict[int, float] | None = None
    if wanted.everything:
        hits = dict.fromkeys(words.documents, 0.0)
    single = [words.word(run[0], deadline) for run in wanted.required if len(run) == 1]
    for scores in sorted(single, key=lambda scores: len(scores.documents)):
        hits = _both(hits, scores)
    for run in wanted.required:
        if len(run) > 1:
            found = words.phrase(run, hits, deadline)
            hits = (
                found
                if hits is None
                else {document: hits[document] + score for document, score in found.items()}
            )
    hits = hits or {}
    for run in wanted.excluded:
        for document in _holding(words, run, hits, deadline):
            hits.pop(document, None)
    return hits


def _both(hits: dict[int, float] | None, scores: Scores) -> dict[int, float]:
    pairs = zip(scores.documents, scores.scores, strict=True)
    if hits is None:
        return dict(pairs)
    return {document: hits[document] + score for document, score in pairs if document in hits}


def _holding(
    words: Words, run: tuple[Token, ...], among: dict[int, float], deadline: float
) -> Sequence[int]:
    if len(run) == 1:
        return words.word(run[0], deadline).documents
    return list(words.phrase(run, among, deadline))
