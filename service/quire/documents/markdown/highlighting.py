"""Code blocks: language from the fence's info string, colours as CSS classes by Pygments."""

import io
import re
from functools import cache

from markdown_it.common.utils import escapeHtml
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name

MAX_BLOCK_CHARACTERS = 50_000
MAX_DOCUMENT_CHARACTERS = 200_000

_FORMATTER = HtmlFormatter(nowrap=True)
_LANGUAGE = re.compile(r"\s*(?:\{\s*\.?)?([\w+#.-]{1,40})")


def language_of(info: str) -> str:
    """Read the language of an info string: `python`, `rust,ignore`, `js {1,3}`, `{.css}`.

    Returns:
        Lower-cased, "" where there is none.
    """
    found = _LANGUAGE.match(info)
    return found[1].lower() if found else ""


def highlight(code: str, language: str) -> str:
    """Turn code into HTML with `span`s; without them for languages that are not known."""
    if language not in _aliases() or len(code) > MAX_BLOCK_CHARACTERS:
        return escapeHtml(code)
    coloured = io.StringIO()
    _FORMATTER.format(_lexer(language).get_tokens(code), coloured)
    return coloured.getvalue().rstrip("\n") + "\n"


@cache
def _aliases() -> frozenset[str]:
    return frozenset(alias for lexer in get_all_lexers(plugins=False) for alias in lexer[1])


@cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False, ensurenl=False)
