"""A client that knows `/v1` alone reaches everything by following links."""

import re
from typing import Any

from tests.api.front import Api


def expand(template: str, item: dict[str, Any]) -> str:
    """Expand `{slug}` and `{?lang}` (RFC 6570) with an item's fields."""
    query = re.sub(r"\{\?(\w+)\}", lambda m: f"?{m[1]}={item[m[1]]}", template)
    return re.sub(r"\{(\w+)\}", lambda m: str(item[m[1]]), query)


def addresses(value: Any) -> set[str]:
    """Find all API addresses in an answer."""
    if isinstance(value, dict):
        return set().union(*map(addresses, value.values()))
    if isinstance(value, list):
        return set().union(*map(addresses, value))
    return {value} if isinstance(value, str) and value.startswith("/v1") else set()


def test_every_document_author_tag_and_file_is_reached(api: Api) -> None:
    waiting, seen, urls = {"/v1"}, set(), set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = api.ask(address)
        assert response.status_code == 200, address
        if response.content_type != "application/json":
            continue
        answer = response.json
        assert answer is not None
        template = answer["links"].get("item")
        if template:
            found = {expand(template, item) for item in answer["data"]}
            urls |= {item["url"] for item in answer["data"]}
        else:
            found = set()
        found |= {link for link in addresses(answer) if "{" not in link}
        waiting |= found - seen
    assert len(urls) == 11
    assert {
        "/v1/posts/hallo?lang=de",
        "/v1/posts/hello?lang=en",
        "/v1/pages/imprint?lang=en",
        "/v1/authors/tom",
        "/v1/tags/sprache",
        "/v1/media/blog/hello.png",
        "/v1/posts?category=guides",
    } <= seen
