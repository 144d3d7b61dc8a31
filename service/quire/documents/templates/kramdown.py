"""kramdown's extensions in braces that have no meaning here: options, comments, nomarkdown.

Attribute lists (`{: .class #id}`) are read where markdown is parsed. Source: kramdown's
documentation, "Extensions".
"""

import re

from quire.documents.templates.code import code_in

_EXTENSION = re.compile(r"\{::(comment|options|nomarkdown)\b[^{}\n]{0,300}\}|\{:/(?:nomarkdown)?\}")
_COMMENT_END = re.compile(r"\{:/(?:comment)?\}")


def without_extensions(body: str) -> str:
    """Take the extensions away; what a comment holds goes with it."""
    if "{:" not in body:
        return body
    code = code_in(body)
    parts: list[str] = []
    at = 0
    while found := _EXTENSION.search(body, at):
        end = found.end()
        if code.is_code(found.start()):
            parts.append(body[at:end])
            at = end
            continue
        parts.append(body[at : found.start()])
        if found[1] == "comment" and not found[0].endswith("/}"):
            ending = _COMMENT_END.search(body, end)
            # A comment without an end reaches to the end of the body.
            end = ending.end() if ending else len(body)
        at = end
    parts.append(body[at:])
    return "".join(parts)
