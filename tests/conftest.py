"""Fixtures that tell most behaviour: a whole site in one string, as a real repository."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.repositories import Repository, make_repository

# What hypothesis thinks of is the same in each run; `make soak` thinks anew. A failure that it
# meets becomes an @example. No clock decides: a slow machine is no fault.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "random",
    max_examples=1_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("steady")


@pytest.fixture
def repo(tmp_path: Path) -> Callable[[str], Repository]:
    """Make a repository of a site in one string; see `tests.support.repositories`."""
    return lambda text: make_repository(tmp_path / "site", text)
