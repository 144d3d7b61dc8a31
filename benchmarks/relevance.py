"""Known-item search: how well Quire, SQLite's FTS5 and tantivy find a document again.

`python -m benchmarks.relevance` prints the tables of docs/search.md. Queries are made from
the documents themselves, seeded: words of a title, telling words of a body, the same with a
misspelt word, the same with the last word cut short as while somebody types. All engines get
the same texts, with the same weights of fields, and queries as their users type them: FTS5
wants all words, tantivy any of them, which are their defaults.
"""

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import orjson
import tantivy

from benchmarks.relevance_queries import KINDS, Known, Texts, make_queries
from quire.api.v1 import make_encoder
from quire.library.builder import Builder
from quire.library.holder import Holder
from quire.library.manifest import now_utc
from quire.library.options import BuildOptions
from quire.library.rendering import PoolRenderer
from quire.library.snapshot import Snapshot
from quire.library.state import State
from quire.search.port import Index
from quire.search.query import parse
from quire.search.ranking import WEIGHTS
from quire.search.whoosh import WhooshEngine
from quire.source import open_source

ROOT = Path(__file__).parents[1]
BUNDLES = ROOT.parent / "shared" / "corpora"
TUNED = ("digitalgov", "rust-blog")
REPORTED = ("rails-weblog",)
SEED = 20261123
DEPTH = 50
"""Places looked at; an item behind them counts as not found."""


FIELDS = [field.name for field in fields(Texts)]


Search = Callable[[Known], Sequence[int]]
"""Give the documents that a query finds, best first."""


@dataclass(frozen=True)
class Result:
    """Shares of queries whose item came first, and among ten; mean of 1 / place."""

    first: float
    ten: float
    reciprocal: float


def main(arguments: Sequence[str]) -> None:
    """Measure the corpora named, all by default."""
    names = arguments or (*TUNED, *REPORTED, "demo")
    for name in names:
        if name != "demo" and not (BUNDLES / f"{name}.bundle").exists():
            say(f"no ../shared/corpora/{name}.bundle: left out")
            continue
        with (
            tempfile.TemporaryDirectory(prefix="quire-relevance-") as base,
            snapshot_of(name, Path(base)) as snapshot,
        ):
            report(name, snapshot)


@contextmanager
def snapshot_of(name: str, base: Path) -> Iterator[Snapshot]:
    """Build a corpus."""
    site = ROOT / "content"
    if name != "demo":
        site = base / "site"
        subprocess.run(["git", "clone", "-q", BUNDLES / f"{name}.bundle", site], check=True)
    engine, renderer = WhooshEngine(), PoolRenderer(2)
    source, state = open_source(site, None, name == "demo"), State(base / "state")
    encoder = make_encoder(None)
    builder = Builder(source, state, engine, encoder, renderer, BuildOptions(), now_utc)
    holder = Holder(base / "state", engine)
    try:
        builder.build()
        holder.refresh()
        assert holder.current is not None
        yield holder.current
    finally:
        holder.close()
        for each in (builder, state, source, renderer):
            each.close()


def report(name: str, snapshot: Snapshot) -> None:
    """Print one corpus's table; each cell has success@1, success@10 and MRR."""
    texts = read_texts(snapshot)
    asked = make_queries(texts, random.Random(SEED))
    engines: dict[str, Search] = {
        "Quire": quire(snapshot),
        "FTS5": fts5(texts),
        "tantivy": with_tantivy(texts),
        "FTS5, `*` at the end": fts5(texts, star=True),
        "tantivy, all words": with_tantivy(texts, all_words=True),
    }
    say(f"\n### {name}: {len(texts):,} documents\n")
    say("| queries | " + " | ".join(engines) + " |")
    say("|---|" + "---|" * len(engines))
    for kind in KINDS:
        known = asked[kind]
        found = [measure(search, known) for search in engines.values()]
        cells = " | ".join(f"{r.first:.3f} {r.ten:.3f} {r.reciprocal:.3f}" for r in found)
        say(f"| {kind} ({len(known)}) | {cells} |")


def measure(search: Search, asked: Sequence[Known]) -> Result:
    """Ask all queries."""
    places = []
    for known in asked:
        found = list(search(known))
        places.append(found.index(known.item) + 1 if known.item in found else 0)
    count = max(len(places), 1)
    return Result(
        sum(place == 1 for place in places) / count,
        sum(0 < place <= 10 for place in places) / count,
        sum(1 / place for place in places if place) / count,
    )


def read_texts(snapshot: Snapshot) -> list[Texts]:
    """Read what is indexed of each document, by ordinal; its language does not matter."""
    texts = []
    for ordinal in range(snapshot.catalogue.size):
        pieces = snapshot.pieces(ordinal)
        summary, sections = orjson.loads(pieces.summary), pieces.read_sections()
        texts.append(
            Texts(
                summary["title"],
                "\n".join(section.title for section in sections if section.title),
                "\n".join(tag["name"] for tag in summary["tags"]),
                "\n".join(author["name"] for author in summary["authors"]),
                summary["excerpt"],
                "\n".join(section.text for section in sections),
            )
        )
    return texts


def quire(snapshot: Snapshot) -> Search:
    """Ask Quire, as `/v1/search` does."""
    index: Index | None = snapshot.index
    assert index is not None
    everything, langs = snapshot.catalogue.all, snapshot.manifest.langs

    def search(known: Known) -> list[int]:
        query = parse(known.text, prefix=known.prefix)
        matches = index.match(query, langs, time.monotonic() + 60)
        return [ordinal for ordinal, _ in matches.ranked(everything, 0, DEPTH)]

    return search


def fts5(texts: Sequence[Texts], star: bool = False) -> Search:
    """Ask SQLite: porter stemmer, bm25 with Quire's weights.

    Args:
        star: mark a last word that may go on as a prefix, which its users must know.
    """
    database = sqlite3.connect(":memory:")
    columns = ", ".join(FIELDS)
    database.execute(f"CREATE VIRTUAL TABLE t USING fts5({columns}, tokenize='porter unicode61')")
    rows = [(n, *(getattr(text, name) for name in FIELDS)) for n, text in enumerate(texts)]
    marks = ", ".join("?" * (len(FIELDS) + 1))
    database.executemany(f"INSERT INTO t (rowid, {columns}) VALUES ({marks})", rows)
    weights = ", ".join(str(WEIGHTS[name].boost) for name in FIELDS)
    statement = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, {weights}) LIMIT {DEPTH}"

    def search(known: Known) -> list[int]:
        quoted = " ".join(f'"{word}"' for word in known.text.split())
        asked = f"{quoted}*" if star and known.prefix else quoted
        return [rowid for (rowid,) in database.execute(statement, (asked,))]

    return search


def with_tantivy(texts: Sequence[Texts], all_words: bool = False) -> Search:
    """Ask tantivy: `en_stem`, Quire's weights as boosts.

    Args:
        all_words: a document must hold all words, and not any of them.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("ordinal", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(50_000_000, 1)
    for n, text in enumerate(texts):
        document = tantivy.Document()
        document.add_unsigned("ordinal", n)
        for name in FIELDS:
            document.add_text(name, getattr(text, name))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    boosts = {name: WEIGHTS[name].boost for name in FIELDS}

    def search(known: Known) -> list[int]:
        query = index.parse_query(
            known.text, FIELDS, field_boosts=boosts, conjunction_by_default=all_words
        )
        hits = searcher.search(query, DEPTH).hits
        return [searcher.doc(address)["ordinal"][0] for _, address in hits]

    return search


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
