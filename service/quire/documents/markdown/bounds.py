"""Bounds on what a body may ask of the parser and the sanitiser.

Sizes are checked before anything is parsed; the figures below come from measuring inputs
that take more than linear time. Whatever is left is linear, about 20 s for the worst MiB:
a limit in seconds belongs to the process that renders.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MAX_BODY_BYTES = 1024 * 1024
MAX_HTML_CHARACTERS = 4 * 1024 * 1024
MAX_NESTING = 60
"""Levels of tokens; a list has two. What is deeper markdown-it would drop in silence."""
MAX_TAG_DEPTH = 400
MAX_ADDRESS_CHARACTERS = 4096

_MAX_BRACKET_STEPS = 500_000
_MAX_FOOTNOTE_STEPS = 5_000_000
_MAX_COLON_STEPS = 50_000_000

_BRACKET = re.compile(r"[\[\]]")
_FOOTNOTE_RUN = re.compile(r"\[\^[^\s\]]*")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_UNNESTED_TAGS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "option",
    ]
)


class TooComplex(Exception):
    """A body beyond a bound; the text is a sentence with the remedy."""


def check_words(body: str) -> None:
    """Refuse an address without end: trimming its brackets takes quadratic time.

    Raises:
        TooComplex: see above.
    """
    for word in body.split():
        if len(word) > MAX_ADDRESS_CHARACTERS and ("://" in word or "www." in word):
            raise TooComplex(
                f"An address has more than {MAX_ADDRESS_CHARACTERS} characters; shorten it."
            )


def bounded(md: MarkdownIt) -> None:
    """Make a parser check each paragraph before it looks for links in it."""
    md.core.ruler.before("inline", "bounds", _check_inlines)


def _check_inlines(state: StateCore) -> None:
    brackets = footnotes = colons = 0
    for token in state.tokens:
        if token.type == "inline":
            content = token.content
            brackets += _bracket_steps(content)
            colons += content.count(":") * len(content)
            for run in _FOOTNOTE_RUN.findall(content):
                footnotes += len(run) * run.count("[^")
    if brackets > _MAX_BRACKET_STEPS or footnotes > _MAX_FOOTNOTE_STEPS:
        raise TooComplex("The body has too many unclosed or nested square brackets; escape them.")
    if colons > _MAX_COLON_STEPS:
        raise TooComplex("A paragraph of the body is too long; divide it by blank lines.")


def _bracket_steps(content: str) -> int:
    steps = depth = 0
    for found in _BRACKET.finditer(content):
        if found[0] == "[":
            depth += 1
            steps += min(depth, MAX_NESTING)
        elif depth:
            depth -= 1
    return steps


def check_depth(tokens: Sequence[Token]) -> None:
    """Refuse tokens so deep that the parser may have dropped what is deeper.

    Raises:
        TooComplex: see above.
    """
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        raise TooComplex(
            f"The body is nested deeper than {MAX_NESTING // 2} lists or quotes; flatten it."
        )


def check_html(html: str) -> None:
    """Refuse HTML that is too long, or with tags nested so deep that cleaning it takes long.

    Raises:
        TooComplex: see above.
    """
    if len(html) > MAX_HTML_CHARACTERS:
        raise TooComplex(f"The body becomes more than {MAX_HTML_CHARACTERS >> 20} MiB; split it.")
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _UNNESTED_TAGS:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > MAX_TAG_DEPTH:
                raise TooComplex(
                    f"The body has more than {MAX_TAG_DEPTH} HTML tags that are not closed; "
                    "close them."
                )
