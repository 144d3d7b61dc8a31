"""What front matter says of itself in the keys that all conventions share."""

import re
from urllib.parse import unquote

from quire.conventions.paths import encoded, folded
from quire.conventions.terms import without_address
from quire.documents.fields import Fields
from quire.documents.slugs import slugify
from quire.model import Seo, Site

MAX_TEXT = 10_000
"""Characters of an excerpt or a description."""

_SCHEME = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)


def slug_in(slug: str | None, path: str, title: str) -> str:
    """Choose a slug: the one given, else the last part of the permalink, else the title's."""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    if not path.endswith("/"):
        last = last.rpartition(".")[0]
    return slugify(slug or "") or slugify(last) or slugify(title) or "home"


def authors_of(fields: Fields, site: Site) -> tuple[str, ...]:
    """Collect the authors as written, e-mail addresses taken out."""
    named = terms_of(fields, "author", site) or fields.texts("author", max_count=50)
    return tuple(dict.fromkeys(filter(None, map(without_address, named))))


def terms_of(fields: Fields, role: str, site: Site) -> tuple[str, ...]:
    """Collect the terms of a role from all taxonomies that have it, each once."""
    found: list[str] = []
    for taxonomy in site.taxonomies:
        if taxonomy.role == role:
            found.extend(fields.texts(taxonomy.key, max_count=100))
    return tuple(dict.fromkeys(found))


def images_of(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Collect cover candidates with their alt texts: `images`, `image`, `cover`."""
    found = []
    if "images" in fields:
        found += [("images", address, "") for address in fields.texts("images", max_length=500)]
    for name in ("image", "cover"):
        if name not in fields:
            continue
        if fields.is_mapping(name):
            nested = fields.nested(name)
            address = next(
                filter(None, (nested.text(key, max_length=500) for key in ("image", "src", "url"))),
                None,
            )
            alt = nested.text("alt", max_length=1000) or ""
        else:
            address, alt = fields.text(name, max_length=500), ""
        if address:
            found.append((name, address, alt))
    return tuple((address, alt) for name, address, alt in found if _is_safe(fields, name, address))


def _is_safe(fields: Fields, name: str, address: str) -> bool:
    """Say whether an image's address may be shown; report one that is none of the web."""
    if _SCHEME.match(address) is None:
        return True
    fault = f"The address {address[:100]!r} is no image of the web; name a file or use https."
    fields.report(name, "unsafe-address", fault)
    return False


def aliases_of(fields: Fields, path: str) -> tuple[str, ...]:
    """Give the aliases as paths; a relative one stands beside the page."""
    parent = unquote(path.rstrip("/").rpartition("/")[0])
    aliases = []
    for alias in fields.texts("aliases", max_count=1000, max_length=500):
        if alias.startswith(("http://", "https://")):
            fault = f"The alias {alias[:100]!r} is no path; leave out the site's address."
            fields.report("aliases", "invalid-alias", fault)
            continue
        plain = unquote(alias)
        absolute = encoded(folded(plain if alias.startswith("/") else f"{parent}/{plain}"))
        if absolute.rstrip("/") != path.rstrip("/"):
            aliases.append(absolute)
    return tuple(dict.fromkeys(aliases))


def seo_of(fields: Fields) -> Seo:
    """Read what is meant for search engines and link previews."""
    seo = fields.nested("seo")
    image = seo.text("image", max_length=500)
    return Seo(
        title=seo.text("title", max_length=500),
        description=seo.text("description", max_length=MAX_TEXT)
        or fields.text("description", max_length=MAX_TEXT),
        image=image if image and _is_safe(fields, "seo", image) else None,
        noindex=seo.flag("noindex") is True or fields.flag("noindex") is True,
    )


def canonical_of(fields: Fields) -> str | None:
    """Read the absolute address of the original, None where none is given."""
    for name in ("canonical", "canonical_url", "canonicalurl"):
        if (url := fields.text(name, max_length=500)) and url.startswith(("http://", "https://")):
            return url
    return None
