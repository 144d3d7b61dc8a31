"""A crawler that starts at /v1 and follows every link meets nothing unexpected."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.support.corpora import CORPORA, clone
from tests.support.serving import Service, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.corpora,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not CORPORA.exists(), reason="no ../shared/corpora"),
]

NOW = "2026-11-23T00:00:00+00:00"
ADDRESSES_MAX = 60_000


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    base = tmp_path_factory.mktemp("digitalgov")
    with running(clone("digitalgov", base), base / "state", QUIRE_NOW=NOW) as opened:
        yield opened


def test_crawler_sees_only_good_answers_and_every_published_permalink(service: Service) -> None:
    statuses: dict[int, list[str]] = {}
    permalinks: set[str] = set()
    todo = deque(["/v1", "/docs", "/livez", "/readyz"])
    seen = set(todo)
    while todo:
        path = todo.popleft()
        reply = service.get(path)
        statuses.setdefault(reply.status, []).append(path)
        if "json" not in reply.headers["content-type"] or path.startswith("/openapi"):
            continue
        answer = reply.json()
        for resource in resources(answer):
            permalinks.add(resource["url"])
        for link in links(answer):
            if link not in seen and len(seen) < ADDRESSES_MAX:
                seen.add(link)
                todo.append(link)

    assert set(statuses) == {200}, {s: paths[:5] for s, paths in statuses.items() if s != 200}
    missing = published_by_hugo() - permalinks
    # docs/fidelity.md says why.
    assert missing == {
        "https://digital.gov/301/",
        "https://digital.gov/guides/hcd/introduction/next-steps/",
    }


def resources(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    data = answer.get("data")
    for each in data if isinstance(data, list) else [data]:
        if isinstance(each, dict) and "title" in each:
            yield each


def links(answer: dict[str, Any]) -> Iterator[str]:
    """Give every address of this service in an answer, templates filled in from its data."""
    data = answer.get("data")
    items = data if isinstance(data, list) else []
    for address in addresses(answer):
        if "{" not in address:
            yield urlsplit(address)._replace(fragment="").geturl()
        elif "{?q}" in address or "{?path}" in address:
            yield expand(address, {"q": "design", "path": "/about/contact/"})
        else:
            yield from (expand(address, item) for item in items)


def addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from addresses(each)
    elif isinstance(value, str) and value.startswith(("/v1", "/docs", "/openapi")):
        yield value


def expand(template: str, values: Mapping[str, Any]) -> str:
    """Fill in `{name}` and `{?name}` (RFC 6570, levels 1 and 3)."""

    def fill(found: re.Match[str]) -> str:
        value = quote(str(values[found[2]]), safe="")
        return f"?{found[2]}={value}" if found[1] else value

    return re.sub(r"\{(\??)(\w+)\}", fill, template)


def published_by_hugo() -> set[str]:
    with Path(CORPORA / "digitalgov.hugo-all.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["permalink"]
            for row in csv.DictReader(file)
            if row["draft"] != "true"
            and (row["expiryDate"].startswith("0001") or row["expiryDate"][:10] > NOW[:10])
        }
