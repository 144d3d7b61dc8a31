"""A body becomes a rendering: templates are expanded, then markdown is parsed.

Runs in a process of its own, for as long as that may take.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from quire.documents.front_matter import Parsed, Scalar
from quire.documents.markdown import render, render_html
from quire.documents.templates import Context, Uncommented, expand, without_comments
from quire.model import Rendering

MAX_SEPARATOR = 200

_TOO_MUCH = (
    "body-too-complex",
    "The body has too many templates, or they make too much of it; simplify them.",
)
_COMMENT = re.compile(r"<!--.*-->")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a body is to be rendered.

    Args:
        excerpt_words: most words of an excerpt made from the first sentences.
        separator: text that ends the excerpt, beside `<!--more-->`; "" for none.
        markup: `markdown` or `html`.
        syntax: of its templates: `hugo`, `liquid`, `zola`, "" for none.
        site: `Site.values` as JSON, see `packed`.
        page: values of the page, over those of its front matter.
        mapped: the operator's templates, see `Context`.
        comments: syntax in which comments may stand where `syntax` is "", see
            `without_comments`.
    """

    excerpt_words: int
    separator: str = ""
    markup: str = "markdown"
    syntax: str = ""
    site: bytes = b"{}"
    page: Mapping[str, object] = field(default_factory=dict)
    mapped: Mapping[str, str] = field(default_factory=dict)
    comments: str = ""


def packed(values: Mapping[str, object]) -> bytes:
    """Give values as JSON, the same bytes for equal values."""
    return json.dumps(_plain(values), sort_keys=True, ensure_ascii=False).encode(errors="replace")


def page_values(parsed: Parsed) -> dict[str, object]:
    """Give a front matter as plain JSON values."""
    return {key: _plain(value) for key, value in parsed.values.items()}


def render_body(body: str, recipe: Recipe) -> Rendering:
    """Render a body. A pure function of its arguments.

    Returns:
        Never raw input: a body beyond the bounds gives an empty rendering with its failure.
    """
    unknown: tuple[tuple[str, int], ...] = ()
    body = uncommented(body, recipe, every=False).text
    if recipe.syntax:
        context = Context(_unpacked(recipe.site), recipe.page, recipe.mapped)
        expanded = expand(body, recipe.syntax, context)
        if not expanded.whole:
            return Rendering("", "", 0, failure=_TOO_MUCH)
        body, unknown = expanded.text, expanded.unknown
    if recipe.separator.strip():
        body = _marked(body, recipe.separator.strip()[:MAX_SEPARATOR])
    rendered = render_html if recipe.markup == "html" else render
    rendering = rendered(body, recipe.excerpt_words)
    return replace(rendering, unknown=unknown) if unknown else rendering


def uncommented(body: str, recipe: Recipe, *, every: bool = True) -> Uncommented:
    """Take the comments out of a body; see `without_comments`."""
    return without_comments(
        body,
        recipe.syntax or recipe.comments,
        separator=recipe.separator,
        is_html=recipe.markup == "html",
        every=every,
    )


def _marked(body: str, separator: str) -> str:
    """Write `<!--more-->` where a site's own separator ends the excerpt."""
    before, found, after = body.partition(separator)
    if not found:
        return body
    if _COMMENT.fullmatch(separator):
        return f"{before}<!--more-->{after}"
    return f"{before}\n\n<!--more-->\n\n{after}"


@lru_cache(maxsize=2)
def _unpacked(site: bytes) -> dict[str, object]:
    values: dict[str, object] = json.loads(site)
    return values


def _plain(value: object) -> object:
    match value:
        case Scalar():
            return value.value if _is_finite(value.value) else value.text
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case None | bool() | int() | str():
            return value
        case float() if _is_finite(value):
            return value
        case _:
            return str(value)


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or abs(value) < float("inf")
