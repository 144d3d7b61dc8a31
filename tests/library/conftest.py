from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.building import Workshop, three_posts, workshop, write_files


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    """A site of three posts, nothing built yet."""
    write_files(tmp_path / "site", three_posts())
    with workshop(tmp_path) as opened:
        yield opened
