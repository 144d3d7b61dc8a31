"""kramdown's extensions in braces that have no meaning here: options, nomarkdown.

Attribute lists (`{: .class #id}`) are read where markdown is parsed. Source: kramdown's
documentation, "Extensions". Comments are gone before.
"""

import re

from quire.documents.templates.code import code_in

_EXTENSION = re.compile(r"\{::(?:options|nomarkdown)\b[^{}\n]{0,300}\}|\{:/(?:nomarkdown)?\}")


def without_extensions(body: str) -> str:
    """Take the extensions away, and leave what they enclose."""
    if "{:" not in body:
        return body
    code = code_in(body)
    parts: list[str] = []
    at = 0
    while found := _EXTENSION.search(body, at):
        shown = found.end() if code.is_code(found.start()) else found.start()
        parts.append(body[at:shown])
        at = found.end()
    parts.append(body[at:])
    return "".join(parts)
