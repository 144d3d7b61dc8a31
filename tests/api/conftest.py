"""The small site, opened once; an API over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.front import Api
from tests.api.sites import write_state


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a state directory with the snapshot of the small site."""
    state = tmp_path_factory.mktemp("state")
    write_state(state)
    return state


@pytest.fixture(scope="session")
def api(state: Path) -> Iterator[Api]:
    """Give v1 over the small site."""
    api = Api(state)
    shown = api.show()
    yield api
    shown.close()
