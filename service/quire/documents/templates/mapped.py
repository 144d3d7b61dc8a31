"""The operator's templates: HTML or markdown with `{{ name }}` where a value goes.

`{{ src }}` is a named parameter, `{{ 0 }}` a positional one, `{{ inner }}` the text between
opening and closing. Values are escaped; `inner` stays markdown.
"""

import re

from quire.documents.templates.markup import escaped
from quire.documents.templates.registry import Call, Markup

MAX_TEMPLATE_CHARACTERS = 10_000

_BLOCK = re.compile(
    r"<(?:aside|blockquote|details|div|dl|figure|h[1-6]|hr|ol|p|pre|section|table|ul)\b",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\{\{ *([\w.-]{1,60}) *\}\}")


def fill(template: str, call: Call) -> Markup:
    """Fill a template with the values of a call; what was not given is empty."""

    is_block = call.alone and _BLOCK.match(template.strip()) is not None

    def value(found: re.Match[str]) -> str:
        name = found[1].lower()
        if name == "inner":
            inner = call.inner().strip()
            return f"\n\n{inner}\n\n" if inner and (is_block or "\n" in inner) else inner
        return escaped(call.at(int(name)) if name.isdecimal() else call.get(name))

    text = _VALUE.sub(value, template).strip()
    return Markup(text, block=is_block)
