"""Texts with marks in them as HTML: ours write code in backticks, v1 marks what matched."""

import re
from html import unescape

from markupsafe import Markup, escape

_CODE = re.compile(r"`([^`]+)`")
_MARK = re.compile(r"(</?mark>)")


def prose(text: str) -> Markup:
    """Write a text as HTML; what stands in backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - it is escaped


def marked(html: str) -> Markup:
    """Take a text of v1 in which `mark` shows what matched; nothing else in it is HTML."""
    return Markup("").join(
        Markup(part) if _MARK.fullmatch(part) else escape(unescape(part))  # noqa: S704
        for part in _MARK.split(html)
    )
