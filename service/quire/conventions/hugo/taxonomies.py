"""The taxonomies of a Hugo site. Source: https://gohugo.io/content-management/taxonomies/."""

from quire.documents.fields import Fields
from quire.model import Taxonomy

_ROLES = {
    "tag": "tag",
    "topic": "tag",
    "keyword": "tag",
    "category": "category",
    "series": "series",
    "author": "author",
    "contributor": "author",
}
_DEFAULT: dict[str, object] = {
    "tag": "tags",
    "category": "categories",
    "series": "series",
    "author": "authors",
}


def taxonomies_of(fields: Fields) -> tuple[Taxonomy, ...]:
    """Give each configured taxonomy a role; tags and authors are always looked for."""
    found = [
        Taxonomy(_ROLES[singular.lower()], plural.lower())
        for singular, plural in _configured(fields).items()
        if isinstance(plural, str) and singular.lower() in _ROLES
    ]
    roles = {taxonomy.role for taxonomy in found}
    found += [
        Taxonomy(role, str(_DEFAULT[role])) for role in ("tag", "author") if role not in roles
    ]
    return tuple(found)


def taxonomy_folders(fields: Fields) -> frozenset[str]:
    """Name the folders in which taxonomies and their terms have pages of their own."""
    plurals = _configured(fields).values()
    return frozenset(plural.lower() for plural in plurals if isinstance(plural, str))


def _configured(fields: Fields) -> dict[str, object]:
    return fields.mapping("taxonomies") or _DEFAULT
