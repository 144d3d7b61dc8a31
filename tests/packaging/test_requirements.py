"""The locked requirements: complete, hashed, and without any address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("runtime", "build", "dev")


def locked(name: str) -> dict[str, str]:
    """Read a lock file: whole requirement lines, hashes included, by package."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    return {canonicalize_name(re.split(r"[=\[; ]", line)[0]): line for line in lines}


def version(line: str) -> str:
    match = re.match(r"[^=\s]+==([^\s;]+)", line)
    assert match, line
    return match[1]


def project() -> list[Requirement]:
    text = (ROOT / "pyproject.toml").read_text()
    return [Requirement(line) for line in tomllib.loads(text)["project"]["dependencies"]]


def asked(name: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
    return {
        canonicalize_name(Requirement(line).name)
        for line in lines
        if line and not line.startswith(("#", "-r "))
    }


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    for line in locked(name).values():
        assert version(line)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_no_requirement_says_where_it_comes_from(name: str) -> None:
    for suffix in ("in", "txt"):
        text = (ROOT / "requirements" / f"{name}.{suffix}").read_text()
        assert "://" not in text
        assert re.findall(r"^-(?!r |hash)\S+|^\s+--(?!hash=)\S+|@ ", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_locked(name: str) -> None:
    assert asked(name) <= set(locked(name))


def test_what_the_package_needs_is_what_is_locked_for_running() -> None:
    found = locked("runtime")
    assert {canonicalize_name(need.name) for need in project()} == asked("runtime")
    for need in project():
        pinned = version(found[canonicalize_name(need.name)])
        assert need.specifier.contains(pinned), f"{need} is locked at {pinned}"


def test_tests_run_with_the_versions_that_are_locked_for_running() -> None:
    tested = locked("dev")
    for name, line in locked("runtime").items():
        assert version(tested[name]) == version(line)
