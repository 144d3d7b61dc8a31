"""Measure search in one process each: Quire, SQLite FTS5 and tantivy on the same posts.

`python -m benchmarks.search 1000 10000` prints the tables and draws docs/search-speed.svg.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.search_corpus import changed, read_posts, write_posts
from benchmarks.search_plot import draw
from benchmarks.search_questions import KINDS, questions

QUESTIONS = 700
WARM_UP = 35
CHANGES = 7
ASKED = {1_000: (0.2, 2, 1, 4), 10_000: (0.6, 6, 1.5, 8), 100_000: (6, 30, 8, 40)}
PLOT = Path(__file__).parents[1] / "docs" / "search-speed.svg"
NAMES = ("Quire", "SQLite FTS5", "tantivy")


def main() -> None:
    """Measure the sizes named on the command line."""
    if sys.argv[1:2] == ["one"]:
        measure(*sys.argv[2:])
        return
    sizes = [int(each) for each in sys.argv[1:]] or [1_000, 10_000]
    found: dict[int, dict[str, dict]] = {}
    with tempfile.TemporaryDirectory(prefix="quire-search-") as scratch:
        for size in sizes:
            posts = Path(scratch) / f"{size}.jsonl"
            write_posts(posts, size)
            found[size] = {}
            for name in NAMES:
                directory = Path(scratch) / f"{size}-{name.split()[-1]}"
                directory.mkdir()
                built, asked = _child("build", name, directory, posts), None
                asked = _child("ask", name, directory, posts)
                found[size][name] = built | asked
            _print(size, found[size])
    draw(PLOT, found, ASKED)


def measure(what: str, name: str, directory: str, posts: str) -> None:
    """Measure one thing of one engine in this process; print it as JSON."""
    from benchmarks.search_engines import CONTESTANTS  # only here: the memory is this process's

    texts = Path(posts)
    size = sum(1 for _ in read_posts(texts))
    contestant = CONTESTANTS[name](Path(directory))
    if what == "build":
        began, used = time.perf_counter(), time.process_time()
        contestant.build(read_posts(texts))
        found = {
            "build": size / (time.perf_counter() - began),
            "build_processor": size / (time.process_time() - used),
            "build_peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    else:
        asks = questions(texts, size, QUESTIONS + WARM_UP)
        first = next(read_posts(texts))
        before = _memory()
        contestant.open()
        for ask in asks[:WARM_UP]:
            contestant.ask(ask, snippets=True)
        found = {}
        for label, snippets in (("page", False), ("snippets", True)):
            # Both halves are asked once: nothing is asked twice.
            half = asks[WARM_UP + snippets :: 2]
            times = {kind: [] for kind in KINDS}
            used = {kind: [] for kind in KINDS}
            for ask in half:
                began, processor = time.perf_counter(), time.process_time()
                contestant.ask(ask, snippets)
                used[ask.kind].append((time.process_time() - processor) * 1000)
                times[ask.kind].append((time.perf_counter() - began) * 1000)
            found[label], found[f"{label} used"] = times, used
        found["memory"] = _memory() - before
        changes = []
        for number in range(CHANGES):
            post = changed(first, f"zyzzyva{number}")
            began = time.perf_counter()
            contestant.change(post)
            ask = type(asks[0])("term", (f"zyzzyva{number}",))
            assert contestant.ask(ask, snippets=False) == 1
            changes.append((time.perf_counter() - began) * 1000)
        found["change"] = statistics.median(changes)
    print(json.dumps(found))


def _child(what: str, name: str, directory: Path, posts: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.search", "one", what, name, directory, posts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def _memory() -> float:
    """Read this process's proportional memory in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


def quantile(times: list[float], part: float) -> float:
    """Give the time that a part of the times lies below."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def _print(size: int, found: dict[str, dict]) -> None:
    ours = found["Quire"]
    print(f"\n### {size:,} posts\n")
    print("| | " + " | ".join(NAMES) + " | asked | FTS5 / Quire | tantivy / Quire |")
    print("|---" * 7 + "|")

    def row(label: str, values: dict[str, float], asked: object = "") -> None:
        shown = " | ".join(f"{values[name]:,.2f}" for name in NAMES)
        ratios = " | ".join(f"{values[name] / values['Quire']:.2f}" for name in NAMES[1:])
        print(f"| {label} | {shown} | {asked} | {ratios} |", flush=True)

    asked = iter(ASKED.get(size, ("",) * 4))
    for label, text in (
        ("page", "ranked page of 10"),
        ("snippets", "with ten snippets"),
        ("page used", "ranked page, processor time"),
        ("snippets used", "with ten snippets, processor time"),
    ):
        for part in (0.5, 0.99):
            values = {
                name: quantile([t for times in found[name][label].values() for t in times], part)
                for name in NAMES
            }
            row(f"{text}, p{part * 100:.0f}, ms", values, next(asked, ""))
    for kind in ours["page"]:
        row(
            f"only {kind}, p50, ms",
            {name: quantile(found[name]["page"][kind], 0.5) for name in NAMES},
        )
    row("one changed post until found, ms", _each(found, "change"), 60 if size == 10_000 else "")
    row("memory while searching, MB", _each(found, "memory"), 80 if size == 10_000 else "")
    row("build, posts/s", _each(found, "build"), 400)
    row("build, posts per second of processor", _each(found, "build_processor"))
    row("build, peak memory, MB", _each(found, "build_peak"))


def _each(found: dict[str, dict], key: str) -> dict[str, float]:
    return {name: found[name][key] for name in NAMES}


if __name__ == "__main__":
    main()
