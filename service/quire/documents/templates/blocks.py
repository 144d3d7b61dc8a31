"""Blocks: code, quotes, details, tabs, and boxes that only hold text."""

from quire.documents.templates.markup import escaped, fence, wrapped
from quire.documents.templates.registry import Call, Markup, shortcode


@shortcode("highlight", "code", "codeblock", "code-block", "prism", "sourcecode")
def highlight(call: Call) -> Markup:
    """`{{< highlight go "linenos=true" >}}…{{< /highlight >}}`.

    Some sites call a box with text so: without a language the text stays markdown.
    """
    language = call.get("lang", "language", "syntax") or call.at(0)
    source = call.source()
    if not language and call.name == "highlight":
        return box(call)
    if "\n" not in source and not call.alone:
        return Markup(f"<code>{escaped(source)}</code>")
    return fence(source, language)


@shortcode("mermaid", "katex", "math", "latex", "chart", "plantuml", "graphviz", "dot", "diagram")
def notation(call: Call) -> Markup:
    """Another notation, kept as code under its name."""
    return fence(call.source(), call.name) if call.source().strip() else Markup("")


@shortcode("rawhtml", "raw-html", "html", "unsafe", "raw")
def raw_html(call: Call) -> Markup:
    """HTML as it stands; sanitised like all else."""
    return Markup(call.source().strip("\n"), block=call.alone)


@shortcode("kbd", "key", "keyboard")
def kbd(call: Call) -> Markup:
    """`{{< kbd "Ctrl" >}}`."""
    return Markup(f"<kbd>{escaped(call.inner() or call.first('text', 'key'))}</kbd>")


@shortcode("mark", "hl", "highlighted")
def mark(call: Call) -> Markup:
    """Marked text."""
    return Markup(f"<mark>{escaped(call.inner() or call.first('text'))}</mark>")


@shortcode("abbr")
def abbr(call: Call) -> Markup:
    """`{{< abbr "HTML" "HyperText Markup Language" >}}`."""
    text = call.inner() or call.at(0) or call.get("text")
    return Markup(
        f'<abbr title="{escaped(call.get("title") or call.at(1))}">{escaped(text)}</abbr>'
    )


@shortcode(
    "details", "expand", "accordion", "accordion-item", "accordionitem", "collapse", "spoiler",
    "toggle", "expandable", "fold", "collapsible",
)  # fmt: skip
def details(call: Call) -> Markup:
    """`{{< details summary="…" open=true >}}…{{< /details >}}`."""
    stated = call.get("summary", "title", "label", "header", "heading", "name") or call.at(0)
    kicker = call.get("kicker")
    summary = f"{kicker}: {stated}" if kicker and stated else stated or kicker or "Details"
    is_open = call.get("open").lower() == "true" or call.at(1).lower() == "open"
    opening = "<details open>" if is_open else "<details>"
    return wrapped(f"{opening}<summary>{escaped(summary)}</summary>", call.inner(), "</details>")


@shortcode("quote", "blockquote", "quote-block", "pullquote", "epigraph", "testimonial")
def quote(call: Call) -> Markup:
    """`{{< quote author="…" source="…" >}}…{{< /quote >}}`."""
    inner = call.inner() or call.get("text", "quote", "content")
    parts = [call.get("author", "cite", "by", "name"), call.get("source", "title", "where")]
    said_by = ", ".join(filter(None, parts)) or call.at(0)
    closing = f"<p>— {escaped(said_by)}</p></blockquote>" if said_by else "</blockquote>"
    return wrapped("<blockquote>", inner, closing)


@shortcode("tabs", "tabpane", "tab-pane", "tabgroup", "tab-group", "codetabs", "code-group")
def tabs(call: Call) -> Markup:
    """Tabs one below the other, each under its name."""
    return box(call)


@shortcode("tab", "tabitem", "tab-item", "codetab", "code-tab")
def tab(call: Call) -> Markup:
    """One tab: its name as a line of its own, then its text."""
    name = call.get("name", "title", "header", "tabname", "label") or call.at(0)
    inner = call.inner() or call.get("codelang")
    return _under(name, inner, call)


@shortcode(
    "box", "ring", "card", "cards", "card-policy", "card-prompt", "card-item", "panel", "section",
    "columns", "column", "cols", "col", "row", "grid", "grid-item", "div", "center", "lead",
    "steps", "step", "timeline", "timelineitem", "group", "wrapper", "container", "markdown", "md",
    "md-section", "do-row", "dont-row", "do-dont-table", "checklist", "checkbox",
    "checkbox-sublist-item", "checklist-sublist", "checkbox-sublist", "block", "content", "article",
    "featured", "hero", "banner", "readfile-text", "text", "p", "span", "small", "figure-group",
)  # fmt: skip
def box(call: Call) -> Markup:
    """What only arranges or decorates text: the text stays, under its title."""
    inner = call.inner() or call.get("text", "intro", "content", "body")
    return _under(call.get("title", "heading", "header"), inner, call)


@shortcode(
    "gallery", "slider", "carousel", "br", "clear", "clearfix", "toc", "tableofcontents", "more",
    "newline", "spacer", "divider", "space", "anchor", "break", "pagebreak", "children", "seo",
)  # fmt: skip
def nothing(call: Call) -> Markup:
    """What has no text of its own; what it encloses stays."""
    inner = call.inner()
    return wrapped("", inner, "") if "\n" in inner else Markup(inner)


def _under(title: str, inner: str, call: Call) -> Markup:
    if not call.alone and "\n" not in inner and not title:
        return Markup(inner.strip())
    if not title:
        return wrapped("<div>", inner, "</div>") if inner.strip() else Markup("")
    return wrapped(f"<div><p><strong>{escaped(title)}</strong></p>", inner, "</div>")
