"""Titles of files that state none: the first heading of the body, else the file's name.

The heading stays in the body: what a writer wrote is all there, and a page that shows the
title above it can tell by the first entry of the table of contents.
"""

import re

from quire.conventions.plain.layout import Place, without_number
from quire.documents.dates import date_of_path

_MAX_SEARCHED = 20_000
"""Characters of a body: a title stands at its start."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#[ \t]+(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}\n]{0,200}\}$")
_IMAGE = re.compile(r"!\[[^\][]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\][]*)\]\([^()\n]*\)")
_MARKS = re.compile(r"[*`]+|<[^<>]{0,200}>|(?<!\w)_+|_+(?!\w)")


def title_in_body(body: str) -> str:
    """Give the first heading of the first level as plain text, "" where there is none."""
    fence = above = ""
    for line in body[:_MAX_SEARCHED].split("\n"):
        if found := _FENCE.match(line):
            mark = found[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
        elif not fence and (text := _plain(_heading(line, above))):
            return text
        above = "" if fence or line.startswith(("    ", "\t", ">", "-", "*")) else line.strip()
    return ""


def title_of_name(where: Place) -> str:
    """Make a title of what names the page."""
    dated = date_of_path(where.stem)
    stem = dated[1] if dated and dated[1] else without_number(where.stem)
    words = " ".join(stem.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Home"


def _heading(line: str, above: str) -> str:
    """Give the text of a first-level heading that a line is, or makes of the line above."""
    if found := _HEADING.fullmatch(line):
        return found["text"]
    return above if _UNDERLINE.fullmatch(line) else ""


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", _ATTRIBUTES.sub("", text)))
    return " ".join(_MARKS.sub("", text).split())[:500]
