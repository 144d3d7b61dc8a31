"""The demo content served for clients, and what each of them is to find in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.serving import Service, running

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The demo content, until the last client has read it."""
    state = tmp_path_factory.mktemp("clients") / "state"
    with running(CONTENT, state, command="dev") as served:
        yield served


@pytest.fixture(scope="session")
def contract(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document for clients, as the service gives it."""
    path = tmp_path_factory.mktemp("contract") / "v1-clients.json"
    path.write_bytes(service.get("/openapi/v1-clients.json").body)
    return path


@pytest.fixture(scope="session")
def wanted(service: Service) -> dict[str, Any]:
    """What a client's program prints, read without a client."""
    posts = service.get("/v1/posts?limit=100&sort=-published_at,title").json()["data"]
    single = next(post["slug"] for post in posts if post["series"] is None)
    post = service.get(f"/v1/posts/{single}").json()["data"]
    search = "/v1/search?q=cache&tag=caching,http&featured=false&facets=tag"
    hits = service.get(search).json()["data"]
    fault = service.get("/v1/posts?limit=500").json()["errors"][0]
    problem = service.get("/v1/posts/no-such-post").json()
    assert len(posts) > 20, "a walk needs pages"
    assert hits
    return {
        "slugs": [each["slug"] for each in posts],
        "post": [single, None, post["published_at"], post["html"]],
        "hits": [[hit["slug"], hit["match"]["snippet"]] for hit in hits],
        "fault": ["limit", fault["code"], fault["hint"]],
        "problem": [404, problem["type"]],
    }
