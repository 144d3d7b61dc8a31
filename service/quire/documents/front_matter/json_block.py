"""JSON front matter: the standard library's parser behind our bounds."""

import json

from quire.documents.front_matter.nesting import JSON_TOKEN, json_end
from quire.documents.front_matter.parsed import (
    NOWHERE,
    Block,
    Place,
    Scalar,
    Unreadable,
    Value,
)
from quire.documents.front_matter.scalars import integer


def read_json(text: str, listed: str = "") -> Block:
    """Read one JSON object.

    Args:
        listed: the key under which a list is taken where an object should be; "" refuses it.

    Raises:
        Unreadable: not JSON, not an object, not Unicode, or beyond the bounds.
    """
    block = Block()
    if not text.lstrip().startswith(("{", "[") if listed else "{"):
        raise Unreadable('it is no object; write {"key": "value"}', (1, 1))
    json_end(text)
    try:
        values = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=integer,
            parse_float=lambda source: Scalar(source, float(source)),
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"{error.msg.lower()}; mend the JSON", (error.lineno, error.colno)
        ) from error
    if not isinstance(values, _Pairs):
        block.values = {listed: _value(values, block)}
        return block
    places = _places(text)
    block.places = {key: found[-1] for key, found in places.items()}
    block.values = _mapping(values, block, block.places)
    block.repeated_top = {key for key, found in places.items() if len(found) > 1}
    return block


class _Pairs(list[tuple[str, object]]):
    """The members of one object, in order, repeated keys included."""


def _mapping(pairs: _Pairs, block: Block, places: dict[str, Place]) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    for key, value in pairs:
        if key in mapping:
            block.repeated.append((places.get(key, NOWHERE), key))
        mapping[_text(key)] = _value(value, block)
    return mapping


def _value(value: object, block: Block) -> Value:
    match value:
        case _Pairs():
            return _mapping(value, block, {})
        case list():
            return [_value(item, block) for item in value]
        case bool():
            return Scalar(str(value).lower(), value)
        case str():
            return _text(value)
        case _:
            return value


def _text(text: str) -> str:
    """Refuse half a surrogate pair: it is no character and cannot be encoded again."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Unreadable("it holds half of a surrogate pair; write the character itself") from error
    return text


def _refuse_constant(name: str) -> object:
    raise Unreadable(f"{name} is not JSON; write a number or null")


def _places(text: str) -> dict[str, list[Place]]:
    """Find the places of the object's own keys, each as often as it is given."""
    places: dict[str, list[Place]] = {}
    depth, counted, line = 0, 0, 1
    previous = None
    for token in JSON_TOKEN.finditer(text):
        mark = token[0]
        if mark == ":" and depth == 1 and previous is not None:
            start = previous.start()
            line += text.count("\n", counted, start)
            counted = start
            place = (line, start - text.rfind("\n", 0, start))
            places.setdefault(json.loads(previous[0]), []).append(place)
        depth += (mark in "{[") - (mark in "}]")
        previous = token if mark.startswith('"') else None
    return places
