"""The make targets that README and CONTRIBUTING send people to."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TARGETS = [
    *("serve", "dev", "test", "whoosh3", "lint", "check", "bench", "bench-search", "soak"),
    *("openapi", "lock", "clean"),
]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(*arguments: str, directory: Path = ROOT) -> str:
    # Within `make test` its variables would make this one a part of that run.
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", *arguments],
        cwd=directory,
        env=own,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
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
    assert steps.index("-m venv .venv") < steps.index("--require-hashes -r requirements/build.txt")
    assert steps.count("-m venv .venv") == 1
    assert ("requirements/dev.txt" in steps) == (target != "serve")


def test_environment_is_made_once(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for made in ("bin/python", ".run", ".dev"):
        (tmp_path / ".venv" / made).touch()
    assert make("--dry-run", "test", directory=tmp_path) == ".venv/bin/pytest\n"


def test_installing_takes_hashed_requirements_only() -> None:
    installs = re.findall(r"\$\(PIP\) install (.+)", (ROOT / "Makefile").read_text())
    assert installs == [
        "--require-hashes -r requirements/build.txt",
        "--require-hashes -r requirements/runtime.txt",
        "--no-deps --no-build-isolation -e .",
        "--require-hashes -r requirements/dev.txt",
        "--require-hashes -r requirements/bench.txt",
        "--require-hashes --no-deps --upgrade --target $(VENV)/whoosh3 -r requirements/whoosh3.txt",
    ]
