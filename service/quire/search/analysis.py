"""Analysis: how a text becomes the forms that are indexed, looked for and marked.

One analysis for documents, queries and highlights, so that what matches is what is marked.
Stemmers and stop words are handed in by the engine: nothing here knows where they come from.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quire.search.port import Clause, Query

MAX_FORM = 64
"""Characters of a form: longer words (keys, data in base64) are cut, not lost."""

# Scripts that are written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul.
_UNSEGMENTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Characters inside words that `\w` leaves out: combining marks, vowel signs, joiners.
_MARKS = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3\u200c\u200d\u3099\u309a"
)
_WORD = re.compile(
    rf"[A-Za-z](?:\+\+|#(?!\w))|[^\W_]+(?:[{_MARKS}]+[^\W_]*)*|\n"  # C++, C#; words; lines
)
_SCRIPTS = re.compile(rf"(?P<run>[{_UNSEGMENTED}]+)|[^{_UNSEGMENTED}]+")
_HAS_UNSEGMENTED = re.compile(rf"[{_UNSEGMENTED}]").search
_ACCENTS = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u200c\u200d]+"
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


class Token(NamedTuple):
    """One form of a text.

    Args:
        form: lower-case, accents folded, at most 64 characters.
        stem: of the word, its accents folded; the form where the language does not stem it.
        bare_stem: of the form: what somebody who types no accents comes to. Mostly `stem`.
        position: of the word; a line break leaves a gap, so no phrase runs across lines.
        start, end: characters of the text that it stands for.
    """

    form: str
    stem: str
    bare_stem: str
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query as one language analyses it; each clause is a run of adjacent tokens.

    Args:
        required, excluded: clauses that a document must, must not hold.
        everything: no clause is required, so that every document is wanted.
    """

    required: tuple[tuple[Token, ...], ...]
    excluded: tuple[tuple[Token, ...], ...]
    everything: bool


class Analyzer:
    """The analysis of one language.

    Words are runs of letters and digits, so `pg_stat_statements` is three words in a row:
    it is found by its parts, and as a whole because a word of a query that holds several is
    a phrase. `C++` and `C#` keep their sign. Scripts without spaces give each character
    and each pair of neighbours.

    Args:
        stem: of a lower-case word, None where the language has none; never raises.
        stop_words: lower-case words that say little in this language.
    """

    def __init__(
        self,
        lang: str,
        stem: Callable[[str], str] | None = None,
        stop_words: frozenset[str] = frozenset(),
    ) -> None:
        self.lang = lang
        self._stem = stem
        self._stop_words = frozenset(fold(word) for word in stop_words)
        self._forms = lru_cache(maxsize=65_536)(self._analyse)

    def tokens(
        self, text: str, *, singles: bool = True, among: Container[str] | None = None
    ) -> Iterator[Token]:
        """Yield the forms of a text in order.

        Args:
            singles: of scripts without spaces, give each character beside each pair.
            among: only words with one of these stems need be given, which is faster.
        """
        telling = None if among is None else self._telling(text, among)
        if telling == set():
            return
        position = 0
        for found in _WORD.finditer(text):
            word = found.group()
            if word == "\n" or (telling is not None and word not in telling):
                position += 1
            elif _is_segmented(word):
                yield Token(*self._forms(word), position, *found.span())
                position += 1
            else:
                yield from self._pieces(word, position, found.start(), singles, among)
                position += _places(word)

    def wanted(self, query: Query) -> Wanted:
        """Analyse a query's clauses; its filters are left alone.

        Stop words are no clauses, but where nothing else is asked for.
        """
        asked = [clause for clause in query.clauses if not clause.excluded]
        required = [run for clause in asked if (run := self._run(clause))]
        telling = [run for run in required if not self._is_stop_word(run)]
        excluded = [
            run for clause in query.clauses if clause.excluded and (run := self._run(clause))
        ]
        return Wanted(tuple(telling or required), tuple(excluded), everything=not asked)

    def _run(self, clause: Clause) -> tuple[Token, ...]:
        return tuple(self.tokens(clause.text, singles=False))

    def _is_stop_word(self, run: tuple[Token, ...]) -> bool:
        return len(run) == 1 and run[0].form in self._stop_words

    def _telling(self, text: str, among: Container[str]) -> set[str]:
        telling = set()
        for word in set(_WORD.findall(text)):
            _, stem, bare_stem = self._forms(word)
            if stem in among or bare_stem in among or not _is_segmented(word):
                telling.add(word)
        return telling

    def _analyse(self, word: str) -> tuple[str, str, str]:
        form = fold(word)[:MAX_FORM]
        if self._stem is None or len(form) < 3 or not form.isalpha():
            return form, form, form
        bare = self._stem(form) or form
        if word.isascii():
            return form, bare, bare
        stem = self._stem(unicodedata.normalize("NFC", word.lower()[:MAX_FORM]))
        return form, fold(stem) or form, fold(bare)

    def _pieces(
        self, word: str, position: int, start: int, singles: bool, among: Container[str] | None
    ) -> Iterator[Token]:
        for piece in _SCRIPTS.finditer(word):
            run, offset = piece["run"], start + piece.start()
            if run is None:
                yield Token(*self._forms(piece.group()), position, offset, start + piece.end())
                position += 1
                continue
            for index in range(len(run)):
                at = offset + index
                for length in (1, 2) if singles or len(run) == 1 else (2,):
                    form = _fold_characters(run[index : index + length])
                    if index + length <= len(run) and (among is None or form in among):
                        yield Token(form, form, form, position, at, at + length)
                position += 1


def _places(word: str) -> int:
    """Count the positions that the pieces of a word take."""
    return sum(
        1 if piece["run"] is None else len(piece["run"]) for piece in _SCRIPTS.finditer(word)
    )


@lru_cache(maxsize=16_384)
def _fold_characters(characters: str) -> str:
    """Fold one or two characters of a script without spaces."""
    return fold(characters)


def _is_segmented(word: str) -> bool:
    return word.isascii() or not _HAS_UNSEGMENTED(word)


def fold(word: str) -> str:
    """Lower-case a word and take its accents off: `Évêque` is `eveque`, `Straße` `strasse`."""
    if word.isascii():
        return word.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word).casefold())
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))
