"""The make targets that README and CONTRIBUTING send people to."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TARGETS = [
    *("serve", "dev", "test", "whoosh3", "lint", "check", "bench", "bench-search", "soak"),
    *("mutants", "openapi", "embed", "lock", "clean"),
]
STAMPS = (".made", ".pip", ".run", ".dev")
COPIED, MADE = 1_600_000_000, 1_700_000_000
"""When the files of a copy, and later its stamps, were written; in seconds."""

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def run_make(*arguments: str, directory: Path) -> "subprocess.CompletedProcess[str]":
    # Within `make test` its variables would make this one a part of that run.
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments],
        cwd=directory,
        env=own,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def make(*arguments: str, directory: Path = ROOT) -> str:
    done = run_make(*arguments, directory=directory)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_help_lists_every_target_with_what_it_does() -> None:
    rows = [line.split(None, 1) for line in make().splitlines()]
    assert [name for name, _ in rows] == ["help", *TARGETS]
    assert all(len(text) > 10 for _, text in rows)


@pytest.mark.parametrize("target", ["serve", "test", "check", "bench", "soak"])
def test_target_makes_its_environment_first_in_a_fresh_clone(target: str, tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements"):
        (tmp_path / name).symlink_to(ROOT / name)
    steps = make("--dry-run", target, directory=tmp_path)
    locks = re.findall(r"-m venv|-r requirements/(?:pip|build|runtime)\.txt", steps)
    assert locks == [
        *("-m venv", "-r requirements/pip.txt"),
        *("-r requirements/build.txt", "-r requirements/runtime.txt"),
    ]
    assert ("requirements/dev.txt" in steps) == (target != "serve")


def environment(directory: Path) -> Path:
    """Make what looks like a whole environment, and give its folder."""
    shutil.copytree(ROOT / "requirements", directory / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, directory)
    for file in (*directory.glob("*"), *directory.glob("requirements/*")):
        os.utime(file, (COPIED, COPIED))
    made = directory / ".venv"
    (made / "bin").mkdir(parents=True)
    (made / "bin/python").symlink_to(sys.executable)
    for number, stamp in enumerate(STAMPS):
        (made / stamp).touch()
        os.utime(made / stamp, (MADE + number, MADE + number))
    return made


def test_environment_is_made_once(tmp_path: Path) -> None:
    environment(tmp_path)
    assert make("--dry-run", "test", directory=tmp_path) == ".venv/bin/pytest\n"


@pytest.mark.parametrize(
    ("lock", "installed"),
    [
        ("pip", ["pip", "build", "runtime", "dev", "examples"]),
        ("build", ["build", "runtime", "dev", "examples"]),
        ("runtime", ["build", "runtime", "dev", "examples"]),
        ("dev", ["dev", "examples"]),
        ("examples", ["dev", "examples"]),
        ("bench", []),
    ],
)
def test_what_follows_from_a_lock_is_installed_when_it_changes(
    lock: str, installed: list[str], tmp_path: Path
) -> None:
    environment(tmp_path)
    os.utime(tmp_path / f"requirements/{lock}.txt", (MADE + 9, MADE + 9))
    steps = make("--dry-run", "test", directory=tmp_path)
    assert re.findall(r"-r requirements/(\w+)\.txt", steps) == installed
    assert "-m venv" not in steps


def break_off_an_installation(made: Path) -> None:
    (made / ".unfinished").touch()


def break_off_the_making(made: Path) -> None:
    (made / ".made").unlink()


def take_its_python_away(made: Path) -> None:
    (made / "bin/python").unlink()
    (made / "bin/python").symlink_to(made / "no-longer-there")


@pytest.mark.parametrize(
    "damage", [break_off_an_installation, break_off_the_making, take_its_python_away]
)
def test_environment_that_is_not_whole_is_made_anew(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    damage(environment(tmp_path))
    steps = make("--dry-run", "test", directory=tmp_path)
    assert steps.count("-m venv --clear .venv") == 1
    assert re.findall(r"-r requirements/(\w+)\.txt", steps) == [
        *("pip", "build", "runtime", "dev", "examples"),
    ]


def stand_in(directory: Path, code: int) -> None:
    """Put a python into an environment that does nothing, and ends with a code."""
    made = environment(directory)
    (made / "bin/python").unlink()
    (made / "bin/python").write_text(f"#!/bin/sh\nexit {code}\n")
    (made / "bin/python").chmod(0o755)
    (made / ".run").unlink()


def test_one_line_says_what_is_installed(tmp_path: Path) -> None:
    stand_in(tmp_path, 0)
    assert make(".venv/.run", directory=tmp_path) == "installing Quire into .venv\n"
    assert not (tmp_path / ".venv/.unfinished").exists()
    assert make(".venv/.run", directory=tmp_path) == "make: '.venv/.run' is up to date.\n"


def test_command_is_shown_where_it_fails_and_nothing_counts_as_installed(tmp_path: Path) -> None:
    stand_in(tmp_path, 3)
    done = run_make(".venv/.run", directory=tmp_path)
    assert done.stdout == "installing Quire into .venv\n"
    assert done.stderr.startswith("failed: .venv/bin/python -m pip ")
    assert done.returncode != 0
    assert not (tmp_path / ".venv/.run").exists()
    assert (tmp_path / ".venv/.unfinished").exists()
