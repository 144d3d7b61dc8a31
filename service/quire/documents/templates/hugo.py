"""Hugo's shortcodes: `{{< name >}}` and `{{% name %}}`, paired, nested, escaped.

Source: Hugo's documentation, "Shortcodes". A call in code stays as it is written unless it
gives plain text; `{{</* name */>}}` shows itself everywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quire.documents.templates import registry
from quire.documents.templates.calls import base_name, call
from quire.documents.templates.code import code_in
from quire.documents.templates.context import MAX_DEPTH, Desk
from quire.documents.templates.parameters import parameters_of
from quire.documents.templates.places import Closers, Lines, Place, put, without_prefix
from quire.documents.templates.registry import Call, Markup

_OPENING = re.compile(r"\{\{([<%]|/\*)")
_CLOSERS = {"<": ">}}", "%": "%}}", "/*": "*/}}"}
_NAME = re.compile(r"\s*(/?)\s*([\w./-]*)")
_ESCAPE = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)
_MAX_EXTENSIONS = 3


@dataclass(slots=True)
class _Tag:
    """One tag.

    Args:
        text: for an escape: what it shows; for a comment or what is no call: "".
        partner: index of the closing tag, 0 where there is none.
        closed: this is the closing tag of another.
    """

    start: int
    end: int
    place: Place
    name: str = ""
    parameters: str = ""
    closing: bool = False
    text: str = ""
    partner: int = 0
    construct: str = ""


def expand_hugo(body: str, desk: Desk) -> str:
    """Expand the shortcodes of a body.

    Raises:
        TooMuch: beyond the bounds of the desk.
    """
    tags = _tags(body)
    _pair(tags)
    return _Expansion(body, tags, desk).between(0, len(tags), 0, len(body), 0)


def _tags(body: str) -> list[_Tag]:
    code = code_in(body)
    lines = Lines(body)
    tags: list[_Tag] = []
    closers = Closers(body)
    at = 0
    while found := _OPENING.search(body, at):
        start, kind = found.start(), found[1]
        closer = _CLOSERS[kind]
        at = found.end()
        end = closers.after(at, closer)
        if end >= 0:
            end = _past_quotes(body, at, end, closer)
        following = _OPENING.search(body, at)
        unclosed = end < 0 or (following is not None and following.start() < end)
        if unclosed:
            if not code.is_code(start):
                place = lines.place(start, at)
                tags.append(_Tag(start, at, place, construct="shortcode that never ends"))
            continue
        stop = end + len(closer)
        place = lines.place(start, stop, keep_indent=not code.is_indented(start))
        inside = body[at:end]
        at = stop
        if kind == "/*":
            tags.append(_Tag(start, stop, place))
            continue
        if inside.startswith("/*") and inside.endswith("*/"):
            shown = f"{{{{{kind}{inside[2:-2]}{closer}"
            tags.append(_Tag(start, stop, place, text=shown))
            continue
        closing, name = _name_of(inside)
        known = base_name(name)
        if code.is_marked(start) and not registry.in_code(known):
            continue
        parameters = inside[_end_of_name(inside) :]
        tags.append(_Tag(start, stop, place, name, parameters, closing))
    return tags


def _past_quotes(body: str, start: int, end: int, closer: str) -> int:
    """Take a closer in quotes for text: `caption="a >}} b"`."""
    for _ in range(_MAX_EXTENSIONS):
        inside = body[start : min(end, start + 2_000)]
        if (inside.count('"') - inside.count('\\"')) % 2 == 0 and inside.count("`") % 2 == 0:
            return end
        longer = body.find(closer, end + 1, end + 2_000)
        if longer < 0 or _OPENING.search(body, end, longer):
            return end
        end = longer
    return end


def _name_of(inside: str) -> tuple[bool, str]:
    found = _NAME.match(inside)
    return (bool(found[1]), found[2].removesuffix("/")) if found else (False, "")


def _end_of_name(inside: str) -> int:
    found = _NAME.match(inside)
    return found.end() if found else 0


def _pair(tags: Sequence[_Tag]) -> None:
    """Give each opening tag its closing one; what is opened within and not closed stands alone."""
    open_by_name: dict[str, list[int]] = {}
    stack: list[int] = []
    for index, tag in enumerate(tags):
        if not tag.name:
            continue
        if not tag.closing:
            if not tag.parameters.rstrip().endswith("/"):
                open_by_name.setdefault(tag.name, []).append(index)
                stack.append(index)
            continue
        if not open_by_name.get(tag.name):
            continue
        opening = open_by_name[tag.name][-1]
        while stack and stack[-1] >= opening:
            open_by_name[tags[stack.pop()].name].pop()
        tags[opening].partner = index


class _Expansion:
    def __init__(self, body: str, tags: Sequence[_Tag], desk: Desk) -> None:
        self._body = body
        self._tags = tags
        self._desk = desk

    def between(self, first: int, last: int, start: int, end: int, depth: int) -> str:
        """Expand the tags `first` to `last` (exclusive) in the text from start to end."""
        parts = []
        at, index = start, first
        while index < last:
            tag = self._tags[index]
            self._desk.step()
            parts.append(self._body[at : max(at, tag.start - tag.place.excess)])
            if tag.partner and tag.partner < last:
                closing = self._tags[tag.partner]
                if depth < MAX_DEPTH:
                    parts.append(self._called(index, tag, closing, depth))
                    at, index = closing.end, tag.partner + 1
                    continue
                self._count(tag)
            elif tag.text:
                parts.append(tag.text)
            elif tag.construct:
                self._count(tag)
            elif tag.name and not tag.closing:
                parts.append(self._called(index, tag, None, depth))
            at = tag.end
            index += 1
        parts.append(self._body[at:end])
        return "".join(parts)

    def _called(self, index: int, tag: _Tag, closing: _Tag | None, depth: int) -> str:
        made: list[str] = []

        def inner() -> str:
            if closing is None:
                return ""
            if not made:
                text = self.between(index + 1, tag.partner, tag.end, closing.start, depth + 1)
                made.append(without_prefix(text, tag.place.prefix))
            return made[0]

        def source() -> str:
            if closing is None:
                return ""
            text = without_prefix(self._body[tag.end : closing.start], tag.place.prefix)
            return _ESCAPE.sub(_unescaped, text)

        name = base_name(tag.name)
        parameters = parameters_of(tag.parameters)
        given = Call(name, parameters, inner, source, tag.place.alone, self._desk.context)
        markup: Markup = call(given, self._desk, f"shortcode {tag.name}")
        return put(markup, tag.place, (closing or tag).place)

    def _count(self, tag: _Tag) -> None:
        self._desk.unknown[tag.construct or f"shortcode {tag.name}"[:60]] += 1


def _unescaped(found: re.Match[str]) -> str:
    return f"{{{{{found[1]}{found[2]}{found[3]}}}}}"
