"""The checker of breaking changes sees what it is there to see."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.compatibility import breaking_changes

ITEM = {
    "type": "object",
    "required": ["id", "title"],
    "properties": {
        "id": {"type": "string"},
        "title": {"type": "string"},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "count": {"type": "number"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
        "more": {"type": "object", "additionalProperties": {"type": "string"}},
        "one": {"anyOf": [{"$ref": "#/components/schemas/Item"}, {"type": "null"}]},
    },
}
OLD: dict[str, Any] = {
    "paths": {
        "/items": {
            "get": {
                "operationId": "listItems",
                "parameters": [
                    {
                        "in": "query",
                        "name": "limit",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 10, "default": 5},
                    },
                    {
                        "in": "query",
                        "name": "sort",
                        "schema": {"type": "array", "items": {"type": "string", "enum": ["a"]}},
                    },
                ],
                "responses": {"200": {"$ref": "#/components/responses/Items"}},
            }
        }
    },
    "components": {
        "responses": {
            "Items": {
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
            }
        },
        "schemas": {"Item": ITEM},
    },
}

Change = Callable[[dict[str, Any]], object]


def operation(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"]["/items"]["get"]
    return found


def item(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"]["Item"]
    return found


def parameter(document: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = operation(document)["parameters"][number]
    return found


def changed(change: Change) -> dict[str, Any]:
    document = copy.deepcopy(OLD)
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["paths"].clear(), "/items is gone"),
        (lambda d: d["paths"]["/items"].clear(), "GET /items is gone"),
        (
            lambda d: operation(d).update(operationId="items"),
            "GET /items has another operationId",
        ),
        (lambda d: operation(d)["parameters"].pop(), "GET /items parameter sort is gone"),
        (
            lambda d: parameter(d, 1).update(required=True),
            "GET /items parameter sort is required now",
        ),
        (
            lambda d: operation(d)["parameters"].append(
                {"in": "query", "name": "q", "required": True}
            ),
            "GET /items parameter q is new and required",
        ),
        (
            lambda d: parameter(d, 0)["schema"].update(type="string"),
            "GET /items parameter limit has another type",
        ),
        (
            lambda d: parameter(d, 0)["schema"].update(maximum=9),
            "GET /items parameter limit has a lower maximum",
        ),
        (
            lambda d: parameter(d, 0)["schema"].update(minimum=2),
            "GET /items parameter limit has a higher minimum",
        ),
        (
            lambda d: parameter(d, 0)["schema"].update(default=6),
            "GET /items parameter limit has another default",
        ),
        (
            lambda d: parameter(d, 1)["schema"]["items"].update(enum=["b"]),
            "GET /items parameter sort items lost a value",
        ),
        (
            lambda d: parameter(d, 1)["schema"].update(pattern="x"),
            "GET /items parameter sort has another pattern",
        ),
        (lambda d: operation(d)["responses"].clear(), "GET /items no longer answers 200"),
        (
            lambda d: d["components"]["responses"]["Items"]["content"].clear(),
            "GET /items 200 no longer has application/json",
        ),
        (lambda d: item(d)["properties"].pop("title"), "GET /items 200.title is gone"),
        (lambda d: item(d).update(required=["id"]), "GET /items 200.title may be absent now"),
        (
            lambda d: item(d)["properties"]["id"].update(type=["string", "null"]),
            "GET /items 200.id has another type",
        ),
        (
            lambda d: item(d)["properties"]["kind"].update(enum=["a", "c"]),
            "GET /items 200.kind has a new value",
        ),
        (
            lambda d: item(d)["properties"]["children"].update(items={"type": "string"}),
            "GET /items 200.children[] has another type",
        ),
        (
            lambda d: item(d)["properties"]["more"].update(
                additionalProperties={"type": "integer"}
            ),
            "GET /items 200.more.* has another type",
        ),
        (
            lambda d: item(d)["properties"]["one"]["anyOf"].append({"type": "string"}),
            "GET /items 200.one has a new variant",
        ),
    ],
)
def test_breaking_change_is_named(change: Change, message: str) -> None:
    assert message in breaking_changes(OLD, changed(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.copy(),
        lambda d: d["paths"].update({"/more": {}}),
        lambda d: operation(d)["parameters"].append({"in": "query", "name": "new"}),
        lambda d: parameter(d, 0)["schema"].update(maximum=11, minimum=0),
        lambda d: parameter(d, 1)["schema"]["items"].update(enum=["a", "b"]),
        lambda d: item(d)["properties"].update(new={"type": "string"}),
        lambda d: item(d)["required"].append("kind"),
        lambda d: item(d)["properties"]["count"].update(type="integer"),
        lambda d: operation(d)["responses"].update({"404": {}}),
    ],
)
def test_additive_change_breaks_nothing(change: Change) -> None:
    assert breaking_changes(OLD, changed(change)) == []
