"""Which forms stand for a word: itself, others of its stem, longer ones, near ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quire.search.analysis import Place, Word
from quire.search.ranking import BEGUN, NEAR, STEMMED
from quire.search.whoosh.segments import Segment, Terms

LEAST_PREFIX = 2
"""Characters of a word before longer ones that begin so are looked for."""
LEAST_BEGUN = 4
"""Characters of a word that no document holds before longer ones stand in for it."""
_MOST_NEAR = 8
"""Near words that stand in for one."""
_KNOWN = 2_000
"""Words whose forms are remembered."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """The forms that stand for a word.

    Args:
        key: names it among all expansions of a language.
        terms: by segment.
        near: forms that are near the word and not of its stem, the commonest first.
    """

    key: tuple[object, ...]
    terms: Sequence[Terms]
    forms: frozenset[str] = field(default_factory=frozenset)
    prefix: str = ""
    near: tuple[str, ...] = ()


class Expander:
    """Expands words of one language.

    Args:
        segments: all of an index.
    """

    def __init__(self, lang: str, segments: Sequence[Segment]) -> None:
        self._lang = lang
        self._segments = segments
        self._known: dict[Word, Expansion] = {}

    def stemmed(self, word: Word) -> Expansion:
        """Take the word and all forms of its stems."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            terms = [self._stemmed(each, word) for each in self._segments]
            known = self._known[word] = Expansion(("stemmed", word), terms)
        return known

    def begun(self, word: Word) -> Expansion:
        """Take the forms that begin with the word as well."""
        if len(word.form) < LEAST_PREFIX:
            return self.stemmed(word)
        terms = []
        for segment in self._segments:
            ones = self._stemmed(segment, word).ones
            start, stop = segment.forms.beginning(self._name(word.form))
            # Within the run a form is counted already: only what it is worth above that is added.
            ones = [
                (form, worth - BEGUN if start <= form < stop else worth) for form, worth in ones
            ]
            terms.append(Terms(ones, start, stop, BEGUN))
        return Expansion(("begun", word), terms, prefix=word.form)

    def near(self, word: Word) -> Expansion | None:
        """Take forms that are one or two slips of typing away; None where there is none.

        One slip from 5 letters on, two from 9; the first letter is right. Two letters that
        changed places are one slip.
        """
        commonest = self.neighbours(word.form)[:_MOST_NEAR]
        if not commonest:
            return None
        terms = []
        for segment in self._segments:
            numbers = (segment.forms.find(self._name(form)) for form in commonest)
            terms.append(Terms([(number, NEAR) for number in numbers if number >= 0]))
        return Expansion(
            ("near", word.form), terms, forms=frozenset(commonest), near=tuple(commonest)
        )

    def neighbours(self, form: str) -> list[str]:
        """Give the nearest forms within the slips allowed, the commonest first."""
        slips = _slips(form)
        if not slips:
            return []
        found: dict[str, int] = {}
        held: dict[str, int] = {}
        name = f"{self._lang}:{form}"
        for segment in self._segments:
            known = segment.spelled(self._name(form[0]))
            for other, distance, _ in process.extract(
                name, known, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                if distance:
                    near = other.partition(":")[2]
                    found[near] = int(distance)
                    number = segment.forms.find(other.encode())
                    held[near] = held.get(near, 0) + segment.held(number)
        if not found:
            return []
        nearest = min(found.values())
        closest = [each for each, distance in found.items() if distance == nearest]
        return sorted(closest, key=lambda each: (-held[each], each))

    def place(self, expansion: Expansion, offset: int) -> Place:
        """Name the forms of an expansion, for marking."""
        forms = {
            segment.forms[form].decode().partition(":")[2]
            for segment, terms in zip(self._segments, expansion.terms, strict=True)
            for form, _ in terms.ones
        }
        return Place(frozenset(forms), offset, expansion.prefix)

    def _stemmed(self, segment: Segment, word: Word) -> Terms:
        own = segment.forms.find(self._name(word.form))
        ones = {form: STEMMED for stem in word.stems for form in segment.of_stem(self._name(stem))}
        if own >= 0:
            ones[own] = 1.0
        return Terms(list(ones.items()))

    def _name(self, text: str) -> bytes:
        return f"{self._lang}:{text}".encode()


def _slips(form: str) -> int:
    """Say how many slips of typing a word may hold; words with digits are no typing errors."""
    if not form.isalpha() or len(form) < 5:
        return 0
    return 1 if len(form) < 9 else 2
