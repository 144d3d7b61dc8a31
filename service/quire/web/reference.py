"""The contract as people read it: operations, parameters with their bounds, answers, shapes.

Whatever the OpenAPI document says is shown; nothing is known here of what v1 answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from quire.web.types import Type, bounds_of, type_of

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as a row with a field to fill in.

    Args:
        place: `path` or `query`.
        bounds: in words, `` where there are none.
        choices: values that it may have, one alone or, for a list, several joined by commas.
        several: repeated, joined by commas (`comma`), or one alone (``).
        example: what its field shows while it is empty.
    """

    name: str
    place: str
    required: bool
    type: Type
    bounds: str
    description: str
    choices: tuple[str, ...]
    several: str
    example: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One status that an operation answers with: `example` is JSON, `` where there is none."""

    status: str
    description: str
    type: Type | None
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that can be asked."""

    id: str
    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations under one tag."""

    name: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an object, or a header."""

    name: str
    type: Type
    bounds: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that answers hold."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All that the page shows of a contract."""

    title: str
    version: str
    paragraphs: tuple[str, ...]
    groups: tuple[Group, ...]
    headers: tuple[Field, ...]
    shapes: tuple[Shape, ...]


def read_contract(contract: Node) -> Reference:
    """Read an OpenAPI document as v1 writes it: GET alone, shapes among its components."""
    components = contract.get("components", {})
    return Reference(
        title=contract["info"]["title"],
        version=contract["info"]["version"],
        paragraphs=_paragraphs(contract["info"].get("description", "")),
        groups=tuple(_groups(contract, components.get("responses", {}))),
        headers=tuple(
            Field(name, type_of(header["schema"]), "", header["description"], True)
            for name, header in components.get("headers", {}).items()
        ),
        shapes=tuple(
            Shape(name, tuple(_fields(shape)))
            for name, shape in sorted(components.get("schemas", {}).items())
            if not name.startswith("Sparse")
        ),
    )


def _groups(contract: Node, replies: Node) -> Iterator[Group]:
    for tag in contract.get("tags", []):
        operations = tuple(
            _operation(path, operation, replies)
            for path, methods in contract["paths"].items()
            for operation in (methods.get("get"),)
            if operation and tag["name"] in operation["tags"]
        )
        if operations:
            yield Group(tag["name"], tag.get("description", ""), operations)


def _operation(path: str, operation: Node, replies: Node) -> Operation:
    return Operation(
        id=operation["operationId"],
        method="GET",
        path=path,
        summary=operation.get("summary", ""),
        paragraphs=_paragraphs(operation.get("description", "")),
        parameters=tuple(_parameter(each) for each in operation.get("parameters", [])),
        replies=tuple(
            _reply(status, replies[_last(reply)] if "$ref" in reply else reply)
            for status, reply in operation["responses"].items()
        ),
    )


def _parameter(parameter: Node) -> Parameter:
    schema = parameter["schema"]
    one = schema.get("items", schema)
    listed = schema.get("type") == "array"
    explode = parameter.get("explode", True)
    several = ("repeated" if explode else "comma") if listed else ""
    example = schema.get("example", schema.get("default", ""))
    if isinstance(example, list):
        example = (" " if explode else ",").join(map(str, example))
    return Parameter(
        name=parameter["name"],
        place=parameter["in"],
        required=parameter.get("required", False),
        type=type_of(schema),
        bounds=bounds_of(schema),
        description=parameter.get("description", ""),
        choices=tuple(map(str, one.get("enum", ()))),
        several=several,
        example=str(example),
    )


def _reply(status: str, reply: Node) -> Reply:
    (content,) = [*reply.get("content", {}).values()][:1] or [{}]
    example = content.get("example")
    text = "" if example is None else orjson.dumps(example, option=orjson.OPT_INDENT_2).decode()
    schema = content.get("schema")
    return Reply(status, reply["description"], type_of(schema) if schema else None, text)


def _fields(shape: Node) -> Iterator[Field]:
    required = shape.get("required", ())
    for name, schema in shape.get("properties", {}).items():
        description = schema.get("description", "")
        yield Field(name, type_of(schema), bounds_of(schema), description, name in required)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.replace("\n", " ").strip() for part in text.split("\n\n") if part.strip())


def _last(reference: Node) -> str:
    name: str = reference["$ref"]
    return name.rpartition("/")[2]
