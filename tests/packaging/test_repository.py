"""What no file of the project may hold, and what must be there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNWANTED = {
    "an index address": re.compile(
        rb"--(extra-)?index-url|--find-links?[ =]|\"resolved\": *\"http|^source = \{ registry", re.M
    ),
    "a registry's host": re.compile(rb"\bpython" rb"hosted\.org|\bpypi" rb"\.org/(simple|project)"),
    "a path of one machine": re.compile(rb"(^|[^A-Za-z0-9_.])/(work|root|farm)/", re.M),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a conflict": re.compile(rb"^(<{7}|>{7}) ", re.M),
}
EXPECTED = (
    ".ci/run",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "docker-compose.yml",
    "docs/api.md",
    "docs/configuration.md",
    "docs/decisions.md",
    "docs/glossary.md",
    "docs/operations.md",
    "openapi/v1.json",
    "pyproject.toml",
)


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """All files that are or would be committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_holds(files: list[Path], what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]!r}"
        for path in files
        if (content := path.read_bytes()) and b"\0" not in content[:8000]
        for match in UNWANTED[what].finditer(content)
    ]
    assert found == []


def test_no_file_is_too_large_to_review(files: list[Path]) -> None:
    assert [path.name for path in files if path.stat().st_size > 600_000] == []


def test_everything_that_a_reader_looks_for_is_there() -> None:
    assert [path for path in EXPECTED if not (ROOT / path).is_file()] == []


def test_licence_is_named_alike_everywhere() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_ci_script_is_executable_and_well_formed() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", script], check=True)
