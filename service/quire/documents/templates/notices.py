"""Notices: boxes that say note, tip or warning, by whatever name a theme calls them."""

from quire.documents.notices import kind_of, notice_html
from quire.documents.templates.markup import wrapped
from quire.documents.templates.registry import Call, Markup, shortcode

_GENERIC = ("notice", "alert", "callout", "admonition", "message", "aside", "box-info", "infobox")


@shortcode(
    "note", "notes", "tip", "hint", "info", "information", "important", "warning", "warn",
    "caution", "danger", "error", "success", "question", "example", "attention", "seealso",
    "todo", "bug", "abstract",
)  # fmt: skip
def named_notice(call: Call) -> Markup:
    """`{{% note title="…" %}}text{{% /note %}}`."""
    return _notice(call, call.name, call.get("title", "heading") or call.at(0))


@shortcode(*_GENERIC)
def notice(call: Call) -> Markup:
    """`{{% notice warning "Title" %}}`, `{{< alert color="danger" >}}`."""
    kind = call.get("type", "style", "kind", "color", "level", "status", "variant", "class")
    stated = kind or next(filter(kind_of, call.parameters.positional), "")
    rest = [each for each in call.parameters.positional if each != stated]
    return _notice(call, stated, call.get("title", "heading") or next(iter(rest), ""))


def _notice(call: Call, name: str, title: str) -> Markup:
    inner = call.inner() or call.get("text", "content", "body", "message")
    opening, closing = notice_html(kind_of(name) or "note", title)
    return wrapped(opening, inner, closing)
