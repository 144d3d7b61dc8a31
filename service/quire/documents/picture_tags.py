"""`img` tags told how large their picture is, so that a page does not jump while it loads.

Reads HTML as `sanitising` writes it: attributes in double quotes, no `<` in text. What is
written here is sanitised once more. Source: HTML Living Standard, "Images".
"""

import re
from collections.abc import Callable
from html import escape, unescape

from quire.model import Reference

_MOST_WITH_COPIES = 500
"""Pictures of one document that name their smaller copies: each takes up to a kilobyte."""

_IMG = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_PIXELS = re.compile(r"\s*\+?(\d{1,5})(?:\.\d*)?(?:px)?\s*", re.ASCII)


def with_sizes(html: str, reference: Callable[[str], Reference]) -> str:
    """Give pictures of known size `width`, `height`, `srcset` and `sizes`.

    What the author says of width or height stays, and the other is made to fit it. A picture
    fills at most its own width or the author's: `sizes` says so. Those behind the first one are
    loaded when a reader comes near them: a page asks for few copies at a time, and the first
    picture, which readers see at once, does not wait.

    Args:
        html: sanitised, its addresses as the author wrote them.
        reference: resolves the address of an image.
    """
    left = _MOST_WITH_COPIES
    later: dict[str, str] = {}

    def told(tag: re.Match[str]) -> str:
        nonlocal left, later
        own = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[1])}
        picture = reference(own.get("src", ""))
        attributes = own | _shape(own, picture)
        if picture.srcset and left and "width" in attributes:
            left -= 1
            attributes |= _choice(picture, attributes["width"])
            attributes |= later
        later = {"loading": "lazy"}
        return "".join(("<img", *(f' {n}="{escape(v)}"' for n, v in attributes.items()), ">"))

    return _IMG.sub(told, html)


def _shape(own: dict[str, str], picture: Reference) -> dict[str, str]:
    """Give the width and height that a tag lacks; none where they cannot be known."""
    if not picture.width or not picture.height:
        return {}
    width, height = own.get("width", "").strip(), own.get("height", "").strip()
    if not width and not height:
        return {"width": str(picture.width), "height": str(picture.height)}
    if not height and (pixels := _PIXELS.fullmatch(width)):
        return {"height": _scaled(int(pixels[1]), picture.height, picture.width)}
    if not width and (pixels := _PIXELS.fullmatch(height)):
        return {"width": _scaled(int(pixels[1]), picture.width, picture.height)}
    return {}


def _scaled(pixels: int, wanted: int, known: int) -> str:
    return str(max(round(pixels * wanted / known), 1))


def _choice(picture: Reference, shown: str) -> dict[str, str]:
    """Name the copies of a picture, itself the widest, and how wide it is shown."""
    copies = [*((each.url, each.width) for each in picture.srcset), (picture.url, picture.width)]
    pixels = _PIXELS.fullmatch(shown)
    return {
        "srcset": ", ".join(f"{url} {width}w" for url, width in copies),
        "sizes": f"(max-width: {pixels[1]}px) 100vw, {pixels[1]}px" if pixels else "100vw",
    }
