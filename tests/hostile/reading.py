"""What a browser would do with an answer's HTML: nothing may be there that executes."""

import re
from html.parser import HTMLParser

_FORBIDDEN = re.compile(
    "script|style|iframe|object|embed|form|button|textarea|select|option|link|meta|base|svg|math|"
    "template|noscript|applet|frame|frameset|marquee|isindex|plaintext|xmp|body|html|head"
)
_ADDRESSES = re.compile(
    "href|src|srcset|action|formaction|data|background|poster|cite|ping|xlink:href"
)
_SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HARMLESS = frozenset({"http", "https", "mailto"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _FORBIDDEN.fullmatch(tag):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            text = value or ""
            if name.startswith("on") or name == "style":
                self.faults.append(f"{tag} {name}")
            if name in ("id", "name") and not text.startswith("user-content-"):
                self.faults.append(f"{tag} {name}={text}")
            scheme = _SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", text))
            if _ADDRESSES.fullmatch(name) and scheme and scheme[1].lower() not in _HARMLESS:
                self.faults.append(f"{tag} {name}={text}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


def faults(html: str) -> list[str]:
    """List the elements, attributes and addresses that might execute."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.faults
