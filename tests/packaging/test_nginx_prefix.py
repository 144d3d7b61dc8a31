"""Behind a path prefix of Debian's nginx: every address that the service gives can be followed."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.packaging.test_nginx import NGINX, Nginx, nginx_before
from tests.support.building import three_posts, write_files
from tests.support.serving import Service, running

HOST = "https://h.example"
PREFIX = "/content/api"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]


@pytest.fixture(scope="module", params=[HOST + PREFIX, None], ids=["public", "unset"])
def quire(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("quire")
    write_files(folder / "site", three_posts())
    public = {"QUIRE_PUBLIC_URL": request.param} if request.param else {}
    with running(folder / "site", folder / "state", **public) as service:
        yield service


def references(nginx: Nginx, page: str) -> set[str]:
    """Give the absolute addresses that a page refers to, as a browser resolves them."""
    reply = nginx.ask(page.removeprefix(HOST))
    assert reply.status == 200, page
    return {
        urljoin(page, unescape(found))
        for found in re.findall(r'(?:href|src)="([^"]+)"', reply.body.decode())
    }


def links(value: Any) -> Iterator[str]:
    """Give the addresses in an answer's links."""
    if isinstance(value, dict):
        for each in value.values():
            yield from links(each)
    elif isinstance(value, str):
        yield re.sub(r"\{\?q\}", "?q=body", value).replace("{?path}", "?path=/posts/post-1/")


def follow_pages(nginx: Nginx) -> None:
    """Follow every address on the front page, the reference and the pages of problems."""
    pages, seen = [f"{HOST}{PREFIX}/", f"{HOST}{PREFIX}/docs"], set[str]()
    while pages:
        page = pages.pop()
        seen.add(page)
        found = references(nginx, page)
        assert len(found) >= 5
        for address in {each.partition("#")[0] for each in found} - seen:
            assert address.startswith(f"{HOST}{PREFIX}/"), (page, address)
            assert nginx.ask(address.removeprefix(HOST)).status == 200, (page, address)
            if "/docs/problems" in address:
                pages.append(address)
    assert len(seen) >= 10


@pytest.mark.parametrize("becomes", ["/", f"{PREFIX}/"], ids=["stripped", "as-it-is"])
def test_every_address_below_a_prefix_can_be_followed(quire: Service, becomes: str) -> None:
    public = "h.example" in quire.get("/v1").body.decode()
    if not public and becomes != "/":
        pytest.skip("without a public address nobody knows the prefix that is passed on")
    with nginx_before(quire.port, (f"{PREFIX}/", becomes)) as nginx:
        follow_pages(nginx)
        if not public:
            return
        contract = json.loads(nginx.ask(f"{PREFIX}/openapi/v1.json").body)
        assert contract["servers"][0]["url"] == HOST + PREFIX
        problem = json.loads(nginx.ask(f"{PREFIX}/v1/posts?limit=0").body)
        assert nginx.ask(problem["type"].removeprefix(HOST)).status == 200
        waiting, seen = [f"{HOST}{PREFIX}/v1"], set[str]()
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            assert address.startswith(f"{HOST}{PREFIX}/"), address
            reply = nginx.ask(address.removeprefix(HOST))
            assert reply.status == 200, address
            if "/v1" in address and "openapi" not in address and "/docs" not in address:
                found = json.loads(reply.body).get("links", {})
                waiting += [each for each in links(found) if "{" not in each]
        assert len(seen) > 12
