"""Where a body shows code: templates mean something else there.

An approximation by lines, in linear time: the parser of markdown comes after templates are
expanded, so it cannot be asked.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`\n]*$)|~{3,})")
_CLOSING = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*$")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_RUN = re.compile(r"`+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Code:
    """The stretches of code in a body, each (start, end), in order.

    Args:
        marked: fences and code spans.
        indented: blocks of code by indentation.
    """

    marked: tuple[Span, ...]
    indented: tuple[Span, ...]

    def is_marked(self, position: int) -> bool:
        """Say whether a fence or a code span holds a position."""
        return _holds(self.marked, position)

    def is_indented(self, position: int) -> bool:
        """Say whether a position is in code by its line's indentation."""
        return _holds(self.indented, position)

    def is_code(self, position: int) -> bool:
        """Say whether a position is in code of either kind."""
        return self.is_marked(position) or self.is_indented(position)


def code_in(body: str) -> Code:
    """Find the code of a body, its line ends `\\n`."""
    marked: list[Span] = []
    indented: list[Span] = []
    start = None
    fence = ""
    paragraph: int | None = None
    blank, in_list = True, False
    at = 0
    for text in body.split("\n"):
        end = min(at + len(text) + 1, len(body))
        if start is not None:
            closing = _CLOSING.match(text)
            if closing and closing[1].startswith(fence):
                marked.append((start, end))
                start, blank = None, True
        elif found := _FENCE.match(text):
            if paragraph is not None:
                marked.extend(_code_spans(body, paragraph, at))
                paragraph = None
            start, fence = at, found[1]
        elif not text.strip():
            if paragraph is not None:
                marked.extend(_code_spans(body, paragraph, at))
                paragraph = None
            blank = True
        elif paragraph is None and blank and not in_list and _INDENTED.match(text):
            indented.append((at, end))
        else:
            if paragraph is None:
                paragraph = at
            if _LIST_ITEM.match(text):
                in_list = True
            elif blank and not text.startswith((" ", "\t")):
                in_list = False
            blank = False
        at = end
    if start is not None:
        marked.append((start, at))
    elif paragraph is not None:
        marked.extend(_code_spans(body, paragraph, at))
    return Code(tuple(marked), tuple(indented))


def _code_spans(body: str, start: int, end: int) -> Iterator[Span]:
    """Pair each run of backticks with the next one of its length, in one paragraph."""
    runs = [found.span() for found in _RUN.finditer(body, start, end)]
    following: dict[int, int] = {}
    partners = [0] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partners[index] = following.get(length, 0)
        following[length] = index
    index = 0
    while index < len(runs):
        partner = partners[index]
        if partner:
            yield runs[index][0], runs[partner][1]
        index = (partner or index) + 1


def _holds(spans: tuple[Span, ...], position: int) -> bool:
    index = bisect_right(spans, (position, len(spans) and spans[-1][1] + 1)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]
