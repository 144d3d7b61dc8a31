"""What becomes of each file of real sites: `python -m benchmarks.accounting`.

Surveys every bundle in ../shared/corpora at a pinned instant, adds up, and writes the tables
into docs/fidelity.md between their marks.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quire.cli.accounts import sums
from quire.library.accounting import FATES, Fate, counted, is_markdown
from quire.library.build_cache import BuildCache
from quire.library.progress import Silent
from quire.library.rendering import PoolRenderer
from quire.library.survey import Survey, Surveyor
from quire.source import open_source

ROOT = Path(__file__).parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
PAGE = ROOT / "docs" / "fidelity.md"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
FOLDERS = {"jekyll": ("", "docs", "test/source")}
"""Folders of a repository that are sites of their own, beside its root."""

BEGIN, END = "<!-- accounts: begin -->", "<!-- accounts: end -->"


@dataclass(frozen=True)
class Account:
    """One site: its survey, and how many files git itself lists in it.

    Args:
        listed: all files, and those in markdown, but for those in folders that start with a
            dot and in `node_modules`.
    """

    name: str
    survey: Survey
    listed: tuple[int, int]


def accounts(folder: Path = CORPORA) -> Iterator[Account]:
    """Survey the sites of all bundles, by name."""
    for bundle in sorted(folder.glob("*.bundle")):
        with tempfile.TemporaryDirectory() as scratch:
            clone = Path(scratch) / "site"
            subprocess.run(["git", "clone", "-q", str(bundle), str(clone)], check=True)
            for inside in FOLDERS.get(bundle.stem, ("",)):
                name = f"{bundle.stem}, {inside}/" if inside else bundle.stem
                yield Account(name, survey(clone / inside), listed(clone / inside))


def survey(path: Path) -> Survey:
    """Survey the commit at HEAD of one site."""
    with (
        closing(open_source(path, "HEAD", False)) as source,
        closing(PoolRenderer(2)) as renderer,
        closing(BuildCache(None, "")) as cache,
    ):
        surveyor = Surveyor(source, renderer, cache, "/v1/media/")
        return surveyor.survey(source.revision(), NOW, Silent())


def listed(path: Path) -> tuple[int, int]:
    """Ask git for the number of files, and of those in markdown."""
    command = ["git", "-C", str(path), "ls-tree", "-r", "-z", "HEAD"]
    answer = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    found = [entry.partition("\t")[2] for entry in answer.split("\0") if entry]
    read = [
        name
        for name in found
        if not any(part.startswith(".") or part == "node_modules" for part in name.split("/")[:-1])
    ]
    return len(read), sum(map(is_markdown, read))


def tables(found: list[Account]) -> str:
    """Write the accounts in markdown."""
    lines = [
        "| site | convention | files | markdown files | published | hidden | in the problem list "
        "| not content |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in found:
        counts = counted(each.survey.dispositions, markdown=True)
        cells = [_cell(fate, counts[fate]) for fate in FATES]
        total = sum(count.total() for count in counts.values())
        files = f"{len(each.survey.dispositions):,} | {total:,}"
        lines.append(f"| {each.name} | {each.survey.convention} | {files} | {' | '.join(cells)} |")
    lines += ["", "| site | problems | by code |", "|---|---|---|"]
    for each in found:
        codes = Counter(problem.code for problem in each.survey.problems)
        named = ", ".join(f"{count:,} `{code}`" for code, count in codes.most_common())
        lines.append(f"| {each.name} | {codes.total():,} | {named} |")
    return "\n".join(lines)


def _cell(fate: Fate, counts: Counter[str]) -> str:
    if not counts:
        return "0"
    if fate == "other":
        return f"{counts.total():,}"
    details = ", ".join(f"{count:,} {detail}" for detail, count in counts.most_common())
    return f"{counts.total():,}: {details}"


def main() -> None:
    """Write the tables into the page; `--print` only shows them."""
    found = []
    for each in accounts():
        found.append(each)
        print(f"{each.name}: {'; '.join(sums(each.survey.dispositions))}", flush=True)
    if "--print" in sys.argv:
        print(tables(found))
        return
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables(found)}\n\n{END}{after}", encoding="utf-8")
    print(f"written into {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
