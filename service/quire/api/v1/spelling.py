"""`urls=`: addresses in answers written in full, or as paths.

What is prepared holds them as they are by default. This reads it again and writes it anew, so
nothing but those who ask pays for it.
"""

import re
from collections.abc import Callable
from typing import Any, Literal

import orjson

from quire.documents.anchors import fragment
from quire.documents.sanitising import resolve
from quire.library.manifest import Manifest
from quire.wire.problems import Fault

Urls = Literal["absolute", "relative"]
URLS: tuple[Urls, ...] = ("absolute", "relative")

_MEDIA = "/v1/media/"
_HELD_IN = frozenset({"url", "canonical_url", "avatar", "image"})
_FREE = frozenset({"extra", "source"})
_CUT = re.compile(r"[?#]")

Spell = Callable[[str], str]


def urls_faults(urls: str | None, manifest: Manifest) -> list[Fault]:
    """Say what keeps addresses from being absolute."""
    if urls != "absolute":
        return []
    unknown = []
    if not manifest.media_base.startswith(("http://", "https://")):
        unknown.append("that of this API (QUIRE_PUBLIC_URL)")
    if manifest.site_url is None:
        unknown.append("the site's (`url` in its configuration)")
    if not unknown:
        return []
    detail = f"No absolute address is configured: {' and '.join(unknown)} is missing."
    return [Fault("urls", "unavailable", detail, "relative")]


def speller(urls: Urls, manifest: Manifest, is_document: Callable[[str], bool]) -> Spell:
    """Make what spells one address.

    Addresses of other sites, and links inside the document, stay as they are.

    Args:
        is_document: says of a path on the site whether HTML of ours is shown there.
    """
    api, site = manifest.media_base.removesuffix(_MEDIA), manifest.site_url or ""

    def in_full(address: str) -> str:
        # Where both bases are known, all else has been prepared in full.
        return f"https:{address}" if address.startswith("//") else address

    def as_path(address: str) -> str:
        for base, start in ((api, "/v1/"), (site, "")):
            rest = address.removeprefix(base)
            if not base or rest == address or not rest.startswith(start):
                continue
            if rest == "" or _CUT.match(rest):
                return f"/{rest}"
            # Two slashes would lead to another host.
            if rest.startswith("/") and not rest.startswith(("//", "/\\")):
                return rest if base == api else _jumping(rest, is_document)
        return address

    return in_full if urls == "absolute" else as_path


def _jumping(path: str, is_document: Callable[[str], bool]) -> str:
    """Give a path on the site with the ids that our HTML has, where it leads to a document."""
    bare, sign, name = path.partition("#")
    if not sign or not is_document(_CUT.split(bare)[0]):
        return path
    return bare + fragment(sign + name)


def respelled(value: Any, spell: Spell) -> Any:
    """Give a JSON value with the addresses of resources spelled anew."""
    if isinstance(value, list):
        return [respelled(item, spell) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: spell(inner)
        if key in _HELD_IN and isinstance(inner, str)
        else inner
        if key in _FREE
        else respelled(inner, spell)
        for key, inner in value.items()
    }


def respelled_html(body: bytes, spell: Spell) -> bytes:
    """Give prepared HTML, a JSON string, with its links and images spelled anew."""
    return orjson.dumps(resolve(orjson.loads(body), lambda _, address: spell(address)))
