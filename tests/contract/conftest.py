"""The demo content, its values and the contract, made once."""

from collections.abc import Iterator
from typing import Any

import pytest

from quire.api.v1 import openapi
from tests.contract.demo import Demo, Values, read_values, serve_demo


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Give the application over the demo content."""
    with serve_demo(tmp_path_factory.mktemp("demo")) as opened:
        yield opened


@pytest.fixture(scope="package")
def values(demo: Demo) -> Values:
    """Give the values that exist in the demo content."""
    return read_values(demo)


@pytest.fixture
def document() -> dict[str, Any]:
    """Give the contract, to be spoilt at will."""
    return openapi()
