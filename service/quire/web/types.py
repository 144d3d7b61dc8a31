"""Types and bounds of JSON Schema in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Type:
    """A type in words, and the shapes among them that have a place on the page."""

    words: str
    shapes: tuple[str, ...] = ()


def type_of(schema: Node) -> Type:
    """Name a type: `string`, `list of Heading`, `Cover or null`."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Type(name, (name,))
    either = [each for each in schema.get("anyOf", ()) if not _is_sparse(each)]
    if either and "type" not in schema:
        return _joined([type_of(each) for each in either])
    kinds = schema.get("type", "any value")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return _joined([_plain(kind, schema) for kind in kinds])


def bounds_of(schema: Node) -> str:
    """Tell what a value must keep to; "" where that is nothing."""
    one = schema.get("items", schema)
    told = [
        _span("", schema.get("minimum"), schema.get("maximum")),
        _span(" values", schema.get("minItems"), schema.get("maxItems")),
        _span(" characters", one.get("minLength"), one.get("maxLength")),
        "each once" if schema.get("uniqueItems") else "",
        f"{_json(schema['default'])} where it is left out" if "default" in schema else "",
    ]
    return ", ".join(each for each in told if each)


def _plain(kind: str, schema: Node) -> Type:
    if kind == "array":
        of = type_of(schema.get("items", {}))
        return Type(f"list of {of.words}", of.shapes)
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        of = type_of(schema["additionalProperties"])
        return Type(f"object of {of.words}", of.shapes)
    formats = [schema.get("format"), *(each.get("format") for each in schema.get("anyOf", ()))]
    named = " or ".join(each for each in formats if each)
    return Type(named if kind == "string" and named else kind)


def _joined(types: list[Type]) -> Type:
    shapes = tuple(shape for each in types for shape in each.shapes)
    return Type(" or ".join(each.words for each in types), shapes)


def _json(value: object) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _is_sparse(schema: Node) -> bool:
    """Say whether a shape is another one with fewer fields, which `fields` picks."""
    name: str = schema.get("$ref", "").rpartition("/")[2]
    return name.startswith("Sparse")


def _span(unit: str, least: int | None, most: int | None) -> str:
    if least is None and most is None:
        return ""
    if most is None:
        return f"at least {least}{unit}"
    return f"{least}{unit}" if least == most else f"{least or 0} to {most}{unit}"
