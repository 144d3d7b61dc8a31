"""JSON front matter: the standard library's parser behind our bounds."""

import json

from quire.documents.front_matter.nesting import JSON_TOKEN, json_end
from quire.documents.front_matter.parsed import Block, Scalar, Unreadable, Value
from quire.documents.front_matter.scalars import integer


def read_json(text: str) -> Block:
    """Read one JSON object.

    Raises:
        Unreadable: not JSON, not an object, not Unicode, or beyond the bounds.
    """
    block = Block()
    if not text.lstrip().startswith("{"):
        raise Unreadable('it is no object; write {"key": "value"}', 1)
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
        raise Unreadable(f"{error.msg.lower()}; mend the JSON", error.lineno) from error
    lines = _lines(text)
    block.lines = {key: found[-1] for key, found in lines.items()}
    block.values = _mapping(values, block, block.lines)
    block.repeated_top = {key for key, found in lines.items() if len(found) > 1}
    return block


class _Pairs(list[tuple[str, object]]):
    """The members of one object, in order, repeated keys included."""


def _mapping(pairs: _Pairs, block: Block, lines: dict[str, int]) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    for key, value in pairs:
        if key in mapping:
            block.repeated.append((lines.get(key, 0), key))
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


def _lines(text: str) -> dict[str, list[int]]:
    """Find the lines of the object's own keys, each as often as it is given."""
    lines: dict[str, list[int]] = {}
    depth, counted, line = 0, 0, 1
    previous = None
    for token in JSON_TOKEN.finditer(text):
        mark = token[0]
        if mark == ":" and depth == 1 and previous is not None:
            line += text.count("\n", counted, previous.start())
            counted = previous.start()
            lines.setdefault(json.loads(previous[0]), []).append(line)
        depth += (mark in "{[") - (mark in "}]")
        previous = token if mark.startswith('"') else None
    return lines
