"""What a search finds: matches of the index, narrowed by the catalogue, marked for showing."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.questions import Searching
from quire.api.v1.asking import Asked
from quire.api.v1.bodies import document
from quire.catalogue import Catalogue, Choice, Selection, bitsets
from quire.errors import SearchUnavailable
from quire.library.snapshot import Snapshot
from quire.model import Section
from quire.search.port import Index, Query

_SECONDS = 0.25
"""What matching may take; an answer is allowed a second in all."""

_LOOKED_AT = 150_000
"""Characters that one answer looks at for snippets, of all its hits together."""

_LEAST_LOOKED_AT = 1_500


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Args:
        selection: with what `tag:` and `author:` add to the filters.
        ordinals: best first.
        scores: by ordinal.
        partial: time ran out before every document was looked at.
    """

    selection: Selection
    ordinals: Sequence[int]
    scores: Mapping[int, float]
    partial: bool

    def bits(self, size: int) -> int:
        """Give the documents found as a set."""
        return bitsets.from_ordinals(self.ordinals, size)


def index_of(snapshot: Snapshot) -> Index:
    """Give a snapshot's index.

    Raises:
        SearchUnavailable: it has none that can be read.
    """
    if snapshot.index is None:
        raise SearchUnavailable("the search index of this snapshot cannot be read")
    return snapshot.index


def find(asked: Asked[Searching], index: Index) -> Found:
    """Match a query and keep what the filters want.

    Raises:
        SearchUnavailable: the index cannot be read.
    """
    listing, query = asked.question.listing, asked.question.query
    catalogue, langs = asked.snapshot.catalogue, asked.langs(listing.lang)
    selection = _narrowed(replace(listing.selection, langs=langs), catalogue, query)
    deadline = time.monotonic() + _SECONDS
    matches = index.match(query, langs or asked.manifest.langs, deadline)
    wanted = bitsets.along(catalogue.select(selection), [ordinal for ordinal, _ in matches.hits])
    return Found(selection, list(wanted), dict(matches.hits), matches.partial)


def show_hit(
    asked: Asked[Searching], index: Index, ordinal: int, score: float, look: Look, room: int
) -> bytes:
    """Give a document as a hit: its summary, and where it matched.

    Args:
        room: characters of the body in which a snippet is looked for.

    Raises:
        SearchUnavailable: the index cannot be read.
    """
    row = asked.snapshot.catalogue.documents[ordinal]
    pieces = asked.snapshot.pieces(ordinal)
    sections = _within(pieces.read_sections(), room)
    marked = index.highlight(asked.question.query, row.lang, row.title, sections)
    section = None if marked.section is None else sections[marked.section]
    match = {
        "score": round(score, 4),
        "title": marked.title,
        "snippet": marked.snippet,
        "section": {"title": section.title, "url": f"{row.url}#{section.id}"}
        if section is not None and section.id
        else None,
    }
    return document(asked.snapshot, pieces, look, {"match": match})


def room_of_each(hits: int) -> int:
    """Share the characters that one answer may look at for snippets among its hits."""
    return max(_LEAST_LOOKED_AT, _LOOKED_AT // max(hits, 1))


def _within(sections: Sequence[Section], room: int) -> list[Section]:
    """Take sections up to a number of characters of text; at least the first one."""
    taken: list[Section] = []
    for section in sections:
        if taken and room <= 0:
            break
        taken.append(replace(section, text=section.text[:room]))
        room -= len(section.text)
    return taken


def _narrowed(selection: Selection, catalogue: Catalogue, query: Query) -> Selection:
    """Add what stands behind `tag:` and `author:` to the filters, by slug or by name."""
    choices = dict(selection.choices)
    for part in query.filters:
        slug = catalogue.term_named(part.field, part.value) or part.value
        choices[part.field] = (*choices.get(part.field, ()), Choice((slug,), part.excluded))
    return replace(selection, choices=choices)
