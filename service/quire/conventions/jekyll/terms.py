"""Tags and categories as Jekyll reads them: a text is split at spaces, folders are categories.

Source: https://jekyllrb.com/docs/posts/#tags-and-categories.
"""

from quire.conventions.jekyll.layout import Place
from quire.conventions.stated import report_separators
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed
from quire.model import Site

_MAX_TEXT = 5_000
_MAX_TERMS = 100
_CATEGORIES = "categories"


def categories_of(fields: Fields, parsed: Parsed, where: Place) -> tuple[str, ...]:
    """Collect the categories as addresses need them: folders first, then `categories`, then
    `category`, which is never split."""
    folders = where.folder.split("/") if where.collection and where.folder else []
    own = fields.texts("category", max_count=_MAX_TERMS)
    return tuple(dict.fromkeys((*folders, *_words(fields, parsed, _CATEGORIES), *own)))


def shown_categories(
    of_addresses: tuple[str, ...], fields: Fields, parsed: Parsed, site: Site
) -> tuple[str, ...]:
    """Give the categories that readers see: those of addresses, unless `quire.toml` names
    another key for them."""
    keys = [taxonomy.key for taxonomy in site.taxonomies if taxonomy.role == "category"]
    if keys and _CATEGORIES not in keys:
        return terms_in(fields, parsed, "category", site)
    return tuple(filter(None, (name.strip(" ,") for name in of_addresses)))


def terms_in(fields: Fields, parsed: Parsed, role: str, site: Site) -> tuple[str, ...]:
    """Collect the terms of a role from all taxonomies that have it, each once.

    Of a taxonomy `tags`, `tag` counts where it is given, as a single term or a list.
    """
    found: list[str] = []
    for taxonomy in site.taxonomies:
        if taxonomy.role == role:
            single = taxonomy.key.removesuffix("s")
            if single != taxonomy.key and single in fields:
                found += fields.texts(single, max_count=_MAX_TERMS)
            else:
                found += _words(fields, parsed, taxonomy.key)
    return tuple(dict.fromkeys(filter(None, (name.strip(" ,") for name in found))))


def _words(fields: Fields, parsed: Parsed, name: str) -> tuple[str, ...]:
    """Read a list of terms; a text holds one per word."""
    if isinstance(parsed.values.get(name), str):
        report_separators(fields, name)
        return tuple((fields.text(name, max_length=_MAX_TEXT) or "").split()[:_MAX_TERMS])
    return fields.texts(name, max_count=_MAX_TERMS)
