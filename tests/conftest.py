"""Fixtures that tell most behaviour: a whole site in one string, as a real repository."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.repositories import Repository, make_repository


@pytest.fixture
def repo(tmp_path: Path) -> Callable[[str], Repository]:
    """Make a repository of a site in one string; see `tests.support.repositories`."""
    return lambda text: make_repository(tmp_path / "site", text)
