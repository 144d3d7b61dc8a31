"""References: addresses of pages, files and values, and links that are made of them."""

from quire.documents.templates.markup import address, escaped, link
from quire.documents.templates.registry import Call, Markup, shortcode
from quire.documents.templates.values import look_up, shown


@shortcode("ref", "relref", "tmp", "legacy-file", "pageref", in_code=True)
def reference(call: Call) -> Markup:
    """`{{< ref "post.md#part" >}}`: the address of a source file, resolved later."""
    return Markup(address(call.first("path", "page", "file")))


@shortcode("static", "static-url", "asset", "url", "relurl", "absurl", "baseurl", in_code=True)
def site_address(call: Call) -> Markup:
    """`{{< static "file.pdf" >}}`: an address on the site."""
    given = call.first("path", "src", "file", "url")
    whole = given.startswith(("/", "http://", "https://"))
    return Markup(address(given if whole else f"/{given}"))


@shortcode("link", "a", "href", "external-link", "xref", "extlink", "target-blank")
def linked(call: Call) -> Markup:
    """An address alone where no text is given: `[text]({{< link "post.md" >}})`."""
    href = call.first("href", "url", "to", "link", "path")
    text = call.inner().strip() or call.get("text", "title", "label", "name") or call.at(1)
    return Markup(link(href, text) if text else address(href))


@shortcode("button", "btn", "cta", "link-button", "button-link", "hero-button")
def button(call: Call) -> Markup:
    """`{{< button href="/about" >}}About{{< /button >}}`: a link."""
    href = call.first("href", "url", "link", "to", "path", "relref", "page")
    text = call.inner().strip() or call.get("text", "label", "title", "name") or call.at(1) or href
    if not href:
        return Markup(text)
    shown = f'<a href="{escaped(address(href))}">'
    if "\n" in text:
        text = " ".join(text.split())
    return Markup(f"<p>{shown}{text}</a></p>" if call.alone else f"{shown}{text}</a>", call.alone)


@shortcode("asset-static", "file", "download", "attachment", "pdf")
def download(call: Call) -> Markup:
    """`{{< asset-static file="a.pdf" label="Slides" >}}`: a link to a file."""
    href = call.first("file", "src", "path", "url", "href")
    text = call.get("label", "text", "title", "name") or call.inner().strip() or call.at(1)
    return Markup(link(href, text or href.rpartition("/")[2]) if href else escaped(text))


@shortcode("param", in_code=True)
def param(call: Call) -> Markup:
    """`{{< param "name" >}}`: a value of the page, else of the site."""
    name = call.first("name").lower()
    page, site = call.context.page, call.context.site
    for values in (page, page.get("params"), site.get("params")):
        value, known = look_up(values, name.split("."))
        if known:
            return Markup(escaped(shown(value)))
    return Markup("")
