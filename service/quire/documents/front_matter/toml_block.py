"""TOML front matter: the standard library's parser behind our bounds."""

import re
import tomllib
from datetime import date, time

from quire.documents.front_matter.nesting import check_toml
from quire.documents.front_matter.parsed import (
    MAX_DEPTH,
    MAX_INTEGER,
    NOWHERE,
    Block,
    Place,
    Scalar,
    Unreadable,
    Value,
    place_at,
    too_deep,
)

_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY_AT_LINE_START = re.compile(
    r"""^[ \t]*(?:\[\[?[ \t]*)?(?:([A-Za-z0-9_-]+)|"([^"\\\n]*)"|'([^'\n]*)')[ \t]*[=.\]]""",
    re.MULTILINE,
)


def read_toml(text: str) -> Block:
    """Read a TOML document. A repeated key makes it unreadable: so says TOML.

    Raises:
        Unreadable: not TOML, or beyond the bounds.
    """
    check_toml(text)
    try:
        values = tomllib.loads(text, parse_float=lambda source: Scalar(source, float(source)))
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        place = _POSITION.search(str(error))
        reason = str(error)[: place.start()] if place else str(error)
        raise Unreadable(f"{reason.lower()}; mend the TOML", _place(place, text)) from error
    return Block({key: _value(value, 1) for key, value in values.items()}, _places(text, values))


def _place(found: re.Match[str] | None, text: str) -> Place:
    if found is None:
        return NOWHERE
    return (int(found[1]), int(found[2])) if found[1] else place_at(text, len(text))


def _value(value: object, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise too_deep()
    match value:
        case bool():
            return Scalar(str(value).lower(), value)
        case int():
            if abs(value) > MAX_INTEGER:
                raise Unreadable("a number has more than 64 bits; quote it")
            return Scalar(str(value), value)
        case date() | time():
            return value.isoformat()
        case dict():
            return {key: _value(item, depth + 1) for key, item in value.items()}
        case list():
            return [_value(item, depth + 1) for item in value]
        case _:
            return value


def _places(text: str, values: dict[str, object]) -> dict[str, Place]:
    """Find keys by their look: tomllib does not say where it read them."""
    places: dict[str, Place] = {}
    counted, line = 0, 1
    for found in _KEY_AT_LINE_START.finditer(text):
        key = found[1] or found[2] or found[3] or ""
        if key in values and key not in places:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            written = found.start(found.lastindex or 0) - (found[1] is None)
            places[key] = (line, written - found.start() + 1)
    return places
