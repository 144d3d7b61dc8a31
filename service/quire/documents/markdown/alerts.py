"""Alerts: a quote that begins with `[!NOTE]` is a notice.

Source: GitHub's documentation, "Alerts"; a title behind the marker as Obsidian has it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from quire.documents.notices import kind_of, notice_html

_MARKER = re.compile(r"\[!([A-Za-z]{1,20})\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")


def alerts(md: MarkdownIt) -> None:
    """Teach a parser `> [!NOTE]`."""
    md.core.ruler.before("inline", "alerts", _take_alerts)


def _take_alerts(state: StateCore) -> None:
    kept: list[Token] = []
    notices: list[bool] = []
    tokens = state.tokens
    skip_until = 0
    for index, token in enumerate(tokens):
        if index < skip_until:
            continue
        if token.type == "blockquote_open":
            found = _marker_after(tokens, index)
            kind = kind_of(found[1]) if found else ""
            notices.append(bool(kind))
            if found and kind:
                inline = tokens[index + 2]
                opening, _ = notice_html(kind, title_text(state.md, found[2]))
                kept.append(raw_block(f"{opening}\n", token.level))
                inline.content = inline.content[found.end() :]
                if not inline.content.strip():
                    skip_until = index + 4
                continue
        elif token.type == "blockquote_close" and notices.pop():
            kept.append(raw_block("</div>\n", token.level))
            continue
        kept.append(token)
    state.tokens = kept


def _marker_after(tokens: list[Token], index: int) -> re.Match[str] | None:
    following = tokens[index + 1 : index + 3]
    if [token.type for token in following] != ["paragraph_open", "inline"]:
        return None
    return _MARKER.match(following[1].content)


def title_text(md: MarkdownIt, title: str) -> str:
    """Give the plain text of a title that may be markdown."""
    if not title:
        return ""
    inline = md.parseInline(title[:500], {})[0]
    return "".join(
        child.content for child in inline.children or () if child.type in ("text", "code_inline")
    )


def raw_block(content: str, level: int) -> Token:
    """Give a token of HTML that stands by itself."""
    token = Token("html_block", "", 0, content=content, level=level)
    token.block = True
    return token
