"""Liquid's tags and outputs in a body, found in linear time and paired.

Source: the documentation of Liquid. `raw` shows what is in it as it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quire.documents.templates import registry
from quire.documents.templates.code import code_in
from quire.documents.templates.places import Closers, Lines, Place

MAX_TAG_CHARACTERS = 2_000

_OPENING = re.compile(r"\{\{-?|\{%-?")
_NAME = re.compile(r"\s*([\w.-]*)")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_END_OF = {
    "raw": re.compile(r"\{%-?\s*endraw\s*-?%\}"),
}
_IN_CODE = frozenset({"raw", "link", "post_url"})
_TAKES_OUTPUTS = re.compile(r"\s*(?:include(?:_relative|_cached)?|link|post_url)\s")
_BRANCHES = frozenset({"else", "elsif", "when"})


@dataclass(slots=True)
class Token:
    """One tag, output, or hidden stretch.

    Args:
        kind: `output`, `tag` or `text`; the text of the last is shown as it is.
        inside: what stands between the braces, without the signs for white space.
        trims_before, trims_after: white space there goes.
        in_code: a fence or a code span holds it.
        partner: index of its end tag, 0 where there is none.
        branches: indexes of its `else`, `elsif` and `when`, in order.
        never_ends: it is opened and not closed.
    """

    kind: str
    start: int
    end: int
    place: Place
    inside: str = ""
    name: str = ""
    trims_before: bool = False
    trims_after: bool = False
    in_code: bool = False
    partner: int = 0
    branches: list[int] = field(default_factory=list)
    never_ends: bool = False

    @property
    def arguments(self) -> str:
        """What follows the name of a tag."""
        return self.inside.lstrip()[len(self.name) :].strip()


def tokens_of(body: str) -> list[Token]:
    """Find all tokens of a body, in order, tags paired."""
    code = code_in(body)
    lines = Lines(body)
    tokens: list[Token] = []
    closers = Closers(body)
    never_ending: set[str] = set()
    at = 0
    while found := _OPENING.search(body, at):
        start, at = found.start(), found.end()
        in_code = code.is_code(start)
        closer = "}}" if body.startswith("{{", start) else "%}"
        end = closers.after(at, closer)
        if end < 0 or end - at > MAX_TAG_CHARACTERS or not _is_whole(body, at, end, closer):
            end = _past_quotes(body, at, closer)
        if end < 0:
            if not in_code:
                tokens.append(Token("tag", start, at, lines.place(start, at), never_ends=True))
            continue
        stop = end + 2
        inside = body[at:end]
        token = Token(
            kind="output" if closer == "}}" else "tag",
            start=start,
            end=stop,
            place=lines.place(start, stop, keep_indent=not code.is_indented(start)),
            inside=inside.removesuffix("-"),
            trims_before=body[at - 1] == "-",
            trims_after=inside.endswith("-"),
            in_code=in_code,
        )
        at = stop
        if token.kind == "tag":
            name = _NAME.match(token.inside)
            token.name = name[1] if name else ""
            if token.name in _END_OF and token.name not in never_ending:
                hidden = _END_OF[token.name].search(body, stop)
                if hidden:
                    shown = body[stop : hidden.start()] if token.name == "raw" else ""
                    at = hidden.end()
                    tokens.append(Token("text", start, at, token.place, inside=shown))
                    continue
                never_ending.add(token.name)
            # Indentation is how people lay out nested tags: only fences and spans keep them.
            token.in_code = code.is_marked(start)
            if token.in_code and token.name not in _IN_CODE:
                continue
        tokens.append(token)
    _pair(tokens)
    return tokens


def _is_whole(body: str, start: int, end: int, closer: str) -> bool:
    """Say whether nothing else is opened before the closing braces."""
    following = _OPENING.search(body, start, end)
    if following is None:
        return _QUOTED.sub("", body[start:end]).count('"') == 0
    return closer == "%}" and _TAKES_OUTPUTS.match(body, start) is not None


def _past_quotes(body: str, start: int, closer: str) -> int:
    """Find closing braces where those in quotes are text: `{{ "{{" }}`."""
    line = body.find("\n", start, start + 300)
    stretch = body[start : line if line >= 0 else start + 300]
    bare = _QUOTED.sub(lambda found: "_" * len(found[0]), stretch)
    end = bare.find(closer)
    return -1 if end < 0 or _OPENING.search(bare, 0, end) else start + end


def _pair(tokens: Sequence[Token]) -> None:
    open_by_name: dict[str, list[int]] = {}
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind != "tag" or token.never_ends:
            continue
        name = token.name
        if name in _BRANCHES:
            if stack:
                tokens[stack[-1]].branches.append(index)
        elif name.startswith("end") and len(name) > 3:
            if not open_by_name.get(name[3:]):
                continue
            opening = open_by_name[name[3:]][-1]
            while stack and stack[-1] >= opening:
                open_by_name[tokens[stack.pop()].name].pop()
            tokens[opening].partner = index
        elif _may_pair(name):
            open_by_name.setdefault(name, []).append(index)
            stack.append(index)


_PAIRS = frozenset({"if", "unless", "case", "for", "tablerow", "capture", "highlight", "ifchanged"})


def _may_pair(name: str) -> bool:
    return name in _PAIRS or registry.find(name) is not None or name not in _SINGLE


_SINGLE = frozenset({
    "assign", "include", "include_relative", "include_cached", "link", "post_url", "cycle",
    "increment", "decrement", "break", "continue", "seo", "feed_meta", "toc", "",
})  # fmt: skip
