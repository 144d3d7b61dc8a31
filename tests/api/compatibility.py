"""What a change of the contract breaks for clients of an earlier one.

Parameters may widen and answers may grow; anything else is named.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_UPPER = ("maximum", "maxLength", "maxItems")
_LOWER = ("minimum", "minLength", "minItems")


def breaking_changes(old: Json, new: Json) -> list[str]:
    """Name everything that worked by the old OpenAPI document and does not by the new one."""
    return list(_paths(old, new))


def _paths(old: Json, new: Json) -> Iterator[str]:
    for path, item in old["paths"].items():
        if path not in new["paths"]:
            yield f"{path} is gone"
            continue
        for method, operation in item.items():
            name = f"{method.upper()} {path}"
            other = new["paths"][path].get(method)
            if other is None:
                yield f"{name} is gone"
                continue
            if operation.get("operationId") != other.get("operationId"):
                yield f"{name} has another operationId"
            yield from _parameters(name, operation, other)
            yield from _answers(name, operation, other, old, new)


def _parameters(name: str, old: Json, new: Json) -> Iterator[str]:
    before = {(p["in"], p["name"]): p for p in old.get("parameters", [])}
    after = {(p["in"], p["name"]): p for p in new.get("parameters", [])}
    for key, parameter in before.items():
        label = f"{name} parameter {key[1]}"
        if key not in after:
            yield f"{label} is gone"
            continue
        if after[key].get("required") and not parameter.get("required"):
            yield f"{label} is required now"
        yield from _narrowed(label, parameter.get("schema", {}), after[key].get("schema", {}))
    for key, parameter in after.items():
        if key not in before and parameter.get("required"):
            yield f"{name} parameter {key[1]} is new and required"


def _narrowed(label: str, old: Json, new: Json) -> Iterator[str]:
    if not _types(old) <= _types(new):
        yield f"{label} has another type"
    for keyword in _UPPER:
        if keyword in new and new[keyword] < old.get(keyword, float("inf")):
            yield f"{label} has a lower {keyword}"
    for keyword in _LOWER:
        if keyword in new and new[keyword] > old.get(keyword, float("-inf")):
            yield f"{label} has a higher {keyword}"
    if "enum" in new and not set(old.get("enum", [None])) <= set(new["enum"]):
        yield f"{label} lost a value"
    if "pattern" in new and new["pattern"] != old.get("pattern"):
        yield f"{label} has another pattern"
    if old.get("default") != new.get("default"):
        yield f"{label} has another default"
    if "items" in old and "items" in new:
        yield from _narrowed(f"{label} items", old["items"], new["items"])


def _answers(name: str, old: Json, new: Json, old_root: Json, new_root: Json) -> Iterator[str]:
    for status, answer in old["responses"].items():
        if status not in new["responses"]:
            yield f"{name} no longer answers {status}"
            continue
        before = _resolved(answer, old_root).get("content", {})
        after = _resolved(new["responses"][status], new_root).get("content", {})
        for media_type, described in before.items():
            if media_type not in after:
                yield f"{name} {status} no longer has {media_type}"
                continue
            schemas = described.get("schema", {}), after[media_type].get("schema", {})
            compare = _Shapes(old_root, new_root)
            yield from compare.changes(f"{name} {status}", *schemas)


class _Shapes:
    """Compares schemas of answers; a pair of named schemas is compared once."""

    def __init__(self, old: Json, new: Json) -> None:
        self._old = old
        self._new = new
        self._seen: set[tuple[str, str]] = set()

    def changes(self, label: str, old: Json, new: Json) -> Iterator[str]:
        """Name what a reader of the old shape stumbles over in the new one."""
        names = (old.get("$ref", ""), new.get("$ref", ""))
        if all(names):
            if names in self._seen:
                return
            self._seen.add(names)
        old, new = _resolved(old, self._old), _resolved(new, self._new)
        if not _types(new) <= _types(old):
            yield f"{label} has another type"
        if "enum" in old and not set(new.get("enum", [...])) <= set(old["enum"]):
            yield f"{label} has a new value"
        required = new.get("required", [])
        for key, shape in old.get("properties", {}).items():
            if key not in new.get("properties", {}):
                yield f"{label}.{key} is gone"
                continue
            if key in old.get("required", []) and key not in required:
                yield f"{label}.{key} may be absent now"
            yield from self.changes(f"{label}.{key}", shape, new["properties"][key])
        if "items" in old:
            yield from self.changes(f"{label}[]", old["items"], new.get("items", {}))
        if isinstance(old.get("additionalProperties"), Mapping):
            values = new.get("additionalProperties", {})
            yield from self.changes(f"{label}.*", old["additionalProperties"], values)
        yield from self._variants(label, old.get("anyOf", []), new.get("anyOf", []))

    def _variants(self, label: str, old: list[Json], new: list[Json]) -> Iterator[str]:
        if len(new) > len(old) and old:
            yield f"{label} has a new variant"
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from self.changes(f"{label}<{number}>", one, other)


def _types(schema: Json) -> set[str]:
    found = schema.get(
        "type", ["array", "boolean", "integer", "null", "number", "object", "string"]
    )
    types = {found} if isinstance(found, str) else set(found)
    return types | {"integer"} if "number" in types else types


def _resolved(schema: Json, root: Json) -> Json:
    while "$ref" in schema:
        found: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema
