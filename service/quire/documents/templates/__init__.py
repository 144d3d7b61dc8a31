"""Templates in bodies: Hugo's and Zola's shortcodes, Jekyll's Liquid, into markdown and HTML.

Text in, text out: nothing is executed, no file is read, nobody is asked but the values that
were handed in. What comes out is parsed as markdown and sanitised like all else. A shortcode
is one small function in one of the modules below, registered by `registry.shortcode`.
"""

import re
from collections.abc import Callable

from quire.documents.templates import (  # noqa: F401 - importing them fills the registry
    blocks,
    embeds,
    notices,
    pictures,
    references,
)
from quire.documents.templates.comments import Uncommented, without_comments
from quire.documents.templates.context import MAX_EXPANDED, Context, Desk, Expanded, TooMuch
from quire.documents.templates.hugo import expand_hugo
from quire.documents.templates.liquid import expand_liquid
from quire.documents.templates.mapped import MAX_TEMPLATE_CHARACTERS
from quire.documents.templates.zola import expand_zola

__all__ = [
    "MAX_TEMPLATE_CHARACTERS",
    "Context",
    "Expanded",
    "Uncommented",
    "expand",
    "uses_templates",
    "without_comments",
]

MAX_TAGS = 10_000
"""Openings in one body; more of them are no writing of a person."""

_SYNTAXES: dict[str, tuple[re.Pattern[str], Callable[[str, Desk], str]]] = {
    "hugo": (re.compile(r"\{\{(?:[<%]|/\*)"), expand_hugo),
    "liquid": (re.compile(r"\{\{|\{%|\{::|\{:/"), expand_liquid),
    "zola": (re.compile(r"\{\{|\{%"), expand_zola),
}


def uses_templates(body: str, syntax: str) -> bool:
    """Say whether a body holds anything that `expand` would look at."""
    known = _SYNTAXES.get(syntax)
    return known is not None and known[0].search(body) is not None


def expand(body: str, syntax: str, context: Context) -> Expanded:
    """Expand the templates of a body. Never raises, whatever the body.

    Args:
        body: markdown, line ends as `\\n`.
        syntax: `hugo`, `liquid` or `zola`; with any other the body stays as it is.
        context: what the templates may ask.

    Returns:
        At most 2 MiB characters more than the body had, in time linear in both.
    """
    if not uses_templates(body, syntax):
        return Expanded(body)
    if body.count("{{") + body.count("{%") > MAX_TAGS:
        return Expanded("", whole=False)
    desk = Desk(context)
    try:
        text = _SYNTAXES[syntax][1](body, desk)
        if len(text) > MAX_EXPANDED + len(body):
            raise TooMuch
    except TooMuch:
        return Expanded("", tuple(sorted(desk.unknown.items())), whole=False)
    return Expanded(text, tuple(sorted(desk.unknown.items())))
