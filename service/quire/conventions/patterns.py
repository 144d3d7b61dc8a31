"""Patterns that content brings along: regular expressions and globs, each in linear time.

Authors are half trusted, so nothing here backtracks: RE2 is the engine that Go's own regular
expressions follow. Sources: https://github.com/google/re2/wiki/Syntax (regular expressions),
https://github.com/gobwas/glob (globs).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import re2

MAX_LENGTH = 500
"""Characters of one pattern."""

_MAX_MEMORY_BYTES = 4 * 1024 * 1024


class Pattern:
    """A pattern that is ready to be asked."""

    __slots__ = ("_asked",)

    def __init__(self, expression: str) -> None:
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MAX_MEMORY_BYTES
        self._asked = re2.compile(expression, options)

    def matches(self, text: str) -> bool:
        """Say whether the pattern is found in a text; a glob must be the whole of it."""
        return self._asked.search(text) is not None


@lru_cache(maxsize=1024)
def regexp(expression: str) -> Pattern | None:
    """Make a regular expression in RE2's (and Go's) notation; None where it is none."""
    if len(expression) > MAX_LENGTH:
        return None
    try:
        return Pattern(expression)
    except re2.error:
        return None


@lru_cache(maxsize=1024)
def glob(text: str, separator: str = "/") -> Pattern | None:
    """Make a glob: `*` and `?` stop at the separator, `**` does not; `[a-z]`, `{one,two}`.

    Args:
        separator: "" where `*` stops nowhere.

    Returns:
        None where it is no glob.
    """
    if len(text) > MAX_LENGTH:
        return None
    try:
        return Pattern(rf"\A(?s:{_expression(text, separator)})\z")
    except (re2.error, ValueError):
        return None


def any_of(patterns: Iterable[Pattern], text: str) -> bool:
    """Say whether one of several patterns matches."""
    return any(pattern.matches(text) for pattern in patterns)


def _expression(text: str, separator: str) -> str:
    one = f"[^{re.escape(separator)}]" if separator else "."
    out: list[str] = []
    depth = at = 0
    while at < len(text):
        char = text[at]
        at += 1
        if char == "*":
            deep = text.startswith("*", at)
            at += deep
            out.append(".*" if deep else f"{one}*")
        elif char == "?":
            out.append(one)
        elif char == "[":
            end = text.index("]", at + 1)
            inside = text[at:end]
            negated = inside.startswith(("!", "^"))
            listed = re.sub(r"([\\\[\]^&~|])", r"\\\1", inside[negated:])
            out.append(f"[{'^' if negated else ''}{listed}]")
            at = end + 1
        elif char == "{":
            depth += 1
            out.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            out.append(")")
        elif char == "," and depth:
            out.append("|")
        elif char == "\\" and at < len(text):
            out.append(re.escape(text[at]))
            at += 1
        else:
            out.append(re.escape(char))
    return "".join(out)
