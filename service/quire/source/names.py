"""Names of files: which are too odd to serve, which are passed over, how to print them."""

import re

MAX_PATH_BYTES = 1024
MAX_DEPTH = 64

# Control characters, backslashes, line separators, direction overrides, bytes that are no UTF-8.
_ODD_CHARACTERS = (
    r"\x00-\x1f\x7f-\x9f\\\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
)
_UNPRINTABLE = re.compile(rf"[{_ODD_CHARACTERS}]")
_CONTENT_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".html", ".htm")


def decode(name: bytes) -> str:
    """Read a name as UTF-8; bytes that are none become lone surrogates, which are odd."""
    return name.decode("utf-8", "surrogateescape")


def is_odd(path: str) -> bool:
    """Tell whether a path cannot stand in a URL, a log line or a message without harm."""
    whole = f"/{path}/"
    return (
        _UNPRINTABLE.search(path) is not None
        or any(part in whole for part in ("//", "/./", "/../"))
        or len(path.encode()) > MAX_PATH_BYTES
        or path.count("/") >= MAX_DEPTH
    )


def is_passed_over(path: str) -> bool:
    """Tell whether a file lies in a dot-folder or `node_modules`, or is git's own `.git`.

    Args:
        path: of a file; of a folder with a closing `/`.
    """
    folders, _, name = f"/{path}".rpartition("/")
    return "/." in folders or "/node_modules/" in f"{folders}/" or name == ".git"


def looks_like_content(path: str) -> bool:
    """Tell whether a writer would expect this name to be served: a page, or maybe a folder."""
    name = path.rpartition("/")[2].lower()
    return name.endswith(_CONTENT_SUFFIXES) or "." not in name


def printable(path: str, limit: int = 200) -> str:
    """Write a path in plain sight: odd characters as escapes, cut to `limit` characters."""
    text = _UNPRINTABLE.sub(_escape, path)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\\":
        return r"\\"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
