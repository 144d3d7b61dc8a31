"""Containers: `:::note Title` to `:::` is a notice, `:::details` can be opened, others are boxes.

Source: the documentation of Docusaurus, VuePress and pandoc ("fenced divs"). Containers of
one length may nest; a closing fence closes the innermost that is no longer than itself.
"""

import html
import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from quire.documents.markdown.alerts import raw_block, title_text
from quire.documents.notices import kind_of, notice_html

_FENCE = re.compile(r"[ \t>]*(:{3,})[ \t]*(.*)")
_CODE_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*([^`]*)$")
_HEAD = re.compile(
    r"(?:\{([^{}]*)\}|([A-Za-z][\w-]*))[ \t]*(?:\[([^\[\]]*)\])?[ \t]*(?:\{[^{}]*\})?(.*)"
)
_DETAILS = frozenset({"details", "spoiler", "collapse", "dropdown"})
_CLOSING = "containers"


def containers(md: MarkdownIt) -> None:
    """Teach a parser `:::name title`."""
    terminates: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "container", _container, terminates)


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not line.startswith(":::"):
        return False
    head = _HEAD.match(line.lstrip(":").strip(" \t"))
    if head is None:
        return False
    name = _name_of(head)
    title = (head[3] or head[4] or "").rstrip(": \t")
    closing = _closing_lines(state).get(start)
    if closing is None and not kind_of(name):
        return False
    if silent:
        return True
    last = min(end, closing) if closing is not None else end
    opened, closed = _html(name, title_text(state.md, title))
    state.tokens.append(raw_block(f"{opened}\n", state.level))
    parent, line_max = state.parentType, state.lineMax
    state.parentType = "container"
    state.lineMax = last
    state.level += 1
    state.md.block.tokenize(state, start + 1, last)
    state.level -= 1
    state.parentType, state.lineMax = parent, line_max
    state.tokens.append(raw_block(f"{closed}\n", state.level))
    state.line = last + 1 if closing is not None and closing < end else last
    return True


def _name_of(head: re.Match[str]) -> str:
    if head[2]:
        return head[2].lower()
    names = [name.lstrip(".").lower() for name in (head[1] or "").split()]
    return next(filter(kind_of, names), names[0] if names else "")


def _html(name: str, title: str) -> tuple[str, str]:
    if kind := kind_of(name):
        return notice_html(kind, title)
    shown = html.escape(title)
    if name in _DETAILS:
        return f"<details><summary>{shown or 'Details'}</summary>", "</details>"
    return (f"<div>\n<p><strong>{shown}</strong></p>" if shown else "<div>"), "</div>"


def _closing_lines(state: StateBlock) -> dict[int, int]:
    """Pair the fences of all containers of a document, once."""
    if _CLOSING in state.env:
        found: dict[int, int] = state.env[_CLOSING]
        return found
    pairs: dict[int, int] = {}
    stack: list[tuple[int, int]] = []
    code = ""
    for number, line in enumerate(state.src.split("\n")):
        if mark := _CODE_FENCE.match(line):
            if not code:
                code = mark[1]
            elif mark[1].startswith(code) and not mark[2].strip():
                code = ""
        elif not code and (fence := _FENCE.match(line)):
            length = len(fence[1])
            if fence[2].strip(": \t"):
                stack.append((number, length))
                continue
            # A closing fence is never longer to seek: what cannot be closed stays open.
            while stack and stack[-1][1] > length:
                stack.pop()
            if stack:
                pairs[stack.pop()[0]] = number
    state.env[_CLOSING] = pairs
    return pairs
