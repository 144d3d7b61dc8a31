"""Where resources are: on the site and in this API."""

from dataclasses import dataclass

from quire.api.v1.asking import Asked
from quire.catalogue import Resolution


@dataclass(frozen=True, slots=True)
class Place:
    """Where a resource is.

    Args:
        url: on the site; in this API where it has no page of its own.
        resource: in this API.
    """

    type: str
    slug: str
    url: str
    resource: str


def place(asked: Asked[object], found: Resolution) -> Place:
    """Say where what a path leads to is."""
    catalogue, address, manifest = asked.snapshot.catalogue, asked.address, asked.manifest
    if found.kind in ("post", "page"):
        row = catalogue.documents[found.target]
        lang = () if row.lang == manifest.default_lang else (("lang", row.lang),)
        resource = address.to(f"/v1/{row.type}s/{row.slug}", *lang)
        return Place(row.type, row.slug, row.url, resource)
    term = catalogue.terms[found.target]
    resource = address.to(f"/v1/{term.role}s/{term.slug}")
    home = catalogue.home(found)
    url = resource if home is None else (manifest.site_url or "") + home
    return Place(term.role, term.slug, url, resource)
