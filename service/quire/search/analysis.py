"""Analysis: how a text becomes the forms that are indexed, looked for and marked.

One analysis for documents, queries and marks. Stemmers and stop words are handed in.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quire.search.folding import CHARACTERS, SCRIPTS, fold, fold_characters, is_segmented
from quire.search.port import Clause, Query

MAX_FORM = 64
"""Characters of a form: longer words (keys, data in base64) are cut, not lost."""

# Characters inside words that `\w` leaves out: combining marks, vowel signs, joiners.
_MARKS = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3\u200c\u200d\u3099\u309a"
)
WORDS = re.compile(
    rf"[A-Za-z](?:\+\+|#(?!\w))|[^\W_]+(?:[{_MARKS}]+[^\W_]*)*|\n"  # C++, C#; words; lines
)
_ASCII_WORDS = re.compile(r"[A-Za-z](?:\+\+|#(?!\w))|[A-Za-z0-9]+|\n")  # the same, quicker
MARK = re.compile(rf"[{_MARKS}]")
"""What a word may hold behind its first letter, beside letters and digits."""

# An identifier: it begins small and has a capital within. Its parts: use|Effect, get|HTML|Text.
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*").fullmatch
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


class Word(NamedTuple):
    """One word, analysed.

    Args:
        form: lower-case, accents folded, at most 64 characters.
        stems: of the word and of its form, accents folded: somebody who types no accents comes
            to the second. Mostly one; the form itself where the language stems nothing.
    """

    form: str
    stems: tuple[str, ...]


class Token(NamedTuple):
    """One form in a text.

    Args:
        position: of the word, which its parts share; a line break leaves a gap, so no phrase
            runs across lines.
        start, end: characters of the text that it stands for.
    """

    form: str
    position: int
    start: int
    end: int


class Asked(NamedTuple):
    """One word of a query; `offset` from the first one of its run."""

    word: Word
    offset: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clause as one language analyses it.

    Args:
        text: as typed.
        run: adjacent words, at least one.
        synonyms: runs that may stand in its place.
        phrase: it was quoted, and may not be left out.
        prefix: its last word may go on.
    """

    text: str
    run: tuple[Asked, ...]
    synonyms: tuple[tuple[Asked, ...], ...] = ()
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A query as one language analyses it.

    Args:
        required, excluded: clauses that a document must, must not hold.
        everything: no clause is required, so that every document is wanted.
        helping: stop words: they say which of the documents found come first.
    """

    required: tuple[Wanted, ...]
    excluded: tuple[Wanted, ...]
    everything: bool
    helping: tuple[Wanted, ...] = ()


class Place(NamedTuple):
    """What matched at one place of a run of adjacent words.

    Args:
        forms: any of these: the word itself, others of its stem, near ones.
        offset: from the run's first word.
        prefix: where it is not empty, every form that begins so, too.
    """

    forms: frozenset[str]
    offset: int
    prefix: str = ""


Run = tuple[Place, ...]  # of adjacent words
Sought = tuple[tuple[Run, ...], ...]  # by clause: its own run and those of its synonyms


class Analyzer:
    """The analysis of one language.

    Words are runs of letters and digits, so `pg_stat_statements` is three words in a row:
    it is found by its parts, and as a whole because a word of a query that holds several is
    a phrase. Scripts without spaces give each character and each pair of neighbours.

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
        self._form = lru_cache(maxsize=16_384)(lambda word: fold(word)[:MAX_FORM])

    def tokens(
        self, text: str, *, singles: bool = True, among: Container[str] | None = None
    ) -> Iterator[Token]:
        """Yield the forms of a text in order.

        Args:
            singles: of scripts without spaces, give each character beside each pair, and of
                identifiers the parts beside the whole.
            among: only these forms need be given, which is faster.
        """
        position = 0
        for found in (_ASCII_WORDS if text.isascii() else WORDS).finditer(text):
            word = found.group()
            if word == "\n":
                position += 1
            elif is_segmented(word):
                form = self._form(word)
                if among is None or form in among:
                    yield Token(form, position, *found.span())
                if singles and _IDENTIFIER(word):
                    for part in _HUMP.finditer(word):
                        form = self._form(part.group())
                        if among is None or form in among:
                            start, end = part.span()
                            start, end = found.start() + start, found.start() + end
                            yield Token(form, position, start, end)
                position += 1
            else:
                position = yield from self._pieces(word, position, found.start(), singles, among)

    def word(self, word: str) -> Word:
        """Analyse one word of a script with spaces."""
        form = self._form(word)
        if self._stem is None or len(form) < 3 or not form.isalpha():
            return Word(form, (form,))
        bare = self._stem(form) or form
        if word.isascii():
            return Word(form, (bare,))
        stem = fold(self._stem(unicodedata.normalize("NFC", word.lower()[:MAX_FORM]))) or form
        bare = fold(bare)
        return Word(form, (stem,) if stem == bare else (stem, bare))

    def parts(self, word: str) -> tuple[Word, ...]:
        """Analyse the parts of an identifier; none where a word is no such thing."""
        if not _IDENTIFIER(word):
            return ()
        return tuple(self.word(part) for part in _HUMP.findall(word))

    def question(self, query: Query) -> Question:
        """Analyse a query's clauses; its filters are left alone.

        Stop words are no clauses, but where nothing else is asked for; else they help.
        """
        asked = [clause for clause in query.clauses if not clause.excluded]
        required = [wanted for clause in asked if (wanted := self._wanted(clause))]
        telling = [wanted for wanted in required if not self._says_little(wanted)]
        excluded = [
            wanted
            for clause in query.clauses
            if clause.excluded and (wanted := self._wanted(clause))
        ]
        helping = tuple(each for each in required if telling and self._says_little(each))
        return Question(tuple(telling or required), tuple(excluded), not asked, helping)

    def says_little(self, form: str) -> bool:
        """Tell whether a form is a stop word."""
        return form in self._stop_words

    def _wanted(self, clause: Clause) -> Wanted | None:
        run = self._run(clause.text)
        if not run:
            return None
        synonyms = tuple(other for text in clause.synonyms if (other := self._run(text)))
        return Wanted(clause.text, run, synonyms, clause.phrase, clause.prefix)

    def _run(self, text: str) -> tuple[Asked, ...]:
        tokens = list(self.tokens(text, singles=False))
        return tuple(
            Asked(self._asked(text[each.start : each.end]), each.position - tokens[0].position)
            for each in tokens
        )

    def _asked(self, word: str) -> Word:
        if is_segmented(word):
            return self.word(word)
        form = fold_characters(word)
        return Word(form, (form,))

    def _says_little(self, wanted: Wanted) -> bool:
        run = wanted.run
        return len(run) == 1 and not wanted.prefix and self.says_little(run[0].word.form)

    def _pieces(
        self, word: str, position: int, start: int, singles: bool, among: Container[str] | None
    ) -> Generator[Token, None, int]:
        """Yield the forms of a word that holds a script without spaces.

        Args:
            position: of its first piece.
            start: of the word in its text.

        Returns:
            The position behind its last piece.
        """
        for piece in SCRIPTS.finditer(word):
            if piece["run"] is None:
                form = self._form(piece.group())
                if among is None or form in among:
                    yield Token(form, position, start + piece.start(), start + piece.end())
                position += 1
                continue
            spans = [each.span() for each in CHARACTERS.finditer(word, *piece.span())]
            for index, (begin, _) in enumerate(spans):
                for length in (1, 2) if singles or len(spans) == 1 else (2,):
                    for _, end in spans[index + length - 1 : index + length]:
                        form = fold_characters(word[begin:end])
                        if among is None or form in among:
                            yield Token(form, position, start + begin, start + end)
                position += 1
        return position


def words_in(text: str) -> list[str]:
    """Give the words of a text as they stand, and its line breaks."""
    return (_ASCII_WORDS if text.isascii() else WORDS).findall(text)
