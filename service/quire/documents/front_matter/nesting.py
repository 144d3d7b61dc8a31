"""Bounds on TOML and JSON, checked by a cheap scan before their parsers see the text.

tomllib takes 11 s for one dotted key of 64 kB, and json recurses: neither may meet deep input.
Every pattern here takes time linear in the text.
"""

import re

from quire.documents.front_matter.parsed import (
    MAX_DEPTH,
    MAX_NODES,
    place_at,
    too_deep,
    too_many,
)

JSON_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[\[\]{}:,]', re.DOTALL)
_TOML_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:"{3,5}|\Z)'
    r"|'''[^']*(?:'(?!'')[^']*)*(?:'{3,5}|\Z)"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*(?:"|(?=\n)|\Z)'
    r"|'[^'\n]*(?:'|(?=\n)|\Z)"
    r"|\#[^\n]*"
    r"|[\[\]{}.,=\n]",
    re.DOTALL,
)


def json_end(text: str) -> int | None:
    """Find where the JSON object that starts the text ends; None where it does not.

    Raises:
        Unreadable: it is nested too deep or holds too much.
    """
    depth = 0
    for count, token in enumerate(JSON_TOKEN.finditer(text)):
        if count > MAX_NODES:
            raise too_many(place_at(text, token.start()))
        mark = token[0]
        if mark in "{[":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(place_at(text, token.start()))
        elif mark in "}]":
            depth -= 1
            if depth == 0:
                return token.end()
    return None


def check_toml(text: str) -> None:
    """Refuse TOML with deep brackets, long dotted keys or too many values.

    Raises:
        Unreadable: see above.
    """
    depth = dots = 0
    for count, token in enumerate(_TOML_TOKEN.finditer(text)):
        if count > MAX_NODES:
            raise too_many(place_at(text, token.start()))
        mark = token[0]
        if mark == ".":
            dots += 1
        elif mark in "[]{},=\n":
            dots = 0
            depth += (mark in "[{") - (mark in "]}")
        if max(depth, dots) > MAX_DEPTH:
            raise too_deep(place_at(text, token.start()))
