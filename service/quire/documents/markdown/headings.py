"""Headings: explicit `{#id}`, generated ids, and the tree of contents."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from quire.documents.anchors import prefixed
from quire.documents.markdown.plain_text import inline_text
from quire.model import Heading

_ITEM = re.compile(r'[\w:-]+="[^"]*"|\S+')
_ID = re.compile(r"#([^\s#\"'<>=]+)")
_OTHER = re.compile(r'\.[^\s."\'<>=]+|[\w:-]+=(?:"[^"]*"|[^\s"]*)')


def heading_attributes(md: MarkdownIt) -> None:
    """Teach a parser `## Title {#id .class key=value}`; only the id is kept."""
    md.core.ruler.before("inline", "heading_attributes", _take_attributes)


def _take_attributes(state: StateCore) -> None:
    for token, following in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            content = following.content.rstrip()
            start = content.rfind("{")
            if start < 0 or not content.endswith("}") or content[start - 1 : start] == "\\":
                continue
            items = _ITEM.findall(content[start + 1 : -1].removeprefix(":"))
            ids = [found[1] for item in items if (found := _ID.fullmatch(item))]
            others = [item for item in items if _OTHER.fullmatch(item)]
            if items and len(ids) + len(others) == len(items):
                following.content = content[:start].rstrip()
                if ids:
                    token.attrs["id"] = ids[-1]


def anchor_of(title: str) -> str:
    """Make an id of a title as GitHub and Hugo do: lower-case, spaces to hyphens."""
    kept = (
        "-" if char in " -" else char.lower() for char in title if char in " -_" or char.isalnum()
    )
    return "".join(kept) or "heading"


def number_headings(tokens: Sequence[Token]) -> list[Heading]:
    """Give every heading an id that is unique in its document, in place.

    Explicit ids come first, so that a generated one never takes theirs.

    Returns:
        One flat entry for each heading, in order, without children.
    """
    headings = [
        (token, inline_text(tokens[index + 1].children or ()))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for token, _ in headings:
        if "id" in token.attrs:
            token.attrs["id"] = _claim(str(token.attrs["id"]), taken, counts)
    for token, title in headings:
        if "id" not in token.attrs:
            token.attrs["id"] = _claim(anchor_of(title), taken, counts)
    return [
        Heading(int(token.tag[1]), prefixed(str(token.attrs["id"])), title)
        for token, title in headings
    ]


def _claim(wanted: str, taken: set[str], counts: dict[str, int]) -> str:
    free = wanted
    while prefixed(free) in taken:
        counts[wanted] = counts.get(wanted, 0) + 1
        free = f"{wanted}-{counts[wanted]}"
    taken.add(prefixed(free))
    return free


def tree_of(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Nest flat headings: each holds the deeper ones that follow it."""
    return _siblings(headings, 0, len(headings))


def _siblings(headings: Sequence[Heading], start: int, end: int) -> tuple[Heading, ...]:
    found = []
    while start < end:
        heading = headings[start]
        after = start + 1
        while after < end and headings[after].level > heading.level:
            after += 1
        children = _siblings(headings, start + 1, after)
        found.append(Heading(heading.level, heading.id, heading.title, children))
        start = after
    return tuple(found)
