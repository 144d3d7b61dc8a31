from collections.abc import Iterator

import pytest

from quire.library.rendering import PoolRenderer


@pytest.fixture(scope="session")
def pool() -> Iterator[PoolRenderer]:
    """One standing pool of render processes."""
    renderer = PoolRenderer(2)
    yield renderer
    renderer.close()
