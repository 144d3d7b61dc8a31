"""Measure Quire beside nginx and print the tables of docs/performance.md."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.corpus import write_site
from benchmarks.load import Comparison, Target, compare, unique_queries
from benchmarks.services import Running, get, memory_of_worker, nginx, quire

EDITS = 7
CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "digitalgov.bundle"


def main() -> None:
    """Run everything; about ten minutes on two cores."""
    with tempfile.TemporaryDirectory(prefix="quire-bench-") as directory:
        base = Path(directory)
        # nginx gives up root's rights and must still reach the files.
        base.chmod(0o755)
        say("\n## Answers, beside nginx (one worker each)\n")
        print_comparisons(measure_answers(base))
        say("\n## Starts, edits and memory\n")
        say("| site | posts | cold start | warm start | one edit, saved to found | worker memory |")
        say("|---|---|---|---|---|---|")
        for posts in (1_000, 10_000):
            write_site(base / str(posts) / "site", posts)
            measure_site("generated", base / str(posts))
        if CORPUS.exists():
            site = base / "digitalgov" / "site"
            subprocess.run(["git", "clone", "-q", str(CORPUS), str(site)], check=True)
            measure_site("digitalgov", base / "digitalgov")


def measure_answers(base: Path) -> list[Comparison]:
    """Compare cached answers, 304s and first fills on 1,000 posts."""
    site, files = base / "answers", base / "root"
    write_site(site, 1_000)
    files.mkdir()
    # The builder looks at the source now and then; the web worker is what is compared.
    with quire(site, base / "answers-state", QUIRE_POLL_SECONDS="600") as ours:
        slug = "post-000500"
        paths = {"list.json": "/v1/posts", "post.json": f"/v1/posts/{slug}"}
        for name, path in paths.items():
            (files / name).write_bytes(get(ours.base + path))
        with nginx(files) as theirs:
            found = [
                compare(
                    f"cached {name.removesuffix('.json')}",
                    Target([ours.base + path], ours.pid),
                    Target([f"{theirs.base}/{name}"], theirs.pid),
                    0.35,
                )
                for name, path in paths.items()
            ]
            found.append(
                compare(
                    "304 of the list",
                    Target(conditional(f"{ours.base}/v1/posts"), ours.pid),
                    Target(conditional(f"{theirs.base}/list.json"), theirs.pid),
                    0.25,
                )
            )
            found.append(first_fills(base, ours, theirs, "first fill of a list", "/v1/posts?"))
            found.append(
                first_fills(base, ours, theirs, "first fill of a search", "/v1/search?q=bade&")
            )
            return found


def first_fills(base: Path, ours: Running, theirs: Running, name: str, path: str) -> Comparison:
    """Compare requests of which each is new with nginx serving one list from a file."""
    script = unique_queries(base, f"{path}published_after=", salt=1)
    return compare(
        name,
        Target(["-s", str(script), ours.base], ours.pid),
        Target([f"{theirs.base}/list.json"], theirs.pid),
        0.04,
    )


def conditional(url: str) -> list[str]:
    """Ask with the validator that the server gave."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return ["-H", f"If-None-Match: {answer.headers['ETag']}", url]


def measure_site(name: str, base: Path) -> None:
    """Measure starts, edits and the worker's memory of the site in `base`/site."""
    site, state = base / "site", base / "state"
    with quire(site, state, "dev") as running:
        cold = running.seconds_to_ready
        posts = json.loads(get(f"{running.base}/v1"))["data"]["counts"]["posts"]
        listed = json.loads(get(f"{running.base}/v1/posts?limit={EDITS}"))["data"]
        time.sleep(5)
        edits = [
            measure_edit(site / post["source"]["path"], running, number)
            for number, post in enumerate(listed)
        ]
        memory = memory_of_worker(running.pid)
    warm = []
    for _ in range(3):
        with quire(site, state, "dev") as running:
            warm.append(running.seconds_to_ready)
    say(
        f"| {name} | {posts:,} | {cold:.1f} s | {statistics.median(warm):.1f} s "
        f"| {statistics.median(edits):.2f} s (worst of {EDITS}: {max(edits):.2f} s) "
        f"| {memory:.0f} MB |"
    )


def measure_edit(path: Path, running: Running, number: int) -> float:
    """Save one post and wait until search finds what it says now."""
    word = f"zyzzyva{number}"
    path.write_text(path.read_text() + f"\n{word}\n")
    saved = time.monotonic()
    while f"<mark>{word}</mark>".encode() not in get(f"{running.base}/v1/search?q={word}"):
        time.sleep(0.01)
    return time.monotonic() - saved


def print_comparisons(found: list[Comparison]) -> None:
    """Print a table of ratios."""
    say(
        "| answer | Quire, requests/s | nginx, requests/s | ratio | ratio by processor time "
        "| asked |"
    )
    say("|---|---|---|---|---|---|")
    for each in found:
        say(
            f"| {each.name} | {each.ours:,.0f} | {each.theirs:,.0f} "
            f"| {each.ratio:.3f} | {each.ratio_by_processor:.3f} | {each.asked} |"
        )


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
