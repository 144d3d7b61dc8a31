"""Zola's shortcodes: `{{ name(key="value") }}` and `{% name() %}…{% end %}`.

Source: Zola's documentation, "Shortcodes". Braces of any other form are text, as Zola has it.
"""

import re

from quire.documents.templates import registry
from quire.documents.templates.calls import base_name, call
from quire.documents.templates.code import code_in
from quire.documents.templates.context import MAX_DEPTH, Desk
from quire.documents.templates.parameters import parameters_of
from quire.documents.templates.places import Closers, Lines, Place, put, without_prefix
from quire.documents.templates.registry import Call

_OPENING = re.compile(r"\{\{(/\*)?|\{%(/\*)?")
_CALL = re.compile(r"-?\s*([A-Za-z_][\w/:-]*)\s*\(")
_END = re.compile(r"-?\s*end\s*-?%\}")
_MAX_TAG = 5_000


class _Tag:
    """One call, the end of one, or an escape that shows its text."""

    __slots__ = ("ends", "name", "parameters", "partner", "place", "shown", "start", "stop")

    def __init__(self, start: int, stop: int, place: Place, name: str = "") -> None:
        self.start = start
        self.stop = stop
        self.place = place
        self.name = name
        self.parameters = ""
        self.shown = ""
        self.ends = False
        self.partner = 0


def expand_zola(body: str, desk: Desk) -> str:
    """Expand the shortcodes of a body.

    Raises:
        TooMuch: beyond the bounds of the desk.
    """
    tags = _tags(body)
    return _between(body, tags, desk, 0, len(tags), 0, len(body), 0)


def _tags(body: str) -> list[_Tag]:
    code = code_in(body)
    lines = Lines(body)
    tags: list[_Tag] = []
    open_bodies: list[int] = []
    closers = Closers(body)
    at = 0
    while found := _OPENING.search(body, at):
        start, at = found.start(), found.end()
        is_body = body.startswith("{%", start)
        closer = "%}" if is_body else "}}"
        escape = found[1] or found[2]
        if escape:
            closer = f"*/{closer}"
        end = closers.after(at, closer)
        if end < 0:
            continue
        if escape:
            tag = _Tag(start, end + 4, lines.place(start, end + 4))
            tag.shown = body[start : start + 2] + body[at:end] + closer[2:]
            tags.append(tag)
            at = end + 4
            continue
        if is_body and (ending := _END.match(body, at)):
            tag = _Tag(start, ending.end(), lines.place(start, ending.end()))
            tag.ends = True
            if open_bodies:
                tags[open_bodies.pop()].partner = len(tags)
                tags.append(tag)
            at = ending.end()
            continue
        name = _CALL.match(body, at)
        inside_end = body.rfind(")", at, min(end, at + _MAX_TAG))
        if name is None or inside_end < name.end() - 1:
            continue
        known = base_name(name[1])
        if code.is_code(start) and not registry.in_code(known):
            continue
        tag = _Tag(start, end + 2, lines.place(start, end + 2), name[1])
        tag.parameters = body[name.end() : inside_end]
        if is_body:
            open_bodies.append(len(tags))
        tags.append(tag)
        at = end + 2
    return tags


def _between(
    body: str, tags: list[_Tag], desk: Desk, first: int, last: int, start: int, end: int, depth: int
) -> str:
    parts: list[str] = []
    at, index = start, first
    while index < last:
        tag = tags[index]
        desk.step()
        parts.append(body[at : tag.start])
        at = tag.stop
        if tag.shown:
            parts.append(tag.shown)
        elif tag.partner and depth >= MAX_DEPTH:
            desk.unknown[f"shortcode {tag.name}"[:60]] += 1
        elif not tag.ends:
            closing = tags[tag.partner] if tag.partner else tag
            inner = source = ""
            if closing is not tag:
                span = (index + 1, tag.partner, tag.stop, closing.start)
                inner = _between(body, tags, desk, *span, depth + 1)
                source = body[tag.stop : closing.start]
                at, index = closing.stop, tag.partner
            parts.append(_called(tag, closing, inner, source, desk))
        index += 1
    parts.append(body[at:end])
    return "".join(parts)


def _called(tag: _Tag, closing: _Tag, inner: str, source: str, desk: Desk) -> str:
    prefix = tag.place.prefix
    given = Call(
        base_name(tag.name.replace("::", "/")),
        parameters_of(tag.parameters),
        lambda: without_prefix(inner, prefix),
        lambda: without_prefix(source, prefix),
        tag.place.alone,
        desk.context,
    )
    return put(call(given, desk, f"shortcode {tag.name}"), tag.place, closing.place)
