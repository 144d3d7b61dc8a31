"""Small pieces of HTML and markdown, each value escaped for the place where it stands."""

import html
import re
from urllib.parse import quote

from quire.documents.templates.registry import Markup

_MARKDOWN = re.compile(r"[*_`\[\]<>~]|://|www\.")
_SPACES = re.compile(r"\s+")
_ADDRESS_SAFE = "/:?#@!$&'*+,;=%~.-_"
_NUMBER = re.compile(r"\d{1,5}")


def escaped(value: str) -> str:
    """Escape a value for HTML, on one line and safe in a cell of a table."""
    return html.escape(_SPACES.sub(" ", value).strip()).replace("|", "&#124;")


def address(value: str) -> str:
    """Write an address so that neither HTML nor a markdown link can break on it."""
    return quote(_SPACES.sub(" ", value).strip(), safe=_ADDRESS_SAFE)


def link(href: str, text: str) -> str:
    """Give a link on one line; the text is plain."""
    return f'<a href="{escaped(address(href))}">{escaped(text)}</a>'


def image(src: str, alt: str = "", title: str = "", width: str = "", height: str = "") -> str:
    """Give an image on one line; sizes that are no whole numbers are left out."""
    attributes = [f'src="{escaped(address(src))}"', f'alt="{escaped(alt)}"']
    if title:
        attributes.append(f'title="{escaped(title)}"')
    for name, size in (("width", width), ("height", height)):
        if number := _NUMBER.fullmatch(size.removesuffix("px")):
            attributes.append(f'{name}="{number[0]}"')
    return f"<img {' '.join(attributes)}>"


def figure(content: str, caption: str = "", classes: str = "") -> Markup:
    """Give a figure; its caption may be markdown."""
    opening = f'<figure class="{classes}">' if classes else "<figure>"
    if not caption:
        return Markup(f"{opening}{content}</figure>", block=True)
    if _MARKDOWN.search(caption):
        text = _SPACES.sub(" ", caption).strip()
        parts = [f"{opening}{content}<figcaption>", "", text, "", "</figcaption></figure>"]
        return Markup("\n".join(parts), block=True)
    shown = f"<figcaption>{escaped(caption)}</figcaption>"
    return Markup(f"{opening}{content}{shown}</figure>", block=True)


def wrapped(opening: str, inner: str, closing: str) -> Markup:
    """Put HTML around markdown, which stays markdown by the blank lines."""
    text = inner.strip("\n")
    return Markup(f"{opening}\n\n{text}\n\n{closing}" if text else opening + closing, block=True)


def fence(code: str, language: str = "") -> Markup:
    """Give a fence that the code in it cannot close."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    marks = "`" * max(3, longest + 1)
    info = re.sub(r"[^\w+#.-]", "", language)[:40]
    return Markup(f"{marks}{info}\n{_dedented(code)}\n{marks}", block=True)


def _dedented(code: str) -> str:
    return code.rstrip().lstrip("\n") if "\n" in code else code.strip()
