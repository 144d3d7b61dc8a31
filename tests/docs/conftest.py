"""The demo content as README's reader serves it, at a fixed instant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tests.support.serving import Service, running

NOW = "2026-11-23T12:00:00Z"


@pytest.fixture(scope="session")
def demo_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "state"


@pytest.fixture(scope="session")
def demo(demo_state: Path) -> Iterator[Service]:
    with running(ROOT / "content", demo_state, "--workers", "1", QUIRE_NOW=NOW) as service:
        yield service
