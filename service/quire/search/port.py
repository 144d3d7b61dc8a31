"""The search port: what every engine promises, and the shapes that cross it.

An engine knows ids, languages and texts. It must not know catalogues, filters, visibility
(hidden documents are never handed to it) nor JSON.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quire.model import Section


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The searchable texts of one visible document.

    Args:
        id: 24 hex digits, unique in an index.
        lang: code of its language, which chooses stemming and stop words.
        headings, tags, authors: one string each, names joined by newlines.
        body: plain text without its headings.
    """

    id: str
    lang: str
    title: str
    headings: str
    tags: str
    authors: str
    body: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One word or "phrase" of a query, as typed; `excluded` where it stood behind a minus."""

    text: str
    phrase: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """`tag:x` or `author:x`: field is `tag` or `author`, value a slug-like text."""

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


@dataclass(frozen=True, slots=True)
class Matches:
    """What an index found.

    Args:
        hits: (ordinal, score), best first, equal scores by ordinal. All hits, no page.
        partial: the deadline passed before everything was looked at.
    """

    hits: Sequence[tuple[int, float]]
    partial: bool = False


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
        """Find every document that holds all clauses and none of the excluded ones.

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

    def highlight(
        self, query: Query, lang: str, title: str, sections: Sequence[Section]
    ) -> Highlight:
        """Mark the query's words, in every form that matched, in a title and a body."""
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

    def open(self, directory: Path, ordinals: Mapping[str, int]) -> Index:
        """Open the index made in `directory`; hits come back as `ordinals[id]`.

        Raises:
            SearchUnavailable: it is missing or damaged.
        """
        ...
