"""Where a front matter starts and ends: YAML `---`, TOML `+++`, JSON `{...}`, code fences.

Knows lines and fences, not what stands between them. Source: Hugo's and Jekyll's pages on
front matter. What looks like a header but is none is refused rather than taken for a body:
a body would be published.
"""

import re
from dataclasses import dataclass
from typing import Literal

from quire.documents.front_matter.line_block import header_lines, unopened_header
from quire.documents.front_matter.nesting import json_end
from quire.documents.front_matter.parsed import MAX_HEADER_BYTES, Place, Unreadable, place_at

Notation = Literal["yaml", "toml", "json", "lines", "csv", "tsv"]

NOTATIONS: dict[str, Notation] = {"yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json"}

_FENCE = re.compile(r"(?P<fence>---|\+\+\+)(?P<name>[a-z]*)[ \t]*")
_CODE_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<name>toml|ya?ml|json)[ \t]*")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_NO_OBJECTS = ("{{", "{%", "{:", "{#", "{.", "{/*")
"""Templates, attributes and comments that a body may start with."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut in two.

    Args:
        line, body_line: 1-based lines of the text.
        doubtful: the header may be a piece of code that the body starts with.
    """

    notation: Notation
    header: str
    line: int
    body: str
    body_line: int
    doubtful: bool = False


def cut(text: str) -> Cut | None:
    """Cut a text with `\\n` line ends at its fences; None where it has no front matter.

    Raises:
        Unreadable: the header has no end, is too large, or its fence does not stand alone.
    """
    start = len(text) - len(text.lstrip(" \t\n"))
    if text.startswith("{", start):
        return None if text.startswith(_NO_OBJECTS, start) else _cut_json(text, start)
    opening = text[start:].partition("\n")[0]
    if found := _CODE_FENCE.fullmatch(opening):
        fence = found["fence"]
        closing = re.compile(rf"^ {{0,3}}{fence}{fence[0]}*[ \t]*$", re.MULTILINE)
        return _cut_fenced(text, start, opening, NOTATIONS[found["name"]], closing, doubtful=True)
    if opening[:3] not in _CLOSING:
        return _cut_unfenced(text, start)
    found = _FENCE.fullmatch(opening)
    name = (found["name"] if found else "") or ("yaml" if opening[0] == "-" else "toml")
    if found is None or name not in NOTATIONS:
        fault = f"the opening fence {opening[:3]} must stand alone on its line"
        raise Unreadable(fault, place_at(text, start))
    return _cut_fenced(text, start, opening, NOTATIONS[name], _CLOSING[opening[:3]])


def _cut_fenced(
    text: str,
    start: int,
    opening: str,
    notation: Notation,
    closing: re.Pattern[str],
    doubtful: bool = False,
) -> Cut:
    place = place_at(text, start)
    header_start = start + len(opening) + 1
    end = closing.search(text, header_start)
    if end is None:
        fence = opening.rstrip("abcdefghijklmnopqrstuvwxyz \t")[:20]
        raise Unreadable(f"it starts with {fence} but never ends; add a closing {fence}", place)
    header = text[header_start : end.start()]
    _check_size(header, place)
    line = place[0] + 1
    body_line = line + header.count("\n") + 1
    return Cut(notation, header, line, text[end.end() + 1 :], body_line, doubtful)


def _cut_unfenced(text: str, start: int) -> Cut | None:
    """Cut a header that nothing opens: it ends at a closing fence or where its lines end."""
    start = text.rfind("\n", 0, start) + 1
    line = place_at(text, start)[0]
    header = unopened_header(text[start:])
    if header is not None:
        body = text[start + len(header) :].partition("\n")[2]
        return Cut("yaml", header, line, body, line + header.count("\n") + 1)
    lines = header_lines(text[start:])
    if not lines:
        return None
    header = "\n".join(lines)
    _check_size(header, (line, 1))
    body = text[start + len(header) + 1 :]
    return Cut("lines", header, line, body, line + len(lines))


def _cut_json(text: str, start: int) -> Cut:
    place = place_at(text, start)
    end = json_end(text[start : start + MAX_HEADER_BYTES + 1])
    if end is None:
        if len(text) - start > MAX_HEADER_BYTES:
            _check_size(text[start:], place)
        raise Unreadable("it starts with { but never ends; add a closing }", place)
    header = text[start : start + end]
    _check_size(header, place)
    line = place[0]
    rest = text[start + end :]
    ending, newline, body = rest.partition("\n")
    if ending.strip(" \t"):
        newline, body = "", rest
    return Cut("json", header, line, body, line + header.count("\n") + len(newline))


def _check_size(header: str, place: Place) -> None:
    if len(header.encode()) > MAX_HEADER_BYTES:
        raise Unreadable(
            f"it is larger than {MAX_HEADER_BYTES // 1024} KiB; move data to a file of its own",
            place,
            "front-matter-too-large",
        )
