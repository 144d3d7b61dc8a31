"""Quire as the comparison sees it: an index and a catalogue as a web worker holds them."""

import os
import time
from array import array
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import orjson

from benchmarks.search_contestant import PAGE, Contestant, texts_of
from benchmarks.search_corpus import Post
from benchmarks.search_questions import Ask
from quire.catalogue import Catalogue, Choice, Columns, Selection, bitsets
from quire.catalogue.columns import DocumentRow, PieceLocation, TermRow, WordRows, micros
from quire.model import Section
from quire.search.port import Clause, Query, SearchDocument
from quire.search.whoosh import WhooshEngine

LANG = "en"


class Quire(Contestant):
    """Index and catalogue as a web worker holds them; texts as its packs hold them."""

    name = "Quire"

    def build(self, posts: Iterable[Post]) -> None:
        index = self.directory / "0"
        index.mkdir()
        texts, offsets, rows = (self.directory / "texts").open("wb"), array("Q", [0]), []
        tags: dict[str, list[int]] = {}
        years: dict[str, list[int]] = {}

        def documents() -> Iterable[SearchDocument]:
            for post in posts:
                texts.write(orjson.dumps(post.sections))
                offsets.append(texts.tell())
                rows.append((post.id, post.title, int(post.year)))
                for tag in post.tags:
                    tags.setdefault(tag, []).append(post.number)
                years.setdefault(post.year, []).append(post.number)
                yield _document(post)

        WhooshEngine().update(index, None, documents(), ())
        texts.close()
        (self.directory / "offsets").write_bytes(offsets.tobytes())
        (self.directory / "rows").write_bytes(orjson.dumps([rows, tags, years]))

    def open(self) -> None:
        rows, tags, years = orjson.loads((self.directory / "rows").read_bytes())
        self.catalogue = _catalogue(rows, tags, years)
        offsets = array("Q")
        offsets.frombytes((self.directory / "offsets").read_bytes())
        self._offsets = offsets
        self._texts = os.open(self.directory / "texts", os.O_RDONLY)
        self._ordinals = self.catalogue.ordinals
        self._open(self.directory / "0")

    def _open(self, directory: Path) -> None:
        self._current = directory
        self.index = WhooshEngine().open(directory, self._ordinals)

    def ask(self, ask: Ask, snippets: bool) -> int:
        matches = self.index.match(_query(ask), (LANG,), time.monotonic() + 10)
        bits = matches.found
        if ask.tag:
            bits &= self.catalogue.select(Selection(choices={"tag": (Choice((ask.tag,)),)}))
        page = matches.ranked(bits, 0, PAGE)
        for facet in self.facets:
            self.catalogue.facet(facet, bits)
        if snippets:
            for ordinal, _ in page:
                row = self.catalogue.documents[ordinal]
                self.index.highlight(matches, LANG, row.title, self._sections(ordinal))
        return bits.bit_count()

    def change(self, post: Post) -> None:
        after = self.directory / str(int(self._current.name) + 1)
        after.mkdir()
        WhooshEngine().update(after, self._current, [_document(post)], ())
        self._open(after)

    def _sections(self, ordinal: int) -> list[Section]:
        start, stop = self._offsets[ordinal], self._offsets[ordinal + 1]
        data = orjson.loads(os.pread(self._texts, stop - start, start))
        return [Section("", title, text) for title, text in data]


def _document(post: Post) -> SearchDocument:
    return SearchDocument(id=post.id, lang=LANG, **texts_of(post))


def _query(ask: Ask) -> Query:
    text = " ".join(ask.words)
    if ask.kind == "or":
        return Query(text, (Clause(ask.words[0], synonyms=ask.words[1:]),))
    if ask.kind == "phrase":
        return Query(text, (Clause(text, phrase=True),))
    *others, last = ask.words
    prefix = ask.kind == "prefix"
    return Query(text, (*(Clause(word) for word in others), Clause(last, prefix=prefix)))


def _catalogue(
    rows: list[tuple[str, str, int]], tags: dict[str, list[int]], years: dict[str, list[int]]
) -> Catalogue:
    nowhere = PieceLocation(0, 0, (0, 0, 0, 0, 0), (0, 0, 0, 0, 0))
    documents = []
    for number, (identity, title, year) in enumerate(rows):
        at = micros(datetime(year, 1, 1, tzinfo=UTC)) - number
        slug = f"post-{number:06}"
        documents.append(
            DocumentRow(identity, "post", slug, LANG, "", "", title, at, at, "", nowhere)
        )

    def packed(numbers: list[int]) -> bytes:
        return bitsets.pack(bitsets.from_ordinals(numbers, len(rows)))

    terms = [TermRow("tag", t, t, t, packed(n), len(n), b"") for t, n in sorted(tags.items())]
    sets = {"year": {year: packed(numbers) for year, numbers in years.items()}}
    none = WordRows([], array("I", [0]).tobytes(), b"")
    return Catalogue(Columns(documents, terms, [], sets, {}, {}, none, none))
