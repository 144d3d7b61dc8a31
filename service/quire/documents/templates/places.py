"""Where a tag stands on its line, and how what it becomes is put there.

HTML and fences that come out of a tag want lines of their own, in the list or quote in which
the tag stands; the lines between an opening and a closing tag have that indentation already.
"""

import re
from dataclasses import dataclass

from quire.documents.templates.registry import Markup

_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_MARKER = re.compile(r"[^ \t>]")
_LINE_ENDS = re.compile(r"[ \t]*(?:\n|\Z)")
_BLANK_FOLLOWS = re.compile(r"[ \t]*(?:\n[ \t>]*(?:\n|\Z)|\Z)")


@dataclass(frozen=True, slots=True)
class Place:
    """The line around one tag.

    Args:
        prefix: what the following lines of the same list or quote begin with.
        alone: nothing but indentation, quote marks and list markers stands before it.
        in_table: the line is the row of a table.
        ends_line: only blanks follow on the line.
        blank_follows: the next line is blank, too, or there is none.
        excess: characters right before the tag that would make code of what it becomes.
    """

    prefix: str
    alone: bool
    in_table: bool
    ends_line: bool
    blank_follows: bool
    excess: int = 0


class Closers:
    """Finds what closes a tag; a stretch without one is looked through only once."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._next: dict[str, int] = {}

    def after(self, position: int, closer: str) -> int:
        """Give the position of the next closer from a position on, -1 where there is none.

        Positions are asked for in rising order.
        """
        known = self._next.get(closer)
        if known is None or 0 <= known < position:
            known = self._next[closer] = self._body.find(closer, position)
        return known


class Lines:
    """Finds the places of tags, asked for in the order in which they stand."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._line = 0
        self._lead = _LEAD.match(body)
        self._checked = 0

    def place(self, start: int, end: int, keep_indent: bool = True) -> Place:
        """Describe the place of a tag.

        Args:
            start, end: of the tag in the body.
            keep_indent: False for a line that is taken for code by its indentation alone.
        """
        newline = self._body.rfind("\n", self._checked, start)
        self._checked = start
        if newline >= 0:
            self._line = newline + 1
            self._lead = _LEAD.match(self._body, self._line)
        lead = self._lead[0] if self._lead else ""
        lead_end = self._line + len(lead)
        if lead_end > start:
            lead, lead_end = lead[: start - self._line], start
        return Place(
            prefix=_MARKER.sub(" ", lead) if keep_indent else "",
            alone=lead_end == start,
            in_table=self._body.startswith("|", lead_end),
            ends_line=_LINE_ENDS.match(self._body, end) is not None,
            blank_follows=_BLANK_FOLLOWS.match(self._body, end) is not None,
            excess=0 if keep_indent or lead_end != start else len(lead),
        )


def put(markup: Markup, opening: Place, closing: Place) -> str:
    """Write markup in the place of a tag, or of a pair of tags with what is between them."""
    text = markup.text
    if opening.in_table:
        return " ".join(text.split())
    if not markup.block or not text:
        return text
    if not opening.alone and "\n\n" not in text and not text.startswith("`"):
        return " ".join(text.split("\n"))
    prefix = opening.prefix
    gap = f"\n{prefix.rstrip()}"
    written = text
    if prefix:
        lines = text.split("\n")
        rest = (prefix + line if line else prefix.rstrip() for line in lines[1:])
        written = "\n".join([lines[0], *rest])
    if not opening.alone:
        written = f"{gap}\n{prefix}{written}"
    if not closing.ends_line:
        return f"{written}{gap}\n{prefix}"
    return written if closing.blank_follows else written + gap


def without_prefix(text: str, prefix: str) -> str:
    """Take the prefix of a list or quote from lines; lines that lack it stay."""
    if not prefix:
        return text
    bare = prefix.rstrip()
    lines = text.split("\n")
    return "\n".join(
        [
            lines[0],
            *(
                line[len(prefix) :]
                if line.startswith(prefix)
                else ("" if line.rstrip() == bare else line)
                for line in lines[1:]
            ),
        ]
    )
