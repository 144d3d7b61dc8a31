"""Attribute lists: `{.class #id key=value}` and kramdown's `{: … }`; only ids and sizes are kept.

A list stands right behind a link, image or code, on the last or first line of a block, or on
a line of its own. Source: the documentation of kramdown and of goldmark.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

MAX_LIST_CHARACTERS = 500

_ITEM = r"""(?:[.#][^\s.#"'<>={}]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
_LIST = re.compile(rf"\{{[ \t]*{_ITEM}(?:[ \t]+{_ITEM}|(?=[.#]){_ITEM})*[ \t]*\}}")
_KRAMDOWN = re.compile(r"\{:[ \t]*[.#\w][^{}\n]*\}")
_ID = re.compile(r"""(?:^\{:?|\s|(?<=[\w-]))[ \t]*#([^\s.#"'<>={}]+)""")
_SIZE = re.compile(r"""\b(width|height)=["']?(\d{1,5})(?:px)?["'\s}]""")
_CONTENTS = re.compile(r"\{:[ \t]*toc\b[^{}\n]*\}|\[\[?_?toc_?\]?\]", re.IGNORECASE)
_BEHIND = frozenset({"image", "link_close", "code_inline"})


def attribute_lists(md: MarkdownIt) -> None:
    """Teach a parser attribute lists."""
    md.core.ruler.before("inline", "attribute_lists", _take_lists)
    md.inline.ruler.before("text", "attribute_list", _inline_list)


def _list_at(text: str, position: int) -> str:
    """Give the attribute list that begins at a position, "" where there is none."""
    end = text.find("}", position, position + MAX_LIST_CHARACTERS)
    given = text[position : end + 1] if end >= 0 else ""
    return given if _LIST.fullmatch(given) or _KRAMDOWN.fullmatch(given) else ""


def _id_in(given: str) -> str:
    found = _ID.search(given)
    return found[1] if found else ""


def _inline_list(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or not state.tokens:
        return False
    behind = state.tokens[-1]
    if state.pending or not (behind.type in _BEHIND or _ends_emphasis(behind, state)):
        return False
    given = _list_at(state.src, state.pos)
    if not given:
        return False
    if not silent:
        target = _opening(state.tokens)
        if target is not None:
            if name := _id_in(given):
                target.attrs["id"] = name
            if target.type == "image":
                target.attrs.update(dict(_SIZE.findall(given)))
    state.pos += len(given)
    return True


def _ends_emphasis(token: Token, state: StateInline) -> bool:
    """Say whether kramdown's list stands behind what is likely to end emphasis."""
    kramdown = state.src.startswith("{:", state.pos)
    return kramdown and token.type == "text" and token.content in ("*", "**", "_", "__")


def _opening(tokens: Sequence[Token]) -> Token | None:
    if tokens[-1].type in ("image", "code_inline"):
        return tokens[-1]
    if tokens[-1].type != "link_close":
        return None
    return next((token for token in reversed(tokens) if token.type == "link_open"), None)


def _take_lists(state: StateCore) -> None:
    tokens = state.tokens
    dropped: set[int] = set()
    for index, token in enumerate(tokens):
        if token.type != "inline" or ("{" not in token.content and "[" not in token.content):
            continue
        opening = tokens[index - 1]
        if opening.type == "paragraph_open":
            _take_from_paragraph(tokens, index, dropped)
        elif opening.type in ("td_open", "th_open"):
            _take_row(tokens, index, dropped)
    if dropped:
        state.tokens = [token for index, token in enumerate(tokens) if index not in dropped]


def _take_from_paragraph(tokens: list[Token], index: int, dropped: set[int]) -> None:
    inline = tokens[index]
    lines = inline.content.split("\n")
    if _CONTENTS.fullmatch(lines[-1].strip()):
        _take_contents(tokens, index, len(lines), dropped)
        return
    given = ""
    while lines and _is_list(lines[-1]):
        given += lines.pop().strip()
    while lines and _is_list(lines[0]):
        given += lines.pop(0).strip()
    if not given:
        return
    inline.content = "\n".join(lines)
    target: Token | None = tokens[index - 1]
    if not lines:
        dropped.update((index - 1, index, index + 1))
        target = _neighbour(tokens, index)
    if target is not None and (name := _id_in(given)):
        target.attrs.setdefault("id", name)


def _is_list(line: str) -> bool:
    text = line.strip()
    return text.startswith("{") and _list_at(text, 0) == text


def _neighbour(tokens: list[Token], index: int) -> Token | None:
    """Give the block to which a list on a line of its own belongs: the one right before it,
    else the one after."""
    paragraph = tokens[index - 1]
    before = tokens[index - 2] if index >= 2 else None
    if before is not None and before.nesting == -1:
        wanted = before.type.removesuffix("_close") + "_open"
        for token in reversed(tokens[max(0, index - 200) : index - 1]):
            if token.type == wanted and token.level == before.level:
                touches = token.map and paragraph.map and token.map[1] >= paragraph.map[0]
                if touches:
                    return token
                break
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    return after if after is not None and after.nesting == 1 else None


def _take_contents(tokens: list[Token], index: int, lines: int, dropped: set[int]) -> None:
    """Take the place of a table of contents away, with the list of one item that holds it."""
    first, last = index - 1, index + 1
    if tokens[index].content.lstrip().startswith("["):
        if lines == 1:
            dropped.update(range(first, last + 1))
        return
    while first > 0 and tokens[first - 1].nesting == 1 and tokens[last + 1].nesting == -1:
        if tokens[first - 1].type not in (
            "list_item_open",
            "bullet_list_open",
            "ordered_list_open",
        ):
            break
        first, last = first - 1, last + 1
    dropped.update(range(first, last + 1))


def _take_row(tokens: list[Token], index: int, dropped: set[int]) -> None:
    """Take the row away into which a table has made the list below it."""
    if tokens[index - 2].type != "tr_open" or not _is_list(tokens[index].content):
        return
    end = index
    while tokens[end].type != "tr_close":
        if tokens[end].type == "inline" and end != index and tokens[end].content:
            return
        end += 1
    dropped.update(range(index - 2, end + 1))
