"""A body into tokens, whether it is markdown or HTML already."""

from collections.abc import Callable

from markdown_it.token import Token

from quire.documents.markdown.alerts import raw_block
from quire.documents.markdown.bounds import check_depth, check_words
from quire.documents.markdown.dialect import dialect

Parse = Callable[[str, dict[str, object]], list[Token]]


def parse_markdown(body: str, env: dict[str, object]) -> list[Token]:
    """Parse markdown.

    Raises:
        TooComplex: it is beyond a bound.
    """
    check_words(body)
    tokens = dialect().parse(body, env)
    check_depth(tokens)
    return tokens


def parse_html(body: str, _env: dict[str, object]) -> list[Token]:
    """Take HTML as it stands, in one token."""
    return [raw_block(body, 0)]
