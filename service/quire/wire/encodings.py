"""Content codings: which one a request wants, and how it is made.

Source: RFC 9110, 12.5.1 (Accept), 12.5.3 (Accept-Encoding).
"""

import gzip
from functools import lru_cache
from typing import Literal

import brotli  # type: ignore[import-untyped]

Coding = Literal["identity", "gzip", "br"]

ETAG_SUFFIX: dict[Coding, str] = {"identity": "", "gzip": "-gz", "br": "-br"}

_LONGEST_HEADER = 1024
_LONGEST_KEPT = 128
_SMALLEST_WORTH_IT = 600
_COMPRESSIBLE = ("text/", "application/json", "application/problem+json", "image/svg+xml")
_SCRIPTS = ("application/javascript", "application/xml", "application/ld+json")
_FEEDS = ("application/atom+xml", "application/rss+xml", "application/feed+json")


def is_compressible(content_type: str, size: int) -> bool:
    """Tell whether compressing an answer pays."""
    return size > _SMALLEST_WORTH_IT and content_type.startswith(_COMPRESSIBLE + _SCRIPTS + _FEEDS)


def compress(body: bytes, coding: Coding) -> bytes:
    """Make the coded form of a body; the same bytes each time."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=5))
    if coding == "gzip":
        return gzip.compress(body, compresslevel=6, mtime=0)
    return body


def choose_coding(accept_encoding: str | None) -> Coding:
    """Find the best coding that a request accepts: highest q, then br, gzip, identity.

    A header longer than 1,024 characters counts as none.
    """
    if accept_encoding is None:
        return "identity"
    if len(accept_encoding) <= _LONGEST_KEPT:
        return _kept_coding(accept_encoding)
    return "identity" if len(accept_encoding) > _LONGEST_HEADER else _coding(accept_encoding)


def accepts(accept: str | None, content_type: str) -> bool:
    """Tell whether a type is among those that an Accept header names.

    Who names one kind of XML takes any: readers of feeds ask for RSS and read Atom as well. A
    header longer than 1,024 characters counts as none.
    """
    if accept is None or accept == "*/*" or len(accept) > _LONGEST_HEADER:
        return True
    if len(accept) <= _LONGEST_KEPT:
        return _kept_accepts(accept, content_type)
    return _accepts(accept, content_type)


def _coding(header: str) -> Coding:
    wishes = _weights(header)
    rest = wishes.get("*", 0.0)
    br = wishes.get("br", rest)
    zipped = wishes.get("gzip", wishes.get("x-gzip", rest))
    plain = wishes.get("identity", 0.0)
    if br > 0 and br >= zipped and br >= plain:
        return "br"
    return "gzip" if zipped > 0 and zipped >= plain else "identity"


_kept_coding = lru_cache(maxsize=512)(_coding)


def _accepts(header: str, content_type: str) -> bool:
    wishes = _weights(header)
    if not wishes:
        return True
    exact = content_type.partition(";")[0].strip().lower()
    family = exact.partition("/")[0] + "/*"
    for wanted in (exact, family, "*/*"):
        if wanted in wishes:
            return wishes[wanted] > 0
    if exact.endswith("xml"):
        return any(weight > 0 for name, weight in wishes.items() if name.endswith("xml"))
    return exact.endswith("+json") and wishes.get("application/json", 0.0) > 0


_kept_accepts = lru_cache(maxsize=512)(_accepts)


def _weights(header: str) -> dict[str, float]:
    """Read `name;q=0.5, other` by name; a q that is no number counts as 0."""
    weights = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if not name:
            continue
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                weight = _weight(value.strip())
        weights[name] = weight
    return weights


def _weight(text: str) -> float:
    if len(text) > 5 or not text.replace(".", "", 1).isdigit() or not text.isascii():
        return 0.0
    return min(float(text), 1.0)
