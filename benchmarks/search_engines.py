"""Quire, SQLite FTS5 and tantivy, each asked the same in its own best way.

Same fields, same weights, English stemming, all words required. FTS5 knows no typing errors:
there it searches what was typed.
"""

import os
import sqlite3
import time
from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import tantivy

from benchmarks.search_corpus import Post
from benchmarks.search_questions import Ask
from quire.catalogue import Catalogue, Choice, Columns, Selection, bitsets
from quire.catalogue.columns import DocumentRow, PieceLocation, TermRow, WordRows, micros
from quire.model import Section
from quire.search.port import Clause, Query, SearchDocument
from quire.search.ranking import WEIGHTS
from quire.search.whoosh import WhooshEngine

FIELDS = tuple(WEIGHTS)
PAGE = 10
LANG = "en"


class Contestant(ABC):
    """One engine with its files in a directory."""

    name: str
    facets = ("tag", "year")

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @abstractmethod
    def build(self, posts: Iterable[Post]) -> None:
        """Make the index, durably."""

    @abstractmethod
    def open(self) -> None:
        """Get ready to be asked."""

    @abstractmethod
    def ask(self, ask: Ask, snippets: bool) -> int:
        """Answer with the ten best and the counts of two facets; return how many were found."""

    @abstractmethod
    def change(self, post: Post) -> None:
        """Replace one post, and be ready to find it."""


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


class Fts5(Contestant):
    """SQLite's FTS5, porter stemming, bm25 with the same weights; facets by grouping."""

    name = "SQLite FTS5"

    def build(self, posts: Iterable[Post]) -> None:
        self._connect()
        run = self.connection.execute
        run(f"CREATE VIRTUAL TABLE posts USING fts5({', '.join(FIELDS)}, "
            "tokenize='porter unicode61')")  # fmt: skip
        run("CREATE TABLE facts (id INTEGER PRIMARY KEY, year TEXT)")
        run("CREATE TABLE tags (id INTEGER, tag TEXT, PRIMARY KEY (id, tag)) WITHOUT ROWID")
        for post in posts:
            self._insert(post)
        self.connection.commit()

    def open(self) -> None:
        self._connect()

    def ask(self, ask: Ask, snippets: bool) -> int:
        weights = ", ".join(str(WEIGHTS[field].boost) for field in FIELDS)
        tagged = "AND +rowid IN (SELECT id FROM tags WHERE tag = ?)" if ask.tag else ""
        given = [self._match(ask), *([ask.tag] if ask.tag else [])]
        shown = f", snippet(posts, {len(FIELDS) - 1}, '<mark>', '</mark>', '…', 32)"
        run = self.connection.execute
        run(
            f"SELECT rowid, bm25(posts, {weights}) AS score {shown if snippets else ''} "
            f"FROM posts WHERE posts MATCH ? {tagged} ORDER BY score LIMIT {PAGE}",
            given,
        ).fetchall()
        hits = f"WITH hits AS MATERIALIZED (SELECT rowid FROM posts WHERE posts MATCH ? {tagged})"
        run(
            f"{hits} SELECT tag, count(*) AS n FROM hits JOIN tags ON tags.id = hits.rowid "
            "GROUP BY tag ORDER BY n DESC, tag",
            given,
        ).fetchall()
        years = run(
            f"{hits} SELECT year, count(*) FROM hits JOIN facts ON facts.id = hits.rowid "
            "GROUP BY year ORDER BY year DESC",
            given,
        ).fetchall()
        return sum(count for _, count in years)

    def change(self, post: Post) -> None:
        for table, key in (("posts", "rowid"), ("facts", "id"), ("tags", "id")):
            self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", [post.number])
        self._insert(post)
        self.connection.commit()

    def _connect(self) -> None:
        self.connection = sqlite3.connect(self.directory / "fts.sqlite")
        self.connection.execute("PRAGMA cache_size = -65536")
        self.connection.execute("PRAGMA mmap_size = 2000000000")

    def _insert(self, post: Post) -> None:
        run, texts = self.connection.execute, _texts(post)
        run(
            f"INSERT INTO posts (rowid, {', '.join(FIELDS)}) VALUES (?{', ?' * len(FIELDS)})",
            [post.number, *(texts[field] for field in FIELDS)],
        )
        run("INSERT INTO facts VALUES (?, ?)", [post.number, post.year])
        self.connection.executemany(
            "INSERT INTO tags VALUES (?, ?)", [(post.number, tag) for tag in post.tags]
        )

    def _match(self, ask: Ask) -> str:
        words = [f'"{word}"' for word in ask.words]
        if ask.kind == "phrase":
            return f'"{" ".join(ask.words)}"'
        if ask.kind == "prefix":
            words[-1] += "*"
        return (" OR " if ask.kind == "or" else " AND ").join(words)


