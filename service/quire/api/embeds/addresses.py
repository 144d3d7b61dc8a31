"""From the address of a post, as people copy it, to the post."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from quire.library.snapshot import Snapshot

_API = "/v1/posts/"
_LANG = "lang"
_ALL = "all"
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def post_at(snapshot: Snapshot, address: str, public_url: str) -> int | None:
    """Find the ordinal of the post that an address leads to, None where it leads to none.

    The post's address on the site, an alias of it, or its address in the API. Whether http or
    https, a closing slash, a query that somebody has added and a fragment make no difference.

    Args:
        public_url: address of this service, without a closing slash.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    bare = f"{parts.netloc.lower()}{parts.path}"
    slug = _below(bare, public_url + _API)
    if slug:
        return _by_slug(snapshot, unquote(slug.rstrip("/")), dict(parse_qsl(parts.query)))
    path = _below(bare, snapshot.manifest.site_url)
    found = None if path is None else snapshot.catalogue.resolve(path or "/")
    if found is not None:
        return found.target if found.kind == "post" else None
    return _by_own_address(snapshot, bare)


def _by_slug(snapshot: Snapshot, slug: str, query: dict[str, str]) -> int | None:
    lang = query.get(_LANG, snapshot.manifest.default_lang)
    return snapshot.catalogue.document("post", slug, None if lang == _ALL else lang)


def _by_own_address(snapshot: Snapshot, bare: str) -> int | None:
    """Find a post whose address is not below the site's: languages may have hosts of their own."""
    wanted = bare.rstrip("/")
    for ordinal, row in enumerate(snapshot.catalogue.documents):
        if row.type == "post" and _bare(row.url).rstrip("/") == wanted:
            return ordinal
    return None


def _below(bare: str, base: str | None) -> str | None:
    """Give what stands behind a base; None where the address does not begin with it."""
    if base is None:
        return None
    start = _bare(base)
    return bare[len(start) :] if bare.startswith(start) else None


def _bare(address: str) -> str:
    """Give an address without its scheme, the host in lower case."""
    host, slash, path = _SCHEME.sub("", address, count=1).partition("/")
    return f"{host.lower()}{slash}{path}"
