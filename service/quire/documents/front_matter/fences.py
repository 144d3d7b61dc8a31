"""Where a front matter starts and ends: YAML `---`, TOML `+++`, JSON `{...}`.

Knows lines and fences, not what stands between them. Source: Hugo's and Jekyll's pages on
front matter. What looks like a header but is none is refused rather than taken for a body:
a body would be published.
"""

import re
from dataclasses import dataclass
from typing import Literal

from quire.documents.front_matter.nesting import json_end
from quire.documents.front_matter.parsed import MAX_HEADER_BYTES, Unreadable

Notation = Literal["yaml", "toml", "json"]

_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_TEMPLATE_OPENINGS = ("{{", "{%", "{:", "{#", "{.")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut in two; `line` and `body_line` are 1-based lines of the text."""

    notation: Notation
    header: str
    line: int
    body: str
    body_line: int


def cut(text: str) -> Cut | None:
    """Cut a text with `\\n` line ends at its fences; None where it has no front matter.

    Raises:
        Unreadable: the header has no end, is too large, or its fence does not stand alone.
    """
    start = len(text) - len(text.lstrip(" \t\n"))
    if text.startswith("{", start):
        return None if text.startswith(_TEMPLATE_OPENINGS, start) else _cut_json(text, start)
    fence = text[start : start + 3]
    if fence not in _CLOSING:
        return None
    line = text.count("\n", 0, start) + 1
    opening, newline, _ = text[start:].partition("\n")
    if opening.rstrip(" \t") != fence:
        raise Unreadable(f"the opening fence {fence} must stand alone on its line", line)
    header_start = start + len(opening) + len(newline)
    closing = _CLOSING[fence].search(text, header_start)
    if closing is None:
        raise Unreadable(f"it starts with {fence} but never ends; add a closing {fence}", line)
    header = text[header_start : closing.start()]
    _check_size(header, line)
    header_line = line + 1
    return Cut(
        "yaml" if fence == "---" else "toml",
        header,
        header_line,
        text[closing.end() + 1 :],
        header_line + header.count("\n") + 1,
    )


def _cut_json(text: str, start: int) -> Cut:
    line = text.count("\n", 0, start) + 1
    end = json_end(text[start : start + MAX_HEADER_BYTES + 1])
    if end is None:
        if len(text) - start > MAX_HEADER_BYTES:
            _check_size(text[start:], line)
        raise Unreadable("it starts with { but never ends; add a closing }", line)
    header = text[start : start + end]
    _check_size(header, line)
    rest = text[start + end :]
    ending, newline, body = rest.partition("\n")
    if ending.strip(" \t"):
        newline, body = "", rest
    return Cut("json", header, line, body, line + header.count("\n") + len(newline))


def _check_size(header: str, line: int) -> None:
    if len(header.encode()) > MAX_HEADER_BYTES:
        raise Unreadable(
            f"it is larger than {MAX_HEADER_BYTES // 1024} KiB; move data to a file of its own",
            line,
            "front-matter-too-large",
        )
