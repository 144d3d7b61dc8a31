"""The small site, opened once; an API over it."""

from collections.abc import Iterator

import pytest

from quire.library.snapshot import Snapshot
from tests.api.front import Api
from tests.api.sites import write_state


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Give the snapshot of the small site."""
    opened = write_state(tmp_path_factory.mktemp("state"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def api(snapshot: Snapshot) -> Api:
    """Give v1 over the small site."""
    return Api(snapshot)
