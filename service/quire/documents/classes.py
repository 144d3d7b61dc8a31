"""The CSS classes that content may carry: code, footnotes, task lists, notices, embeds."""

import re

from pygments.token import STANDARD_TYPES

from quire.documents.notices import NOTICE_CLASSES, TITLE_CLASS

_EMBED = re.compile(r"embed(?:-[a-z]{1,20})?")
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}")
_BY_TAG = {
    "span": frozenset(name for name in STANDARD_TYPES.values() if name),
    "sup": frozenset({"footnote-ref"}),
    "section": frozenset({"footnotes"}),
    "a": frozenset({"footnote-backref"}),
    "li": frozenset({"task-list-item"}),
    "ul": frozenset({"contains-task-list"}),
    "ol": frozenset({"contains-task-list"}),
    "div": NOTICE_CLASSES,
    "p": frozenset({TITLE_CLASS}),
    "input": frozenset({"task-list-item-checkbox"}),
}


def allowed_classes(tag: str, value: str) -> str | None:
    """Keep the allowed classes of a class attribute; None where none is left."""
    if tag == "code":
        kept = [name for name in value.split() if _LANGUAGE.fullmatch(name)]
    elif tag == "figure":
        kept = [name for name in value.split() if _EMBED.fullmatch(name)]
    else:
        allowed = _BY_TAG.get(tag, frozenset())
        kept = [name for name in value.split() if name in allowed]
    return " ".join(kept) or None
