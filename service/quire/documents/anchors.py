"""Anchors: the ids of places in a document, as they stand on its site and in our HTML.

On the site a place has the id that its generator gives it. In our HTML every id has a prefix.
So an address in full, which leads to the site, carries the site's own id; a path, and `#name`
alone, are followed where our HTML is shown and carry the prefix.
"""

from urllib.parse import quote

ID_PREFIX = "user-content-"
"""Before every id, so that content cannot shadow the ids and names of a page around it."""

_DIRECTIVE = ":~:"
"""Begins what only browsers read, as the text to scroll to. Source: WICG, Text Fragments."""

_UNESCAPED = "!$&'()*+,;=:@/?-._~"


def prefixed(name: str) -> str:
    """Give an id or name as it stands in our HTML."""
    return name if name.startswith(ID_PREFIX) else ID_PREFIX + name


def fragment(href: str) -> str:
    """Give `#name` as it leads to a place in our HTML."""
    name = href[1:]
    return href if name in ("", "top") or name.startswith(_DIRECTIVE) else f"#{prefixed(name)}"


def place_in(url: str, identifier: str) -> str:
    """Give the address of a place in a document.

    Args:
        url: of the document: in full, or a path.
        identifier: as it stands in our HTML.
    """
    name = identifier if url.startswith("/") else identifier.removeprefix(ID_PREFIX)
    return f"{url}#{quote(name, safe=_UNESCAPED)}"
