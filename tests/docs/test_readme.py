"""README's examples are run against a real service, and must print what README shows."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, read
from tests.support.serving import Service

SHOWN_BASE = "http://localhost:8000"


def examples() -> list[list[tuple[str, str]]]:
    """Give each block of commands with what README shows below each of them."""
    blocks = re.findall(r"^```console\n(.*?)^```$", read("README.md"), re.DOTALL | re.MULTILINE)
    return [re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) for block in blocks]


def test_readme_shows_six_examples_of_curl() -> None:
    assert len(examples()) == 6
    assert all(command.startswith("curl ") for block in examples() for command, _ in block)


@pytest.mark.parametrize("number", range(6))
def test_readme_examples_print_what_readme_shows(
    demo: Service, tmp_path: Path, number: int
) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    shown = examples()[number]
    printed = []
    for command, _ in shown:
        done = subprocess.run(
            ["bash", "-c", command.replace(SHOWN_BASE, demo.base)],
            cwd=tmp_path,
            env={**os.environ, "NO_PROXY": "*", "no_proxy": "*"},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        printed.append((command, done.stdout))
    assert printed == shown


def test_readme_names_targets_that_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(
        re.findall(r"(?m)(?:^|`)make ([a-z]+)", read("README.md") + read("CONTRIBUTING.md"))
    )
    assert {"serve", "test"} <= named <= targets


def test_pictures_of_the_pages_are_there_and_small() -> None:
    for name in ("docs-page", "docs-page-dark", "front-page-light", "front-page-dark"):
        picture = ROOT / "docs" / "images" / f"{name}.png"
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size <= 150_000
