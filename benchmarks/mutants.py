"""Plants faults one at a time in the modules that every answer passes, and counts who notices.

    python -m benchmarks.mutants [MODULE ...]

Each function of a module is changed in each way that mutmut knows; the quick tests of the rooms
that reach it must fail. mutmut changes no function that has a decorator, properties among them, and
expects the package in a folder `src`, so a copy of the tree is laid out like that. What is known of
one run is kept in that folder, and the next one goes on from there.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCH = Path(os.environ.get("QUIRE_MUTANTS_DIR", ROOT / ".mutants"))
MODULES = (
    "catalogue/*.py",
    "wire/*.py",
    "api/v1/paging.py",
    "api/v1/cursors.py",
    "api/v1/signing.py",
    "api/v1/asking.py",
    "library/builder.py",
    "library/writing.py",
    "library/composition.py",
)
TESTS = ("tests/catalogue", "tests/wire", "tests/api", "tests/library")
LEFT_OUT = "tests/wire/test_behind_granian.py"
"""It starts a server, and how long that takes is the machine's own business."""
COPIED = (
    "README.md",
    "LICENSE",
    "benchmarks",
    "content",
    "docs",
    "openapi",
    "requirements",
    "service",
    "tests",
)
"""Tests read some of it as it is: the package, too, beside the one that is changed."""
WORDS = {
    0: "survived",
    1: "noticed",
    3: "noticed",
    5: "no tests",
    33: "no tests",
    24: "slow",
    -24: "slow",
    36: "slow",
}
"""Of exit codes; any other is a fault that broke the test run, which is noticed as well."""


def main() -> None:
    """Run mutmut on what is named, all of it without a name, and print the table."""
    lay_out()
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *sys.argv[1:]]
    environment = {**os.environ, "PYTHONPATH": str(BENCH / "src")}
    done = subprocess.run(command, cwd=BENCH, env=environment, check=False)
    print("\n".join(table()))
    sys.exit(done.returncode)


def lay_out() -> None:
    """Copy the tree, the package under `src`; what has not changed keeps its results."""
    BENCH.mkdir(exist_ok=True)
    for name in COPIED:
        target = BENCH / name
        if (ROOT / name).is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, target)
    shutil.rmtree(BENCH / "src", ignore_errors=True)
    shutil.copytree(ROOT / "service", BENCH / "src", ignore=shutil.ignore_patterns("__pycache__"))
    project = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").replace("service/quire", "src/quire")
    )
    (BENCH / "pyproject.toml").write_text(f"{project}\n{configuration()}", encoding="utf-8")


def configuration() -> str:
    """Write what mutmut reads: lists in TOML are spelled as in JSON."""
    skipped = "not soak and not slow and not corpora"
    arguments = ["-o", "addopts=", "-m", skipped, "--ignore", LEFT_OUT]
    arguments += ["-p", "no:cacheprovider", "-p", "benchmarks.mutants"]
    values = {
        "source_paths": ["src"],
        "only_mutate": [f"src/quire/{module}" for module in MODULES],
        "also_copy": ["src", *COPIED],
        "pytest_add_cli_args": arguments,
        "pytest_add_cli_args_test_selection": list(TESTS),
    }
    return "[tool.mutmut]\n" + "".join(
        f"{key} = {json.dumps(each)}\n" for key, each in values.items()
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the quickest files of tests first: most faults are noticed by one of them."""
    known = Path("mutmut-stats.json")
    times = json.loads(known.read_text())["duration_by_test"] if known.exists() else {}
    seconds: Counter[Path] = Counter()
    for item in items:
        seconds[item.path] += times.get(item.nodeid, 0)
    items.sort(key=lambda item: seconds[item.path])


def table() -> list[str]:
    """Count by module what became of each fault."""
    counts: dict[str, Counter[str]] = {}
    for path in sorted((BENCH / "mutants/src").rglob("*.py.meta")):
        codes = json.loads(path.read_text())["exit_code_by_key"].values()
        name = str(path.relative_to(BENCH / "mutants/src/quire"))[: -len(".py.meta")]
        counts[name] = Counter(WORDS.get(code, "noticed") for code in codes if code is not None)
    lines = ["| module | noticed | survived | no tests | slow |", "|---|---|---|---|---|"]
    total: Counter[str] = Counter()
    for name, found in counts.items():
        total += found
        lines.append(_row(name, found))
    return [*lines, _row("all", total)]


def _row(name: str, found: Counter[str]) -> str:
    known = found.total() or 1
    share = (found["noticed"] + found["slow"]) / known
    cells = [
        f"{found['noticed']} ({share:.0%})",
        *(str(found[w]) for w in ("survived", "no tests", "slow")),
    ]
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
