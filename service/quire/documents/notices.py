"""Notices: the kinds that Quire knows, by all the names that people use, and their HTML."""

import html

_KINDS = {
    "note": ("note", "notes", "primary", "secondary", "default", "light", "seealso", "abstract"),
    "tip": ("tip", "hint", "tips", "idea"),
    "info": ("info", "information", "blue", "todo"),
    "important": ("important",),
    "warning": ("warning", "warn", "attention", "orange", "yellow"),
    "caution": ("caution",),
    "danger": ("danger", "error", "bug", "red", "failure"),
    "success": ("success", "check", "done", "green"),
    "question": ("question", "help", "faq"),
    "example": ("example",),
}
_BY_NAME = {name: kind for kind, names in _KINDS.items() for name in names}

NOTICE_CLASS = "admonition"
TITLE_CLASS = f"{NOTICE_CLASS}-title"
NOTICE_CLASSES = frozenset({NOTICE_CLASS, *(f"{NOTICE_CLASS}-{kind}" for kind in _KINDS)})


def kind_of(name: str) -> str:
    """Give the kind that a name means, in any case; "" where it means none."""
    return _BY_NAME.get(name.strip().lower(), "")


def notice_html(kind: str, title: str) -> tuple[str, str]:
    """Give the opening and closing HTML of a notice.

    Args:
        title: plain text; "" for the kind's own name.
    """
    shown = html.escape(" ".join(title.split()) or kind.capitalize())
    head = f'<p class="{TITLE_CLASS}">{shown}</p>'
    return f'<div class="{NOTICE_CLASS} {NOTICE_CLASS}-{kind}">\n{head}', "</div>"
