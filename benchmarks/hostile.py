"""The slowest of three hundred hostile queries, and what a suggestion takes, at 10,000 posts.

`python -m benchmarks.hostile` prints both for docs/search.md. In process and uncached: a page
of ten with snippets and two facets, within the time budget that a request has.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.api.hostile import queries

from benchmarks.search_contestant import PAGE
from benchmarks.search_corpus import read_posts, write_posts
from benchmarks.search_quire import LANG, Quire
from quire.catalogue.words import Words, compile_words
from quire.errors import QueryError
from quire.search.query import parse

SECONDS = 0.25
SUGGESTED = 10


def main(posts: int) -> None:
    """Measure a generated site."""
    with tempfile.TemporaryDirectory(prefix="quire-hostile-") as scratch:
        base = Path(scratch)
        write_posts(base / "posts.jsonl", posts)
        contestant = Quire(base)
        contestant.build(read_posts(base / "posts.jsonl"))
        contestant.open()
        search(contestant, 'warm "up"', False)
        taken = {
            (query, prefix): timed(lambda q=query, p=prefix: search(contestant, q, p))
            for query in queries()
            for prefix in (False, True)
        }
        say(f"{len(taken)} hostile searches at {posts:,} posts: {summary(list(taken.values()))}")
        for (query, prefix), seconds in sorted(taken.items(), key=lambda each: -each[1])[:5]:
            say(f"  {seconds * 1000:.1f} ms: {query[:60]!r}{' (prefix)' if prefix else ''}")
        measure_suggestions([post.title for post in read_posts(base / "posts.jsonl")])


def search(contestant: Quire, text: str, prefix: bool) -> None:
    """Answer as `/v1/search` does."""
    try:
        query = parse(text, prefix=prefix)
    except QueryError:
        return
    matches = contestant.index.match(query, (LANG,), time.monotonic() + SECONDS)
    for facet in contestant.facets:
        contestant.catalogue.facet(facet, matches.found)
    for ordinal, _ in matches.ranked(matches.found, 0, PAGE):
        row = contestant.catalogue.documents[ordinal]
        contestant.index.highlight(matches, LANG, row.title, contestant._sections(ordinal))


def measure_suggestions(titles: list[str]) -> None:
    """Time every beginning of one to six letters of some titles' words, the best of three."""
    began = time.perf_counter()
    rows = compile_words(titles)
    built = time.perf_counter() - began
    words, everything = Words(rows), (1 << len(titles)) - 1
    beginnings = {
        word[:length]
        for title in titles[:: len(titles) // 200]
        for word in title.split()
        for length in range(1, 7)
    }
    taken = [
        min(timed(lambda t=typed: words.beginning(t, everything, SUGGESTED)) for _ in range(3))
        for typed in sorted(beginnings)
    ]
    size = (sum(map(len, rows.words)) + len(rows.starts) + len(rows.rows)) / 1e6
    say(f"{len(taken)} suggestions among {len(titles):,} titles: {summary(taken)}")
    say(f"  words laid out in {built:.2f} s, {size:.1f} MB")


def timed(do: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def summary(taken: list[float]) -> str:
    """Give median, 99th percentile and worst in ms."""
    p99 = statistics.quantiles(taken, n=100)[98]
    middle, worst = statistics.median(taken), max(taken)
    return f"p50 {middle * 1000:.2f} ms, p99 {p99 * 1000:.2f} ms, worst {worst * 1000:.1f} ms"


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
