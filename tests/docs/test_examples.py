"""What the pages under docs/ ask of the API finds something on the demo content."""

import json
import re
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest

from tests.docs.pages import ROOT, read
from tests.support.serving import Service

_BASE = "http://127.0.0.1:8000"
PAGES = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
ASKED = [
    (page, address)
    for page in PAGES
    for address in re.findall(rf"^curl '{_BASE}(/v1/[^']*)'$", read(page), re.MULTILINE)
]
QUERIES = [
    json.loads(found)
    for page in PAGES
    for found in re.findall(
        r"^```json\n(\{\"q\": .*?\})\n```$", read(page), re.DOTALL | re.MULTILINE
    )
]


def answer(demo: Service, address: str) -> dict[str, Any]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{demo.base}{address}", timeout=30) as response:
        found: dict[str, Any] = json.load(response)
        return found


def test_there_are_examples_to_hold() -> None:
    assert len(ASKED) >= 5
    assert len(QUERIES) == 1


@pytest.mark.parametrize(("page", "address"), ASKED)
def test_example_of_a_request_finds_something(demo: Service, page: str, address: str) -> None:
    data = answer(demo, address)["data"]

    assert any(data.values()) if isinstance(data, dict) else data, page


@pytest.mark.parametrize("query", QUERIES)
def test_example_of_a_corrected_query_is_true(demo: Service, query: dict[str, Any]) -> None:
    found = answer(demo, f"/v1/search?q={quote(query['q'])}")

    assert found["meta"]["query"] == query
    assert found["data"]
