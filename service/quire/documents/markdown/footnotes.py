"""Footnotes in HTML: numbered, with ids that no heading can have."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin


def footnotes(md: MarkdownIt) -> None:
    """Teach a parser `[^label]` and `[^label]: text`."""
    md.use(footnote_plugin, inline=False)
    md.add_render_rule("footnote_ref", _reference)
    md.add_render_rule("footnote_block_open", _block_open)
    md.add_render_rule("footnote_block_close", _block_close)
    md.add_render_rule("footnote_open", _open)
    md.add_render_rule("footnote_close", _close)
    md.add_render_rule("footnote_anchor", _anchor)


def _reference_id(token: Token) -> str:
    number, use = token.meta["id"] + 1, token.meta["subId"] + 1
    return f"fnref:{number}" if use == 1 else f"fnref:{number}:{use}"


def _reference(
    _md: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    number = tokens[index].meta["id"] + 1
    return (
        f'<sup class="footnote-ref" id="{_reference_id(tokens[index])}">'
        f'<a href="#fn:{number}">{number}</a></sup>'
    )


def _block_open(*_: object) -> str:
    return '<section class="footnotes">\n<ol>\n'


def _block_close(*_: object) -> str:
    return "</ol>\n</section>\n"


def _open(
    _md: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    return f'<li id="fn:{tokens[index].meta["id"] + 1}">'


def _close(*_: object) -> str:
    return "</li>\n"


def _anchor(
    _md: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    back = _reference_id(tokens[index])
    return f' <a href="#{back}" class="footnote-backref">\u21a9\ufe0e</a>'
