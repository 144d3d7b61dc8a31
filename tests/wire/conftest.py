from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def plain_log_lines() -> Iterator[None]:
    """Log one JSON object a line: pretty traces take a second each."""
    processors = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(processors=processors)
    yield
    structlog.reset_defaults()
