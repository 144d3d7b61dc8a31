"""The search port: what every engine promises, and the shapes that cross it.

An engine knows ids, languages and texts. It must not know catalogues, filters, visibility
(hidden documents are never handed to it) nor JSON.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from quire.model import Section


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The searchable texts of one visible document.

    Args:
        id: 24 hex digits, unique in an index.
        lang: code of its language, which chooses stemming and stop words.
        headings, tags, authors: one string each, names joined by newlines.
        body: plain text without its headings.
        excerpt: plain text; a copy of the body's beginning adds little.
    """

    id: str
    lang: str
    title: str
    headings: str
    tags: str
    authors: str
    body: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One word or "phrase" of a query, as typed.

    Args:
        excluded: it stood behind a minus.
        prefix: its last word may be the beginning of a longer one.
        synonyms: words and phrases that may stand in its place, and then count for less.
    """

    text: str
    phrase: bool = False
    excluded: bool = False
    prefix: bool = False
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """`tag:x` and the like: field is one of the query grammar's, value a slug-like text."""

    field: str
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: at most 12 clauses and filters in all, never empty.

    Args:
        text: as typed, trimmed, white space folded.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    filters: tuple[FieldFilter, ...] = ()


class Correction(NamedTuple):
    """A word that no document holds as typed, and the one that was looked for instead.

    Other near words may have been looked for as well: `used` is the commonest of them.
    """

    typed: str
    used: str


class Matches(Protocol):
    """What an index found. Never changes; safe to use from several threads."""

    @property
    def found(self) -> int:
        """The set of ordinals found, as an int: bit `n` stands for ordinal `n`."""
        ...

    @property
    def partial(self) -> bool:
        """Whether the deadline passed before everything was looked at."""
        ...

    @property
    def relaxed(self) -> bool:
        """Whether no document held all words, so that those with most of them were taken."""
        ...

    @property
    def corrections(self) -> Sequence[Correction]:
        """What was looked for instead of words that no document holds."""
        ...

    @property
    def did_you_mean(self) -> str | None:
        """A whole query that would find more; only where little was found."""
        ...

    def ranked(self, among: int, start: int, stop: int) -> list[tuple[int, float]]:
        """Give (ordinal, score) of what was found, from place `start` to `stop`, best first.

        Args:
            among: a set of ordinals; others are left out. The order of the rest is the same
                whatever is left out: equal scores by ordinal.
        """
        ...


@dataclass(frozen=True, slots=True)
class Highlight:
    """Where a query matched one document; both texts are escaped HTML with `<mark>` only.

    Args:
        title: the whole title.
        snippet: the best fragment of the body, at most about 240 characters.
        section: index of the section that holds the snippet, None for an empty body.
    """

    title: str
    snippet: str
    section: int | None


class Index(Protocol):
    """An opened, immutable index. Safe to use from several threads."""

    def match(self, query: Query, langs: Sequence[str], deadline: float) -> Matches:
        """Find the documents that hold all clauses and none of the excluded ones.

        A word is held in any form of its stem; where no document holds it, near words are
        looked for (see `corrections`); where no document holds all words, those that hold
        most are found (see `relaxed`), but never without a phrase that was asked for.

        Args:
            query: its filters are not the engine's business and are ignored. Without any
                clause that is not excluded every document matches, but for the excluded,
                with score 0.
            langs: languages to analyse the words in; a document is matched as its own
                language analyses it, documents in other languages may be left out.
            deadline: on `time.monotonic`'s scale.

        Raises:
            SearchUnavailable: the index cannot be read.
        """
        ...

    def similar(self, ordinal: int, limit: int) -> list[tuple[int, float]]:
        """Give (ordinal, score) of documents that share rare words with one, best first.

        Those of its own language, without itself; equal scores by ordinal. Empty where the
        ordinal is unknown.

        Raises:
            SearchUnavailable: the index cannot be read.
        """
        ...

    def highlight(
        self, matches: Matches, lang: str, title: str, sections: Sequence[Section]
    ) -> Highlight:
        """Mark the words that matched, in every form that did, in a title and a body.

        Args:
            matches: what `match` of this index gave.
        """
        ...

    def close(self) -> None:
        """Give back files and memory."""
        ...


class Engine(Protocol):
    """Makes and opens indexes in directories."""

    name: str

    def update(
        self,
        directory: Path,
        previous: Path | None,
        changed: Iterable[SearchDocument],
        gone: Collection[str],
    ) -> None:
        """Make a complete index in `directory` (exists, empty) and fsync it.

        Args:
            previous: an index of this engine to carry forward; it is left as it is, even
                where files are shared by hard links. None: start empty.
            changed: documents to add, or to replace under the same id.
            gone: ids to leave out.

        Raises:
            SearchError: the index cannot be made.
        """
        ...

    def check(self, directory: Path) -> None:
        """Look whether the files of an index are there, cheaply enough to be done each second.

        Raises:
            SearchDamaged: one is missing or of another size.
        """
        ...

    def open(self, directory: Path, ordinals: Mapping[str, int]) -> Index:
        """Open the index made in `directory`; hits come back as `ordinals[id]`.

        Args:
            ordinals: of all documents that can be found, numbered from 0, the newest first:
                among equals the newer comes first, and it counts a little more
                (`ranking.RECENCY`).

        Raises:
            SearchUnavailable: it is missing, damaged (`SearchDamaged`) or of another format.
        """
        ...
