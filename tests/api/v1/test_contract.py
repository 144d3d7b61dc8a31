"""The contract: valid, committed, complete, and true of every answer."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from quire.api.v1 import openapi, openapi_json
from tests.api.compatibility import breaking_changes
from tests.api.front import Api

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "openapi" / "v1.json"

OPERATIONS = {
    "getDiscovery": "/v1",
    "listPosts": "/v1/posts?facets=tag,lang&limit=2",
    "getPost": "/v1/posts/hello",
    "getPostNeighbors": "/v1/posts/etags/neighbors",
    "getRelatedPosts": "/v1/posts/etags/related",
    "listPages": "/v1/pages",
    "getPage": "/v1/pages/about",
    "listAuthors": "/v1/authors",
    "getAuthor": "/v1/authors/mira",
    "listTags": "/v1/tags",
    "getTag": "/v1/tags/git",
    "getArchive": "/v1/archive",
    "search": "/v1/search?q=git&facets=author",
    "suggest": "/v1/suggest?q=c",
    "resolvePath": "/v1/resolve?path=/who/",
    "listRedirects": "/v1/redirects",
    "getChanges": "/v1/changes",
}
VARIANTS = [
    ("listPosts", "/v1/posts?fields=title,authors.name,cover.url,series.name"),
    ("listPosts", "/v1/posts?formats=html,text,markdown&include=authors,toc"),
    ("listPosts", "/v1/posts?lang=all&tag=nothing"),
    ("getPost", "/v1/posts/hello?fields=title"),
    ("getPost", "/v1/posts/hello?formats=text&include=authors"),
    ("getPostNeighbors", "/v1/posts/hello/neighbors?fields=title"),
    ("getRelatedPosts", "/v1/posts/hello/related?fields=title&limit=1"),
    ("search", "/v1/search?q=commit&fields=title"),
    ("suggest", "/v1/suggest?q=h&types=tags"),
]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for operation in item.values():
            yield path, operation


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    rooted = {**schema, "components": document["components"]}
    return Draft202012Validator(rooted, format_checker=FormatChecker())


def answer_schema(document: dict[str, Any], operation_id: str) -> dict[str, Any]:
    for _, operation in operations(document):
        if operation["operationId"] == operation_id:
            content = operation["responses"]["200"]["content"]
            schema: dict[str, Any] = content["application/json"]["schema"]
            return schema
    raise KeyError(operation_id)


def test_contract_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_committed_contract_has_not_drifted(document: dict[str, Any]) -> None:
    assert json.loads(COMMITTED.read_bytes()) == document, "run `make openapi`"
    assert COMMITTED.read_text() == openapi_json()


def test_contract_is_the_same_at_every_call(document: dict[str, Any]) -> None:
    assert json.dumps(openapi()) == json.dumps(document)


def test_contract_breaks_nothing_that_was_committed(document: dict[str, Any]) -> None:
    earlier = subprocess.run(
        ["git", "show", "HEAD:openapi/v1.json"], cwd=ROOT, capture_output=True, check=False
    )
    committed = earlier.stdout if earlier.returncode == 0 else COMMITTED.read_bytes()
    assert breaking_changes(json.loads(committed), document) == []


def test_every_operation_is_tried_here(document: dict[str, Any]) -> None:
    named = {operation["operationId"] for _, operation in operations(document)}
    assert named == {*OPERATIONS, "getMedia"}


@pytest.mark.parametrize(("operation_id", "address"), [*OPERATIONS.items(), *VARIANTS])
def test_answer_is_what_the_contract_says(
    api: Api, document: dict[str, Any], operation_id: str, address: str
) -> None:
    validator(document, answer_schema(document, operation_id)).validate(api.get(address))


@pytest.mark.parametrize(
    ("address", "status"),
    [("/v1/posts?limit=0&x=1", 400), ("/v1/posts/helo", 404), ("/v1/nothing", 404)],
)
def test_problem_is_what_the_contract_says(
    api: Api, document: dict[str, Any], address: str, status: int
) -> None:
    schema = {"$ref": "#/components/schemas/Problem"}
    validator(document, schema).validate(api.refused(address, status))


def test_wrong_answer_is_not_what_the_contract_says(api: Api, document: dict[str, Any]) -> None:
    checked = validator(document, answer_schema(document, "getPost"))
    answer = api.get("/v1/posts/hello")
    answer["data"]["title"] = None
    assert not checked.is_valid(answer)


def test_examples_are_what_the_contract_says(document: dict[str, Any]) -> None:
    for _, operation in operations(document):
        for media_type, content in operation["responses"]["200"]["content"].items():
            if media_type == "application/json":
                validator(document, content["schema"]).validate(content["example"])
    for name, response in document["components"]["responses"].items():
        for content in response.get("content", {}).values():
            if "example" in content:
                assert content["example"]["type"].startswith("/docs/problems/"), name
                validator(document, content["schema"]).validate(content["example"])


def test_operations_are_described(document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    for path, operation in operations(document):
        assert operation["summary"], path
        assert operation["description"], path
        assert set(operation["tags"]) <= tags
        for parameter in operation["parameters"]:
            assert parameter["description"], (path, parameter["name"])
        assert {"200", "304", "400", "406", "503"} <= set(operation["responses"])
        assert ("404" in operation["responses"]) == ("{" in path or path == "/v1/resolve")
        cursor = any(parameter["name"] == "cursor" for parameter in operation["parameters"])
        assert ("410" in operation["responses"]) == cursor


def test_answers_may_grow(document: dict[str, Any]) -> None:
    assert '"additionalProperties": false' not in json.dumps(document)
    assert "PaginationMetadata" not in document["components"]["schemas"]


def test_headers_of_an_answer_are_described(api: Api, document: dict[str, Any]) -> None:
    response = api.ask("/v1/posts?limit=1")
    described = document["paths"]["/v1/posts"]["get"]["responses"]["200"]["headers"]
    assert all(response.headers[name] for name in described)
