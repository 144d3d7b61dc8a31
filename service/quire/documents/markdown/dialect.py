"""The markdown that Quire reads: CommonMark, GitHub's additions, footnotes, definitions,
containers, attribute lists. docs/markdown.md describes it.

Raw HTML is let through here; `documents.sanitising` is what makes it safe.
Source: CommonMark 0.31, GitHub Flavored Markdown 0.29.
"""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from quire.documents.markdown.alerts import alerts
from quire.documents.markdown.attributes import attribute_lists
from quire.documents.markdown.bounds import MAX_NESTING, bounded
from quire.documents.markdown.containers import containers
from quire.documents.markdown.footnotes import footnotes
from quire.documents.markdown.headings import heading_attributes
from quire.documents.markdown.highlighting import MAX_DOCUMENT_CHARACTERS, highlight, language_of
from quire.documents.sanitising import disarm_inputs


@cache
def dialect() -> MarkdownIt:
    """Give the parser and renderer, made once. It keeps no state between documents."""
    md = MarkdownIt(
        "commonmark",
        {
            "maxNesting": MAX_NESTING,
            "xhtmlOut": False,
            "tasklists": True,
            "strikethrough_single_tilde": True,
        },
    )
    md.enable(["table", "strikethrough"])
    md.use(footnotes).use(deflist_plugin).use(gfm_autolink_plugin).use(heading_attributes)
    md.use(containers).use(attribute_lists).use(alerts)
    md.use(bounded)
    md.core.ruler.push("alignment", _align_cells)
    md.add_render_rule("fence", _fence)
    md.add_render_rule("html_block", _raw)
    md.add_render_rule("html_inline", _raw)
    md.add_render_rule("s_open", lambda *_: "<del>")
    md.add_render_rule("s_close", lambda *_: "</del>")
    return md


def _align_cells(state: StateCore) -> None:
    """Say a column's alignment without a style, which is never let through."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}


def _fence(
    _md: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: EnvType,
) -> str:
    token = tokens[index]
    language = language_of(unescapeAll(token.info))
    if not language:
        return f"<pre><code>{escapeHtml(token.content)}</code></pre>\n"
    env["highlighted"] = env.get("highlighted", 0) + len(token.content)
    if env["highlighted"] > MAX_DOCUMENT_CHARACTERS:
        code = escapeHtml(token.content)
    else:
        code = highlight(token.content, language)
    return f'<pre><code class="language-{escapeHtml(language)}">{code}</code></pre>\n'


def _raw(
    _md: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    return disarm_inputs(tokens[index].content)
