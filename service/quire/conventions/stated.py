"""What front matter says of itself in the keys that all conventions share."""

import re
from urllib.parse import unquote

from quire.conventions.covers import cover_rank
from quire.conventions.paths import encoded, folded
from quire.conventions.profiles import WEB_ADDRESS
from quire.conventions.terms import without_address
from quire.documents.fields import Fields
from quire.documents.slugs import slugify
from quire.model import Seo, Site

MAX_TEXT = 10_000
"""Characters of an excerpt or a description."""

_AUTHOR_KEYS = ("author", "authors", "author_name")
_LABEL_KEYS = ("label", "name", "title", "slug")
_SPLIT_BY_WRITERS = ("tag", "category")
_SEPARATOR = re.compile("[,;，、；]")
_MAX_SHOWN = 60
_PERSON_KEYS = ("key", "name", "title", "id", "username")
_LINK = re.compile(r"\[([^\][]*)\]\((https?://[^\s()<>\"]+)\)")
_PICTURES = (
    *("image", "cover", "featured_image", "featuredimage", "featured", "feature_image"),
    *("heroimage", "hero_image", "header", "thumbnail", "banner", "og_image"),
)
_PICTURE_KEYS = ("image", "src", "url", "path", "feature", "teaser", "og_image")
_OF_MANY_MEANINGS = ("featured", "header", "banner")
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[{]")
_SCHEME = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)


def slug_in(slug: str | None, path: str, title: str) -> str:
    """Choose a slug: the one given, else the last part of the permalink, else the title's."""
    last = unquote(path.rstrip("/").rpartition("/")[2])
    if not path.endswith("/"):
        last = last.rpartition(".")[0]
    return slugify(slug or "") or slugify(last) or slugify(title) or "home"


def credits_of(fields: Fields, site: Site) -> dict[str, str | None]:
    """Collect the authors as written, e-mail addresses taken out, each with the web address
    that is given beside the name: `{name: Ada, url: https://...}`, `[Ada](https://...)`.

    A comma or an `and` separates nobody: it may be part of one name.
    """
    keys = [taxonomy.key for taxonomy in site.taxonomies if taxonomy.role == "author"]
    entries = [entry for key in keys for entry in fields.entries(key, max_count=100)]
    for key in (key for key in _AUTHOR_KEYS if key not in keys):
        entries = entries or list(fields.entries(key, max_count=50))
    found: dict[str, str | None] = {}
    for entry in entries:
        name, url = _linked(entry) if isinstance(entry, str) else _person(fields, entry)
        if name := without_address(name):
            found[name] = found.get(name) or url
    return found


def authors_of(fields: Fields, site: Site) -> tuple[str, ...]:
    """Collect the authors as written, without their addresses; see `credits_of`."""
    return tuple(credits_of(fields, site))


def terms_of(fields: Fields, role: str, site: Site) -> tuple[str, ...]:
    """Collect the terms of a role from all taxonomies that have it, each once."""
    found: list[str] = []
    for taxonomy in site.taxonomies:
        if taxonomy.role == role:
            if role in _SPLIT_BY_WRITERS:
                report_separators(fields, taxonomy.key)
            for entry in fields.entries(taxonomy.key, max_count=100):
                found.append(
                    entry if isinstance(entry, str) else _label(fields, taxonomy.key, entry)
                )
    return tuple(dict.fromkeys(filter(None, found)))


def report_separators(fields: Fields, name: str) -> None:
    """Report a single text that its writer took for a list: `tags: life, code`."""
    if not fields.is_text(name):
        return
    text = (fields.text(name, max_length=MAX_TEXT) or "")[:_MAX_SHOWN]
    parts = [part for each in _SEPARATOR.split(text) if (part := each.strip())]
    if len(parts) > 1:
        fault = f"The field {name!r} is one text, and commas in it separate nothing"
        remedy = f"write a list, [{', '.join(parts)}], or [{text!r}] if it is one"
        fields.report(name, "text-for-list", f"{fault}; {remedy}.")


def _linked(text: str) -> tuple[str, str | None]:
    """Take the links out of an author's name; the address of the only one is theirs."""
    links = [found[2] for found in _LINK.finditer(text)]
    return _LINK.sub(r"\1", text), links[0] if len(links) == 1 else None


def _person(fields: Fields, entry: Fields) -> tuple[str, str | None]:
    name = next(filter(None, (entry.text(key, max_length=200) for key in _PERSON_KEYS)), "")
    if not name and entry.names:
        fault = f"An author is named by none of {', '.join(_PERSON_KEYS)}."
        fields.report("authors", "wrong-type", fault)
    urls = filter(None, (entry.text(key, max_length=500) for key in ("url", "website", "link")))
    return name, next(filter(WEB_ADDRESS.fullmatch, urls), None)


def _label(fields: Fields, name: str, entry: Fields) -> str:
    label = next(filter(None, (entry.text(key, max_length=200) for key in _LABEL_KEYS)), "")
    if not label and not entry.invalid:
        fault = f"An entry of the field {name!r} is named by none of {', '.join(_LABEL_KEYS)}"
        fields.report(name, "wrong-type", f"{fault}; write its name alone.")
    return label


def images_of(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Collect cover candidates with their alt texts: `images`, `image`, `cover`, ..."""
    found = []
    if "images" in fields:
        found += [("images", address, "") for address in fields.texts("images", max_length=500)]
    found += [("resources", address, alt) for address, alt in _resources_of(fields)]
    for name in _PICTURES:
        if name not in fields or fields.is_flag(name):
            continue
        if fields.is_mapping(name):
            nested = fields.nested(name)
            address = next(
                filter(None, (nested.text(key, max_length=500) for key in _PICTURE_KEYS)),
                None,
            )
            alt = nested.text("alt", max_length=1000) or ""
        else:
            address, alt = fields.text(name, max_length=500), ""
            if name in _OF_MANY_MEANINGS and not _PICTURE_FILE.search(address or ""):
                continue
        if address:
            found.append((name, address, alt))
    return tuple((address, alt) for name, address, alt in found if is_safe(fields, name, address))


def _resources_of(fields: Fields) -> list[tuple[str, str]]:
    """Collect the files of a bundle that its `resources` name as its cover, best first."""
    found = []
    for entry in fields.entries("resources") if "resources" in fields else ():
        if isinstance(entry, Fields):
            source, name = entry.text("src", max_length=500), entry.text("name")
            rank = cover_rank(name or "")
            if source and rank is not None and not _GLOB.search(source):
                found.append((rank, source, entry.text("title", max_length=1000) or ""))
    return [(source, alt) for _, source, alt in sorted(found)]


def featured_of(fields: Fields) -> bool:
    """Say whether a document is marked as featured; some themes name its picture so."""
    text = None if fields.is_mapping("featured") else fields.text("featured")
    if text is None or _PICTURE_FILE.search(text):
        return False
    return fields.flag("featured") is True


def is_safe(fields: Fields, name: str, address: str) -> bool:
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
        image=image if image and is_safe(fields, "seo", image) else None,
        noindex=seo.flag("noindex") is True or fields.flag("noindex") is True,
    )


def canonical_of(fields: Fields) -> str | None:
    """Read the absolute address of the original, None where none is given."""
    for name in ("canonical", "canonical_url", "canonicalurl"):
        if (url := fields.text(name, max_length=500)) and url.startswith(("http://", "https://")):
            return url
    return None
