"""The contract for typed clients: v1's own document in words that generators understand.

Derived from `openapi()`, never written by hand. Every answer has its one full shape: whoever asks
for sparse answers reads the whole contract. The notation is OpenAPI 3.0, the widest read one.
"""

import re
from collections.abc import Iterator
from typing import Any

import orjson

from quire.api.v1.contract import openapi
from quire.wire.problems import TYPES

_VERSION = "3.0.3"
_ALWAYS = {"Post": ("html",)}
"""Fields that an answer always holds where nobody asks for less."""

_LESS = {"fields": (), "formats": ("Post",)}
"""Parameters that take fields away: everywhere (), or only where an answer holds a shape."""

_SPARSE = "Sparse"
_UNASKED = ("default", "uniqueItems")
"""Some clients send defaults, `page` beside a cursor among them; sets lose the order of `sort`."""

_NULL = {"type": "null"}
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def client_openapi(whole: dict[str, Any]) -> dict[str, Any]:
    """Derive the document from the whole contract, which stays as it is.

    Raises:
        ValueError: something in the contract has no one shape.
    """
    full = {
        name: schema
        for name, schema in whole["components"]["schemas"].items()
        if not name.startswith(_SPARSE)
    }
    document: dict[str, Any] = _plain(
        {**whole, "openapi": _VERSION, "components": {**whole["components"], "schemas": full}}
    )
    document["info"]["license"].pop("identifier")
    schemas = document["components"]["schemas"]
    for item in document["paths"].values():
        _without_less(item["get"], schemas)
    for name, always in _ALWAYS.items():
        schemas[name]["required"] = sorted({*schemas[name]["required"], *always})
    base = whole["servers"][0]["url"].rstrip("/")
    schemas["Problem"]["properties"]["type"]["enum"] = [base + kind.url for kind in TYPES.values()]
    reached = _reached(document["paths"], document["components"])
    document["components"]["schemas"] = {
        name: schema for name, schema in schemas.items() if name in reached
    }
    return document


def client_openapi_json() -> str:
    """Give the document as `openapi/v1-clients.json` holds it."""
    layout = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(client_openapi(openapi()), option=layout).decode()


def _plain(node: Any) -> Any:
    """Rewrite a part of the document, from the outside in."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {name: part for name, part in node.items() if name != "example"}
    if node.get("*/*") == {"schema": {}}:
        return {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    if node.get("in") == "query":
        node = _parameter(node)
    node = {name: _plain(part) for name, part in _one_shape(node).items()}
    if node.get("type") == "integer":
        node.pop("enum", None)
    if isinstance(node.get("enum"), list):
        node = _named_values(node)
    if node.get("format") in ("date", "date-time"):
        del node["format"]
    return node


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    """Say nothing that clients would send or check unasked; join lists by commas."""
    schema = {name: part for name, part in parameter["schema"].items() if name not in _UNASKED}
    if schema.get("type") != "array":
        return {**parameter, "schema": schema}
    items = {name: value for name, value in schema["items"].items() if name != "pattern"}
    return {
        **parameter,
        "style": "form",
        "explode": False,
        "schema": {**schema, "items": items},
    }


def _one_shape(node: dict[str, Any]) -> dict[str, Any]:
    """Take the full shape of several, and `nullable` for null.

    Raises:
        ValueError: two full shapes are left; typed clients cannot tell them apart.
    """
    kinds = node.get("type")
    if isinstance(kinds, list):
        (kind,) = (kind for kind in kinds if kind != "null")
        return {**node, "type": kind, "nullable": True}
    if "anyOf" not in node:
        return node
    rest = {name: part for name, part in node.items() if name != "anyOf"}
    if "type" in node:
        return rest
    shapes = [shape for shape in node["anyOf"] if shape != _NULL and not _is_sparse(shape)]
    if len(shapes) != 1:
        raise ValueError(f"typed clients need one shape: {shapes}")
    if _NULL in node["anyOf"]:
        return {**rest, "nullable": True, "allOf": shapes}
    return {**rest, **shapes[0]}


def _is_sparse(shape: dict[str, Any]) -> bool:
    return str(shape.get("$ref")).startswith(f"#/components/schemas/{_SPARSE}")


def _named_values(schema: dict[str, Any]) -> dict[str, Any]:
    """Make words of true and false, and give names to values that differ only in a sign."""
    values = schema["enum"]
    if values == ["true", "false"]:
        rest = {name: part for name, part in schema.items() if name != "enum"}
        return {**rest, "type": "boolean"}
    names = [_NOT_A_NAME.sub("_", str(value).lower()).strip("_") for value in values]
    if len(set(names)) == len(names):
        return schema
    signed = [
        f"{name}_descending" if str(value).startswith("-") else f"{name}_ascending"
        for name, value in zip(names, values, strict=True)
    ]
    return {**schema, "x-enum-varnames": signed}


def _without_less(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Leave out the parameters after which an answer would not have its full shape."""
    reached = _reached(operation["responses"]["200"], {"schemas": schemas})
    operation["parameters"] = [
        parameter
        for parameter in operation["parameters"]
        if (shapes := _LESS.get(parameter["name"])) is None
        or (shapes and reached.isdisjoint(shapes))
    ]


def _reached(node: Any, components: dict[str, Any]) -> set[str]:
    """Find the names of all schemas that a part of the document leads to."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        for kind, name in _references(waiting.pop()):
            if kind == "schemas":
                if name in found:
                    continue
                found.add(name)
            waiting.append(components.get(kind, {}).get(name))
    return found


def _references(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for item in node:
            yield from _references(item)
    elif isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            kind, name = reference.split("/")[2:]
            yield kind, name
        for part in node.values():
            yield from _references(part)
