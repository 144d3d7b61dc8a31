"""SQLite FTS5 and tantivy as the comparison sees them, each asked in its own best way.

FTS5 knows no typing errors: there it searches what was typed.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

import tantivy

from benchmarks.search_contestant import FIELDS, PAGE, Contestant, texts_of
from benchmarks.search_corpus import Post
from benchmarks.search_questions import Ask
from benchmarks.search_quire import Quire
from quire.search.ranking import WEIGHTS


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
        run, texts = self.connection.execute, texts_of(post)
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
        made = tantivy.Document(**{field: [text] for field, text in texts_of(post).items()})
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
