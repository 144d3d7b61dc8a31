"""Paths on a site in one spelling: percent-encoded where URLs need it, folded, rooted."""

import posixpath
from urllib.parse import quote, unquote

_UNESCAPED = "/$&+,:;=@~"


def encoded(path: str) -> str:
    """Write a plain path as URLs have it."""
    return quote(path, safe=_UNESCAPED)


def respelled(path: str) -> str:
    """Write a path that may be percent-encoded in part, so that equal paths look equal."""
    return encoded(unquote(path))


def folded(path: str) -> str:
    """Fold `.`, `..` and repeated slashes; the path starts at the root and stays below it.

    A closing slash is kept.
    """
    inside = posixpath.normpath(f"/{path}").lstrip("/")
    closing = "/" if inside and path.endswith(("/", "/.", "/..")) else ""
    return f"/{inside}{closing}"
