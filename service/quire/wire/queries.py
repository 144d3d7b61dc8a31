"""The canonical query: one spelling for all queries that mean the same.

Source: WHATWG URL, application/x-www-form-urlencoded.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote_plus, unquote_to_bytes

from quire.wire.problems import Fault, Refusal

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BROKEN = "\ufffd"
_PLAIN = "-._~,:/@!*'()"


@dataclass(frozen=True, slots=True)
class Query:
    """Parameters in canonical order.

    Args:
        pairs: sorted (name, value); repeated ones stay, but for lists.
        text: their one spelling; reading it again gives the same.
    """

    pairs: tuple[tuple[str, str], ...]
    text: str


def read_query(raw: str, comma_lists: Collection[str] = (), opaque: Collection[str] = ()) -> Query:
    """Read a query string.

    Args:
        comma_lists: names whose values are lists: `a=1&a=2` becomes `a=1,2`, in the order given.
        opaque: names whose values nobody writes but us: one whose escapes, UTF-8 or characters
            are broken is a value like any other that is not ours.

    Raises:
        Refusal: 400 naming the first parameter whose escapes, UTF-8 or characters are broken.
    """
    if not raw:
        return Query((), "")
    pairs = []
    for part in raw.split("&"):
        if part:
            name, _, value = part.partition("=")
            shown = _decode(name, "query")
            pairs.append((shown, _read(value, shown, opaque)))
    if comma_lists:
        pairs = _joined(pairs, comma_lists)
    pairs.sort()
    text = "&".join(
        f"{quote_plus(name, safe=_PLAIN)}={quote_plus(value, safe=_PLAIN)}" for name, value in pairs
    )
    return Query(tuple(pairs), text)


def _read(value: str, parameter: str, opaque: Collection[str]) -> str:
    try:
        return _decode(value, parameter)
    except Refusal:
        if parameter not in opaque:
            raise
        return _BROKEN


def _joined(pairs: list[tuple[str, str]], names: Collection[str]) -> list[tuple[str, str]]:
    """Write a list that was given by repeating its parameter as one with commas."""
    lists: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in names:
            lists.setdefault(name, []).append(value)
    single = [pair for pair in pairs if pair[0] not in lists]
    return [*single, *((name, ",".join(values)) for name, values in lists.items())]


def _decode(part: str, parameter: str) -> str:
    if part.isascii() and part.isalnum():
        return part
    if _BAD_ESCAPE.search(part):
        raise _broken(parameter, "% is not followed by two hex digits")
    try:
        text = unquote_to_bytes(part.replace("+", " ").encode("latin-1")).decode()
    except UnicodeError:
        raise _broken(parameter, "the value is not UTF-8") from None
    if "\0" in text:
        raise _broken(parameter, "the value holds a NUL")
    return text


def _broken(parameter: str, reason: str) -> Refusal:
    fault = Fault(parameter[:100], "invalid", f"{reason[0].upper()}{reason[1:]}.")
    return Refusal(400, f"The query cannot be read: {reason}.", [fault])
