"""What words and phrases are worth in each document that holds them."""

from array import array
from collections.abc import Collection, Mapping, Sequence

from quire.search.analysis import Token
from quire.search.ranking import FIELDS, WEIGHTS, rarity, saturation
from quire.search.whoosh.kept import KeptScores, Scores
from quire.search.whoosh.postings import Postings
from quire.search.whoosh.schema import Record, form_mark, positions, term, worth

_KEPT = 1_000_000
"""Scores of words kept in memory for each language, 12 bytes each."""


class Words:
    """Scores words and phrases in the documents of one language.

    Each language is a collection of its own: rarity and average lengths are taken over its
    documents that are not deleted. So scores hang on the documents alone, and not on how
    many updates an index went through.

    Args:
        records: of this language's documents, by document number.
    """

    def __init__(self, postings: Postings, lang: str, records: Mapping[int, Record]) -> None:
        self._postings = postings
        self._lang = lang
        self.documents = tuple(records)
        self._lengths: dict[str, Mapping[int, int]] = {}
        self._average: dict[str, float] = {}
        for place, field in enumerate(FIELDS):
            lengths = {
                number: length
                for number, record in records.items()
                if (length := record.lengths[place])
            }
            self._lengths[field] = lengths
            self._average[field] = sum(lengths.values()) / len(lengths) if lengths else 1.0
        self._kept = KeptScores(_KEPT)

    def word(self, token: Token, deadline: float) -> Scores:
        """Score a word in every document that holds it or another form of it.

        Raises:
            Late: the deadline passed.
        """
        scores = self._kept.get(token)
        if scores is None:
            scores = self._score(token, deadline)
            self._kept.keep(token, scores)
        return scores

    def phrase(
        self, run: Sequence[Token], among: Collection[int] | None, deadline: float
    ) -> dict[int, float]:
        """Score adjacent words in the documents that hold them so, in one field.

        Args:
            among: look at these documents only; None: at all.

        Raises:
            Late: the deadline passed.
        """
        words = [self.word(token, deadline) for token in run]
        candidates = None if among is None else set(among)
        for word in sorted(words, key=lambda word: len(word.documents)):
            documents = set(word.documents)
            candidates = documents if candidates is None else candidates & documents
        if not candidates:
            return {}
        mass: dict[int, float] = {}
        for field in FIELDS:
            counts = {
                document: len(starts)
                for document, starts in self._starts(field, run, candidates, deadline).items()
            }
            self._weigh(field, counts, mass)
        rare = sum(word.rarity for word in words)
        return {document: rare * saturation(weight) for document, weight in mass.items()}

    def _score(self, token: Token, deadline: float) -> Scores:
        mass: dict[int, float] = {}
        mark = form_mark(token.form)
        for field in FIELDS:
            counts: dict[int, float] = {}
            for stem in {token.stem: None, token.bare_stem: None}:
                places = self._postings.places(field, term(self._lang, stem), deadline)
                for document, packed in places.items():
                    counts[document] = max(worth(packed, mark), counts.get(document, 0.0))
            self._weigh(field, counts, mass)
        rare = rarity(len(self.documents), len(mass))
        documents = array("I", mass)
        return Scores(
            documents, array("d", (rare * saturation(mass[each]) for each in documents)), rare
        )

    def _weigh(self, field: str, counts: Mapping[int, float], mass: dict[int, float]) -> None:
        boost, share = WEIGHTS[field]
        lengths, per_word = self._lengths[field], share / self._average[field]
        for document, often in counts.items():
            if length := lengths.get(document):  # none: deleted, or not in this snapshot
                weight = boost * often / (1 - share + per_word * length)
                mass[document] = mass.get(document, 0.0) + weight

    def _starts(
        self, field: str, run: Sequence[Token], candidates: Collection[int], deadline: float
    ) -> dict[int, set[int]]:
        """Find the positions in a field at which a whole phrase begins, by document."""
        starts: dict[int, set[int]] | None = None
        for token in run:
            offset = token.position - run[0].position
            here: dict[int, set[int]] = {}
            looked_at = candidates if starts is None else starts
            for stem in {token.stem: None, token.bare_stem: None}:
                name = term(self._lang, stem)
                places = self._postings.places(field, name, deadline, looked_at)
                for document, packed in places.items():
                    begins = (position - offset for position in positions(packed))
                    here.setdefault(document, set()).update(begins)
            if starts is not None:
                here = {
                    document: both
                    for document, begins in here.items()
                    if (both := begins & starts[document])
                }
            starts = here
            if not starts:
                break
        return starts or {}
