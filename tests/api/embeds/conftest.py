"""The small site behind a service that knows its public address."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.front import Api
from tests.api.sites import write_state

PUBLIC = "https://api.ink.example"


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Give the service under its public address."""
    state: Path = tmp_path_factory.mktemp("known")
    write_state(state, public_url=PUBLIC)
    api = Api(state, PUBLIC)
    shown = api.show()
    yield api
    shown.close()
