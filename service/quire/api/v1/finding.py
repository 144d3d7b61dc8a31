"""What a search finds: matches of the index, narrowed by the catalogue, marked for showing."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.questions import Searching
from quire.api.v1.asking import ALL_LANGS, Asked
from quire.api.v1.bodies import ROOM, document, largest
from quire.api.v1.narrowing import refuse_item
from quire.api.v1.paging import Items
from quire.catalogue import Catalogue, Choice, Selection, bitsets
from quire.documents.anchors import place_in
from quire.errors import SearchUnavailable
from quire.library.snapshot import Snapshot
from quire.model import Section
from quire.search.port import FieldFilter, Index, Matches, Query
from quire.search.query import corrected
from quire.wire.problems import Refusal

_SECONDS = 0.25
"""What matching may take; an answer is allowed a second in all."""

_LOOKED_AT = 150_000
"""Characters that one answer looks at for snippets, of all its hits together."""

_LEAST_LOOKED_AT = 1_500


_TITLES = 3
"""A marked title in `match` takes no more than so many times what its summary does."""

_SNIPPET_BYTES = 4_000
"""Of a snippet and the address of its section."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Args:
        room: characters of the body in which a snippet is looked for.
    """

    ordinal: int
    score: float
    room: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Args:
        selection: with what `tag:`, `author:` and `lang:` add to the filters.
        within: what words and dates of the query alone find.
        bits: of these, what the selection keeps.
    """

    matches: Matches
    selection: Selection
    within: int
    bits: int


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
    listing, catalogue = asked.question.listing, asked.snapshot.catalogue
    query = asked.snapshot.synonyms.expand(asked.question.query)
    langs = _langs(asked, query.filters)
    selection = _narrowed(replace(listing.selection, langs=langs), catalogue, query)
    # Counting languages asks what the others would give.
    among = asked.manifest.langs if langs is None or "lang" in listing.facets else langs
    matches = index.match(query, among, time.monotonic() + _SECONDS)
    within = matches.found
    for part in query.filters:
        within &= _dated(catalogue, part)
    return Found(matches, selection, within, catalogue.select(selection) & within)


def items(asked: Asked[Searching], index: Index, found: Found) -> Items[Hit]:
    """Give what a search found as a list: hits that are shown as far as they are looked at.

    Raises:
        SearchUnavailable: the index cannot be read.
    """

    def find_hits(start: int, count: int) -> list[Hit]:
        page = _page_of(asked, found, start, count)
        room = _room_of_each(len(page))
        return [Hit(ordinal, score, room) for ordinal, score in page]

    def show(hit: Hit, look: Look) -> bytes:
        return _show_hit(asked, index, found.matches, hit, look)

    look = asked.question.listing.look

    def refuse(hit: Hit, offset: int) -> Refusal:
        return refuse_item(asked, look, lambda other: len(show(hit, other)) < ROOM, offset)

    plain = largest(asked.snapshot, look)
    return Items(
        found.bits.bit_count(),
        find_hits,
        lambda hit: show(hit, look),
        None if plain is None else plain * _TITLES + _SNIPPET_BYTES,
        refuse,
    )


def _page_of(
    asked: Asked[Searching], found: Found, start: int, count: int
) -> list[tuple[int, float]]:
    """Give (ordinal, score) of a page of what was found, in the order that was asked for."""
    sort, catalogue = asked.question.listing.sort, asked.snapshot.catalogue
    if not sort:
        return found.matches.ranked(found.bits, start, start + count)
    ordinals = catalogue.page(found.bits, sort, start, count)
    bits = bitsets.from_ordinals(ordinals, catalogue.size)
    scores = dict(found.matches.ranked(bits, 0, count))
    return [(ordinal, scores[ordinal]) for ordinal in ordinals]


def _show_hit(
    asked: Asked[Searching], index: Index, matches: Matches, hit: Hit, look: Look
) -> bytes:
    """Give a document as a hit: its summary, and where it matched."""
    row = asked.snapshot.catalogue.documents[hit.ordinal]
    pieces = asked.snapshot.pieces(hit.ordinal)
    sections = _within(pieces.read_sections(), hit.room)
    marked = index.highlight(matches, row.lang, row.title, sections)
    section = None if marked.section is None else sections[marked.section]
    wanted = asked.question.marked
    match = {
        "score": round(hit.score, 4),
        "title": marked.title if "title" in wanted else _unmarked(marked.title),
        "snippet": marked.snippet if "body" in wanted else _unmarked(marked.snippet),
        "section": {"title": section.title, "url": place_in(row.url, section.id)}
        if section is not None and section.id
        else None,
    }
    return document(asked.snapshot, pieces, look, {"match": match})


def told(query: Query, matches: Matches) -> dict[str, object]:
    """Say what was looked for: `meta.query`."""
    used = corrected(query, matches.corrections)
    return {
        "q": query.text,
        "used": used,
        "corrected": bool(matches.corrections),
        "relaxed": matches.relaxed,
        "did_you_mean": matches.did_you_mean,
    }


def _room_of_each(hits: int) -> int:
    """Share the characters that one answer may look at for snippets among its hits."""
    return max(_LEAST_LOOKED_AT, _LOOKED_AT // max(hits, 1))


def _within(sections: Sequence[Section], room: int) -> list[Section]:
    """Take sections up to a number of characters of text; at least the first one."""
    taken: list[Section] = []
    for section in sections:
        if taken and room <= 0:
            break
        fits = len(section.text) <= room
        taken.append(section if fits else replace(section, text=section.text[:room]))
        room -= len(section.text)
    return taken


def _unmarked(text: str) -> str:
    """Take the marks out; any other `<` is escaped."""
    return text.replace("<mark>", "").replace("</mark>", "")


def _langs(asked: Asked[Searching], filters: Sequence[FieldFilter]) -> tuple[str, ...] | None:
    """Give the languages to look in, None for all: `lang:` replaces the default language and
    narrows one that was asked for by the parameter."""
    named = [part for part in filters if part.field == "lang"]
    if not named:
        return asked.langs(asked.question.listing.lang)
    langs = asked.langs(asked.question.listing.lang or ALL_LANGS) or tuple(asked.manifest.langs)
    for part in named:
        value = part.value.lower()
        langs = tuple(lang for lang in langs if (value in (lang, ALL_LANGS)) != part.excluded)
    return langs


def _narrowed(selection: Selection, catalogue: Catalogue, query: Query) -> Selection:
    """Add what stands behind `tag:` and `author:` to the filters, by slug or by name."""
    choices = dict(selection.choices)
    for part in query.filters:
        if part.field in ("tag", "author"):
            slug = catalogue.term_named(part.field, part.value) or part.value
            choices[part.field] = (*choices.get(part.field, ()), Choice((slug,), part.excluded))
    return replace(selection, choices=choices)


def _dated(catalogue: Catalogue, part: FieldFilter) -> int:
    """Find what `before:` or `after:` wants; everything for other filters."""
    if part.field not in ("before", "after"):
        return catalogue.all
    instant = datetime.fromisoformat(part.value).replace(tzinfo=UTC)
    if part.field == "before":
        bits = catalogue.select(Selection(published_before=instant))
    else:
        bits = catalogue.select(Selection(published_after=instant))
    return catalogue.all & ~bits if part.excluded else bits
