"""Markdown: a body into sanitised HTML, plain text, excerpt and headings.

Owns the dialect and its bounds. Must not know front matter, files or sites: addresses stay
as the author wrote them, `documents.sanitising.resolve` gives them their place later.
"""

from quire.documents.markdown.bounds import (
    MAX_BODY_BYTES,
    TooComplex,
    check_html,
)
from quire.documents.markdown.dialect import dialect
from quire.documents.markdown.excerpts import excerpt_of
from quire.documents.markdown.headings import number_headings, tree_of
from quire.documents.markdown.parsing import Parse, parse_html, parse_markdown
from quire.documents.markdown.plain_text import sections_of, words_of
from quire.documents.sanitising import sanitise
from quire.model import Rendering

__all__ = ["render", "render_html"]


def render(body: str, excerpt_words: int) -> Rendering:
    """Render a body. A pure function: equal arguments, equal results, in any process.

    Args:
        body: markdown without its front matter, at most 1 MiB.
        excerpt_words: most words of an excerpt made from the first sentences, at least 1.

    Returns:
        Never raw input: a body beyond the bounds gives an empty rendering with its failure,
        `body-too-large` or `body-too-complex`.
    """
    return _bounded(body, excerpt_words, parse_markdown)


def render_html(body: str, excerpt_words: int) -> Rendering:
    """Render a body that is HTML already: sanitised, and read for its text. See `render`."""
    return _bounded(body, excerpt_words, parse_html)


def _bounded(body: str, excerpt_words: int, parse: Parse) -> Rendering:
    # Half a surrogate pair, which no file can hold, becomes a question mark.
    encoded = body.encode(errors="replace")
    if len(encoded) > MAX_BODY_BYTES:
        limit = f"{MAX_BODY_BYTES // 1024} KiB"
        message = f"The body is larger than {limit}; split it or link to a file."
        return Rendering("", "", 0, failure=("body-too-large", message))
    try:
        return _render(encoded.decode(), excerpt_words, parse)
    except TooComplex as verdict:
        return Rendering("", "", 0, failure=("body-too-complex", str(verdict)))


def _render(body: str, excerpt_words: int, parse: Parse) -> Rendering:
    md = dialect()
    env: dict[str, object] = {}
    tokens = parse(body, env)
    headings = number_headings(tokens)
    raw = md.renderer.render(tokens, md.options, env)
    check_html(raw)
    html, addresses = sanitise(raw)
    sections = sections_of(tokens, headings)
    return Rendering(
        html=html,
        excerpt=excerpt_of(tokens, excerpt_words),
        word_count=sum(len(words_of(f"{part.title}\n{part.text}")) for part in sections),
        toc=tree_of(headings),
        sections=sections,
        addresses=addresses,
    )