class Tantivy(Contestant):
    """tantivy with en_stem, boosted fields, facets by terms aggregation."""

    name = "tantivy"

    def build(self, posts: Iterable[Post]) -> None:
        builder = tantivy.SchemaBuilder()
        for field in FIELDS:
            builder.add_text_field(field, stored=field == "body", tokenizer_name="en_stem")
        for field in ("tag", "year"):
            builder.add_text_field(field, fast=True, tokenizer_name="raw")
        builder.add_unsigned_field("number", indexed=True)
        self._index = tantivy.Index(builder.build(), str(self.directory))
        writer = self._index.writer(heap_size=256_000_000, num_threads=2)
        for post in posts:
            writer.add_document(self._made(post))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self.directory))
        self._ready()

    def _ready(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, ask: Ask, snippets: bool) -> int:
        query = self._query(ask)
        found = self._searcher.search(query, PAGE, count=True)
        self._searcher.aggregate(
            query,
            {
                facet: {"terms": {"field": facet, "size": 100, "segment_size": 1000}}
                for facet in self.facets
            },
        )
        if snippets and found.hits:
            schema = self._index.schema
            maker = tantivy.SnippetGenerator.create(self._searcher, query, schema, "body")
            maker.set_max_num_chars(240)
            for _, address in found.hits:
                maker.snippet_from_doc(self._searcher.doc(address)).to_html()
        return int(found.count or 0)

    def change(self, post: Post) -> None:
        writer = self._index.writer(heap_size=30_000_000, num_threads=1)
        writer.delete_documents_by_term("number", post.number)
        writer.add_document(self._made(post))
        writer.commit()
        self._ready()

    def _made(self, post: Post) -> Any:
        made = tantivy.Document(**{field: [text] for field, text in _texts(post).items()})
        for tag in post.tags:
            made.add_text("tag", tag)
        made.add_text("year", post.year)
        made.add_unsigned("number", post.number)
        return made

    def _query(self, ask: Ask) -> Any:
        occur = tantivy.Occur.Should if ask.kind == "or" else tantivy.Occur.Must
        if ask.kind == "phrase":
            parts = [(occur, self._parsed(f'"{" ".join(ask.words)}"'))]
        else:
            parts = [(occur, self._parsed(word)) for word in ask.words]
        if ask.kind == "prefix":
            parts[-1] = (occur, self._anywhere(ask.words[-1], prefix=True, slips=0))
        if ask.kind == "typo":
            slips = 1 if len(ask.words[-1]) < 9 else 2
            parts[-1] = (occur, self._anywhere(ask.words[-1], prefix=False, slips=slips))
        if ask.tag:
            term = tantivy.Query.term_query(self._index.schema, "tag", ask.tag)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(term, 0.0)))
        return tantivy.Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]

    def _parsed(self, text: str) -> Any:
        boosts = {field: weight.boost for field, weight in WEIGHTS.items()}
        return self._index.parse_query(text, list(FIELDS), field_boosts=boosts)

    def _anywhere(self, word: str, *, prefix: bool, slips: int) -> Any:
        fields = [
            tantivy.Query.boost_query(
                tantivy.Query.fuzzy_term_query(
                    self._index.schema, field, word, slips, transposition_cost_one=True,
                    prefix=prefix,
                ),
                weight.boost,
            )
            for field, weight in WEIGHTS.items()
        ]  # fmt: skip
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in fields])


CONTESTANTS: dict[str, type[Contestant]] = {each.name: each for each in (Quire, Fts5, Tantivy)}


def _document(post: Post) -> SearchDocument:
    return SearchDocument(id=post.id, lang=LANG, **_texts(post))


def _texts(post: Post) -> dict[str, str]:
    return {
        "title": post.title,
        "headings": post.headings,
        "tags": "\n".join(post.tags),
        "authors": post.author,
        "excerpt": post.excerpt,
        "body": post.body,
    }


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
    nowhere = PieceLocation(0, 0, (0, 0, 0, 0, 0))
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
