"""Addresses on pages: relative, so that they hold below any prefix of a proxy."""

from urllib.parse import quote, urlencode


def reading_address(kind: str, slug: str, lang: str, url: str) -> str:
    """Choose the address at which a document is read, seen from the service's root.

    Args:
        kind: `post` or `page`.
        url: its permalink on the site; a path where nobody knows the site's address.

    Returns:
        The permalink where it leads anywhere, else the document in v1.
    """
    return url if url.startswith(("https://", "http://")) else api_address(kind, slug, lang)


def api_address(kind: str, slug: str, lang: str) -> str:
    """Write the address of a document in v1, seen from the service's root."""
    return f"v1/{kind}s/{quote(slug, safe='')}?{urlencode([('lang', lang)])}"


def local_address(address: str, base: str) -> str | None:
    """Write an address of v1 as seen from the service's root; None where it is somebody else's.

    Args:
        address: as v1 writes it: in full below `base`, or a path.
        base: public address of the service, "" where it is not known.
    """
    path = address.removeprefix(base) if base else address
    return path[1:] if path.startswith("/v1/") else None
