"""Plain text from tokens: what a reader would hear, without markup, images and marks."""

import html
import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from quire.documents.sanitising import text_of
from quire.model import Heading, Section

_BLOCK_TAG = re.compile(
    r"<(?=/?(?:address|article|blockquote|br|center|dd|details|div|dl|dt|figcaption|figure|h[1-6]|"
    r"hr|li|main|ol|p|pre|section|summary|t[dhr]|table|ul)\b)",
    re.IGNORECASE,
)
_SILENT_TAG = re.compile(r"<(/?)(script|style|svg|math|iframe|textarea|title)\b", re.IGNORECASE)
_CJK = (
    r"\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\U00020000-\U0003134f"
)
_RUN = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")
_LETTER = re.compile(r"[^\W_]")


def inline_text(children: Iterable[Token]) -> str:
    """Give the text of an inline run on one line."""
    parts: list[str] = []
    silent = None
    for token in children:
        if token.type == "html_inline":
            if found := _SILENT_TAG.match(token.content):
                silent = None if found[1] else silent or found[2]
            elif _BLOCK_TAG.match(token.content):
                parts.append(" ")
        elif silent is None:
            if token.type in ("text", "code_inline"):
                parts.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(" ")
    return " ".join("".join(parts).split())


def html_text(content: str) -> str:
    """Give the text of a raw HTML block, a paragraph a line."""
    text = html.unescape(text_of(_BLOCK_TAG.sub("\n<", content)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def sections_of(tokens: Sequence[Token], headings: Sequence[Heading]) -> tuple[Section, ...]:
    """Cut the plain text at the headings; code and footnotes are part of it.

    Args:
        headings: one for each `heading_open` of the tokens, in order.

    Returns:
        The first section stands under no heading and is left out where it is empty.
    """
    sections: list[Section] = []
    remaining = iter(headings)
    current: Heading | None = None
    lines: list[str] = []

    def close() -> None:
        if current is not None:
            sections.append(Section(current.id, current.title, "\n".join(lines)))
        elif lines:
            sections.append(Section("", "", "\n".join(lines)))

    in_heading = False
    for token in tokens:
        if token.type == "heading_open":
            close()
            current, lines, in_heading = next(remaining), [], True
        elif token.type == "heading_close":
            in_heading = False
        elif not in_heading and (text := block_text(token)):
            lines.append(text)
    close()
    return tuple(sections)


def block_text(token: Token) -> str:
    """Give the text of one block token, "" where it has none."""
    match token.type:
        case "inline":
            return inline_text(token.children or ())
        case "fence" | "code_block":
            return token.content.strip("\n")
        case "html_block":
            return html_text(token.content)
        case _:
            return ""


def words_of(text: str) -> list[tuple[int, int]]:
    """Find where the words of a text start and end.

    A word stands between spaces and holds a letter or a number; each Chinese, Japanese or
    Korean character is one.
    """
    return [found.span() for found in _RUN.finditer(text) if _LETTER.search(found[0])]
