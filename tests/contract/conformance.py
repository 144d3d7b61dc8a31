"""One answer against the contract: status, headers, content type, schema. Nothing is generated."""

from collections.abc import Iterator
from typing import Any

import orjson
from jsonschema import Draft202012Validator, FormatChecker
from werkzeug.test import TestResponse

SOMETIMES = {"Link", "Vary"}
"""Headers that only some answers have: a lone page has no next one, a file has one encoding."""

KEPT = {"ETag", "Content-Revision"}
"""Headers of answers that may be kept, which a search cut short by its time is not."""


def find_faults(document: dict[str, Any], operation_id: str, answer: TestResponse) -> list[str]:
    """Name everything in an answer that an OpenAPI document does not promise."""
    return list(_faults(document, operation_id, answer))


def _faults(document: dict[str, Any], operation_id: str, answer: TestResponse) -> Iterator[str]:
    described = operations(document)[operation_id]["responses"].get(str(answer.status_code))
    if described is None:
        yield f"status {answer.status_code} is not documented"
        return
    described = _resolved(document, described)
    optional = SOMETIMES | KEPT if answer.headers.get("Cache-Control") == "no-store" else SOMETIMES
    for name in described.get("headers", {}):
        if name not in answer.headers and name not in optional:
            yield f"header {name} is missing"
    content = described.get("content", {})
    if not content:
        if answer.data:
            yield "a body is not documented"
        return
    given = answer.headers.get("Content-Type", "no content type")
    media_type = content.get(given) or content.get("*/*" if "/" in given else "")
    if media_type is None:
        yield f"{given} is not documented"
        return
    if given.endswith("json"):
        rooted = {**media_type["schema"], "components": document["components"]}
        checked = Draft202012Validator(rooted, format_checker=FormatChecker())
        for error in checked.iter_errors(orjson.loads(answer.data)):
            yield f"{error.json_path}: {error.message}"


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the operations of a document by id."""
    return {
        operation["operationId"]: operation
        for item in document["paths"].values()
        for operation in item.values()
    }


def without_fields(document: dict[str, Any]) -> dict[str, Any]:
    """Give a document as it reads for who never asks for `fields`.

    A full shape that lacks something still is a good sparse one, so beside the sparse shapes
    a fault of the full ones goes unseen.
    """
    full: dict[str, Any] = orjson.loads(orjson.dumps(document))
    for operation in operations(full).values():
        operation["parameters"] = [p for p in operation["parameters"] if p["name"] != "fields"]
    for schema in full["components"]["schemas"].values():
        _drop_sparse(schema)
    return full


def _drop_sparse(schema: Any) -> None:
    if isinstance(schema, dict):
        if "anyOf" in schema:
            schema["anyOf"] = [
                shape for shape in schema["anyOf"] if "/Sparse" not in shape.get("$ref", "")
            ]
        for inner in schema.values():
            _drop_sparse(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _drop_sparse(inner)


def _resolved(document: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    reference = described.get("$ref")
    if reference is None:
        return described
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)
