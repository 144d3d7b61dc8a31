"""The routes `/feed.atom`, `/feed.rss` and `/feed.json`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from flask import Flask, Response, request

from quire.api.bases import Bases, read_bases
from quire.api.feeds import atom, json_feed, rss
from quire.api.feeds.entries import Entry, read_entry
from quire.api.feeds.heads import Head, make_head
from quire.api.feeds.questions import FeedOf, FeedParameters
from quire.api.v1 import finding
from quire.api.v1.arguments.questions import Searching
from quire.api.v1.asking import Asked, Reader, Setting, refused
from quire.api.v1.bodies import ROOM
from quire.api.v1.paging import Items, read_page, relations
from quire.api.v1.replies import hand_over
from quire.catalogue import bitsets
from quire.catalogue.columns import NO_DATE
from quire.errors import QueryError
from quire.wire.answers import Answer
from quire.wire.policies import LIST, NEVER


@dataclass(frozen=True, slots=True)
class _Format:
    """A format of feeds."""

    content_type: str
    entry: Callable[[Entry], bytes]
    feed: Callable[[Head, Iterable[bytes]], bytes]


_UTF_8 = "; charset=utf-8"

_FORMATS = {
    "/feed.atom": _Format(atom.KIND + _UTF_8, atom.write_entry, atom.write_feed),
    "/feed.rss": _Format(rss.KIND + _UTF_8, rss.write_entry, rss.write_feed),
    "/feed.json": _Format(json_feed.KIND, json_feed.write_entry, json_feed.write_feed),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """The documents of a feed; not all that there are where time ran out."""

    bits: int
    partial: bool


def register(app: Flask, setting: Setting) -> None:
    """Add the feeds.

    Args:
        setting: its base is where absolute addresses of this service begin, "" where it is
            not known.
    """
    reader = Reader(FeedParameters())

    def feed(form: _Format) -> Response:
        asked: Asked[FeedOf] = reader.read(request.environ, request.path, setting)
        try:
            return _answer(asked, form)
        except QueryError as error:
            raise refused(error) from error

    for path, form in _FORMATS.items():
        app.add_url_rule(path, endpoint=path, view_func=partial(feed, form))


def _answer(asked: Asked[FeedOf], form: _Format) -> Response:
    bases = read_bases(asked.setting.base, asked.manifest)
    found, catalogue = _find(asked), asked.snapshot.catalogue
    read: dict[int, Entry] = {}

    def show(ordinal: int) -> bytes:
        read[ordinal], written = _fitting(asked, ordinal, bases, form)
        return written

    page = read_page(
        asked,
        asked.question.listing.window,
        Items(
            found.bits.bit_count(),
            partial(catalogue.page, found.bits, ()),
            show,
            largest=None,
            yields=True,
        ),
    )
    shown = list(read.values())[: page.returned]
    head = make_head(asked, bases, page, shown)
    return hand_over(
        Answer(
            form.feed(head, page.shown),
            form.content_type,
            NEVER if found.partial else LIST,
            links=relations(page.links()),
        )
    )


def _find(asked: Asked[FeedOf]) -> _Found:
    """Find the documents of a feed: all that have a date, for a feed's entries need one.

    Raises:
        SearchUnavailable: they are searched for, and the index cannot be read.
    """
    listing, query, catalogue = (
        asked.question.listing,
        asked.question.query,
        asked.snapshot.catalogue,
    )
    partial_answer = False
    if query is None:
        langs = asked.langs(listing.lang)
        bits = catalogue.select(replace(listing.selection, langs=langs))
    else:
        searching: Asked[Searching] = replace(asked, question=Searching(listing, query, ()))  # type: ignore[arg-type, assignment]
        found = finding.find(searching, finding.index_of(asked.snapshot))
        bits, partial_answer = found.bits, found.matches.partial
    undated = bitsets.from_ordinals(
        (
            ordinal
            for ordinal in bitsets.members(bits)
            if (row := catalogue.documents[ordinal]).published_at == NO_DATE
            and row.updated_at == NO_DATE
        ),
        catalogue.size,
    )
    return _Found(bits & ~undated, partial_answer)


def _fitting(
    asked: Asked[FeedOf], ordinal: int, bases: Bases, form: _Format
) -> tuple[Entry, bytes]:
    """Write an entry; one that is too large for any page is cut to its excerpt."""
    full = asked.question.content == "full"
    entry = read_entry(asked.snapshot, ordinal, bases, full=full)
    written = form.entry(entry)
    if len(written) >= ROOM:
        entry = replace(entry, html=None)
        written = form.entry(entry)
    return entry, written
