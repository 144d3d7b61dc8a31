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


class _PageReader(_Reader):
    """Reads a page of ours around what content says: its scripts are files beside it."""

    _OURS = re.compile("html|head|body|meta|link|noscript|form|button|textarea|select|option")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = [(name, value) for name, value in attrs if name not in ("id", "name")]
        if self._OURS.fullmatch(tag) or (tag == "script" and _is_beside(given.get("src"))):
            super().handle_starttag("p", named)
        else:
            super().handle_starttag(tag, named)


def _is_beside(address: str | None) -> bool:
    return bool(address) and not _SCHEME.match(str(address)) and not str(address).startswith("/")


def page_faults(html: str) -> list[str]:
    """List what might execute in a page of ours, its own files apart."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return reader.faults
