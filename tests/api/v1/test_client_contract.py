"""The contract for typed clients: derived, committed, one shape each, and true of every answer."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from quire.api.v1 import client_openapi, client_openapi_json, openapi
from quire.wire.problems import CODES, TYPES
from tests.api.front import Api
from tests.api.v1.test_contract import OPERATIONS, answer_schema, operations, validator

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "openapi" / "v1-clients.json"
_SENT = {"Fault", "Flaw", "PictureUnfit", "QueryError", "Unfit"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return client_openapi(openapi())


def nodes(part: Any):
    if isinstance(part, dict):
        yield part
    for below in part.values() if isinstance(part, dict) else part:
        if isinstance(below, dict | list):
            yield from nodes(below)


def nullable(part: Any) -> Any:
    """Say in the words of 3.1 what `nullable` says in those of 3.0."""
    if isinstance(part, list):
        return [nullable(item) for item in part]
    if not isinstance(part, dict):
        return part
    below = {name: nullable(value) for name, value in part.items() if name != "nullable"}
    return {"anyOf": [below, {"type": "null"}]} if part.get("nullable") is True else below


def parameter(document: dict[str, Any], operation_id: str, name: str) -> dict[str, Any]:
    for _, operation in operations(document):
        if operation["operationId"] == operation_id:
            return next(each for each in operation["parameters"] if each["name"] == name)
    raise KeyError(operation_id)


def test_contract_for_clients_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"] == "3.0.3"


def test_committed_contract_for_clients_has_not_drifted() -> None:
    assert COMMITTED.read_text() == client_openapi_json(), "run `make openapi`"


def test_deriving_leaves_the_whole_contract_as_it_is() -> None:
    whole = openapi()
    before = json.dumps(whole)
    client_openapi(whole)
    assert json.dumps(whole) == before


def test_every_answer_has_one_full_shape(document: dict[str, Any]) -> None:
    assert all("anyOf" not in node and "oneOf" not in node for node in nodes(document))
    assert not [name for name in document["components"]["schemas"] if name.startswith("Sparse")]
    taken = {each["name"] for _, each_op in operations(document) for each in each_op["parameters"]}
    assert "fields" not in taken


def test_two_full_shapes_cannot_be_derived() -> None:
    whole = openapi()
    shapes = [{"$ref": f"#/components/schemas/{name}"} for name in ("Tag", "Author")]
    whole["components"]["schemas"]["Tag"]["properties"]["cover"] = {"anyOf": shapes}
    with pytest.raises(ValueError, match="typed clients need one shape"):
        client_openapi(whole)


def test_every_operation_of_the_whole_contract_is_there(document: dict[str, Any]) -> None:
    assert [path for path, _ in operations(document)] == [path for path, _ in operations(openapi())]


def test_lists_are_joined_by_commas(document: dict[str, Any]) -> None:
    lists = [
        each
        for _, operation in operations(document)
        for each in operation["parameters"]
        if each["schema"].get("type") == "array"
    ]
    assert {(each["style"], each["explode"]) for each in lists} == {("form", False)}
    assert "pattern" not in parameter(document, "listPosts", "tag")["schema"]["items"]


def test_clients_are_told_no_default_that_they_would_send(document: dict[str, Any]) -> None:
    for _, operation in operations(document):
        for each in operation["parameters"]:
            assert not {"default", "uniqueItems"} & set(each["schema"]), each["name"]


def test_types_of_problems_begin_with_the_public_address() -> None:
    whole = openapi()
    whole["servers"][0]["url"] = "https://h.example/content"
    problem = client_openapi(whole)["components"]["schemas"]["Problem"]
    assert (
        problem["properties"]["type"]["enum"][1]
        == "https://h.example/content/docs/problems/not-found"
    )


def test_values_that_differ_only_in_a_sign_have_names(document: dict[str, Any]) -> None:
    words = parameter(document, "listPosts", "sort")["schema"]["items"]
    named = dict(zip(words["enum"], words["x-enum-varnames"], strict=True))
    assert (named["title"], named["-title"]) == ("title_ascending", "title_descending")
    assert len(set(named.values())) == len(named)


def test_featured_is_a_boolean_and_dates_are_plain_strings(document: dict[str, Any]) -> None:
    assert parameter(document, "listPosts", "featured")["schema"] == {"type": "boolean"}
    formats = {node["format"] for node in nodes(document) if isinstance(node.get("format"), str)}
    assert formats <= {"binary", "uri"}


def test_a_post_in_full_always_has_html(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert "html" in schemas["Post"]["required"]
    assert "html" not in schemas["PostSummary"]["required"]
    assert parameter(document, "listPosts", "formats")
    with pytest.raises(StopIteration):
        parameter(document, "getPost", "formats")


def test_problem_types_and_codes_are_enumerated(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Fault"]["properties"]["code"]["enum"] == list(CODES)
    types = schemas["Problem"]["properties"]["type"]["enum"]
    assert types == [kind.url for kind in TYPES.values()]


def test_every_code_that_is_sent_is_enumerated() -> None:
    sent = set()
    for path in (ROOT / "service" / "quire").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in _SENT:
                sent |= set(_codes(node))
    assert len(sent) > 15
    assert sent <= set(CODES)


def _codes(call: ast.Call):
    """Find a call's code: an error's first text or its second; a flaw's first."""
    name = getattr(call.func, "id", None)
    for each in call.args[:1] if name == "Flaw" else [call]:
        texts = each.elts if isinstance(each, ast.Tuple) else call.args
        place = 1 if name in ("Fault", "QueryError") else 0
        code = texts[place] if len(texts) > place else None
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield code.value


@pytest.mark.parametrize(("operation_id", "address"), OPERATIONS.items())
def test_answer_is_what_the_contract_for_clients_says(
    api: Api, document: dict[str, Any], operation_id: str, address: str
) -> None:
    checked = validator(nullable(document), nullable(answer_schema(document, operation_id)))
    checked.validate(api.get(address))


@pytest.mark.parametrize(
    ("address", "status"), [("/v1/posts?limit=0&x=1", 400), ("/v1/posts/helo", 404)]
)
def test_problem_is_what_the_contract_for_clients_says(
    api: Api, document: dict[str, Any], address: str, status: int
) -> None:
    checked = validator(nullable(document), {"$ref": "#/components/schemas/Problem"})
    checked.validate(api.refused(address, status))


def test_whole_numbers_are_not_enumerated(document: dict[str, Any]) -> None:
    assert [
        node for node in nodes(document) if node.get("type") == "integer" and "enum" in node
    ] == []
