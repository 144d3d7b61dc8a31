"""Pictures: figure, img and their many names in themes."""

import re

from quire.documents.templates.markup import figure, image, link
from quire.documents.templates.registry import Call, Markup, shortcode

_PATH = re.compile(r"[./]")


@shortcode(
    "figure", "fig", "image", "img", "imgproc", "picture", "figure-image", "image-with-caption",
    "img-right", "img-left", "img-flexible", "legacy-img", "legacy-img-right", "asset-img",
    "imgur", "thumbnail", "responsive-image", "lightbox", "imgcap", "image-caption",
)  # fmt: skip
def picture(call: Call) -> Markup:
    """`{{< figure src="a.jpg" alt="…" caption="*…*" link="…" attr="…" >}}`."""
    src = call.get(
        "src", "image_path", "image", "url", "path", "file", "href", "source", "img", "name"
    )
    positional = list(call.parameters.positional)
    if not src and positional:
        # Octopress: {% img [class] /path.png [width] [height] [title] %}
        place = next((at for at, each in enumerate(positional) if _PATH.search(each)), 0)
        src, positional = positional[place], positional[place + 1 :]
    if not src:
        return Markup(call.inner().strip())
    sizes = [each for each in positional if each.isdigit()]
    words = [each for each in positional if not each.isdigit()]
    alt = call.get("alt") or " ".join(words)
    width = call.get("width", "w") or (sizes[0] if sizes else "")
    height = call.get("height", "h") or (sizes[1] if len(sizes) > 1 else "")
    shown = image(src, alt, "", width, height)
    target = call.get("link")
    if target.startswith(("http://", "https://", "/")):
        shown = link(target, "").replace("></a>", f">{shown}</a>")
    caption = _caption(call)
    if not caption and not call.alone:
        return Markup(shown)
    return figure(shown, caption)


def _caption(call: Call) -> str:
    title = call.get("title")
    caption = call.get("caption", "cap", "description") or call.inner().strip()
    source, source_link = call.get("attr", "credit"), call.get("attrlink")
    if source and source_link:
        source = f"[{source}]({source_link.replace(' ', '%20')})"
    parts = [f"**{title}**" if title and caption else title, caption, source]
    return " ".join(filter(None, parts))
