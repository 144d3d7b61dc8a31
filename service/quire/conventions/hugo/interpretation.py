"""One content file of a Hugo site as a candidate.

Source of field names: https://gohugo.io/content-management/front-matter/.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from quire.conventions.hugo.layout import Place, date_in_name, place
from quire.conventions.hugo.permalinks import Page, permalink
from quire.conventions.paths import encoded, folded
from quire.conventions.port import Interpretation
from quire.conventions.profiles import profile_links, profile_name
from quire.conventions.terms import slug_of, without_address
from quire.documents.dates import DateUnreadable, read_date
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed, Scalar
from quire.documents.slugs import slugify
from quire.model import Candidate, Kind, Seo, Site, SourceFile

_PUBLISHED = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_PUBLISH_AT = ("publishdate", "pubdate", "published", "date")
_UPDATED = ("lastmod", "modified", "updated")
_EXPIRES = ("expirydate", "unpublishdate")
_BUILD = ("build", "_build")
_HIDING = frozenset((*_PUBLISH_AT, *_EXPIRES))
_SCHEME = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)
_KNOWN = frozenset(
    {
        *("title", "slug", "url", "draft", "headless", "aliases", "authors", "author", "id"),
        *("images", "image", "cover", "featured", "summary", "excerpt", "description", "seo"),
        *("canonical", "canonical_url", "canonicalurl", "noindex", "translationkey", "created"),
        *("tagline",),
        *(*_PUBLISHED, *_UPDATED, *_EXPIRES, *_BUILD),
    }
)
_MAX_TEXT = 10_000


@dataclass(slots=True)
class _Dates:
    date: datetime | None
    publish_at: datetime | None
    updated_at: datetime | None
    created_at: datetime | None
    expires_at: datetime | None


def interpret(file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
    """Understand one content file; a file outside the content roots stands for nothing."""
    where = place(file.path, site)
    if where is None:
        return Interpretation(None, ())
    fields = Fields(parsed)
    dates = _dates(fields, parsed, where, site)
    title = fields.text("title", max_length=500) or _title_of(where)
    slug = fields.text("slug", max_length=200)
    url = fields.text("url", max_length=500)
    page = Page(where, title, slug, dates.date)
    path = permalink(page, site.permalinks.get(where.section), url)
    kind, taxonomy, key = _kind(where, dates, site)
    own_id = fields.text("id", max_length=200)
    if kind in ("post", "page"):
        key = _identity(own_id, path, where, site)
    elif kind == "author":
        title = profile_name(fields) or ""
    else:
        title = fields.text("title", max_length=500) or ""
    candidate = Candidate(
        path=file.path,
        blob=file.blob,
        kind=kind,
        key=key,
        translation_key=own_id or fields.text("translationkey", max_length=200) or where.key,
        title=title,
        slug=_slug(slug, path, title),
        permalink=path,
        lang=where.language.code,
        section=where.section,
        taxonomy=taxonomy,
        published_at=_utc(dates.date),
        updated_at=_utc(dates.updated_at),
        created_at=_utc(dates.created_at),
        publish_at=_utc(dates.publish_at),
        expires_at=_utc(dates.expires_at),
        hidden=_hidden(fields, parsed, where, site),
        authors=_authors(fields, site),
        tags=_terms(fields, "tag", site),
        categories=_terms(fields, "category", site),
        series=_terms(fields, "series", site)[:1],
        images=_images(fields),
        aliases=_aliases(fields, path),
        description=fields.text("tagline", max_length=_MAX_TEXT)
        if kind == "author"
        else fields.text("description", max_length=_MAX_TEXT),
        excerpt=fields.text("summary", max_length=_MAX_TEXT)
        or fields.text("excerpt", max_length=_MAX_TEXT),
        featured=fields.flag("featured") is True,
        seo=_seo(fields),
        canonical_url=_canonical(fields),
        links=profile_links(fields) if kind == "author" else {},
        extra=fields.rest(_KNOWN | {taxonomy.key for taxonomy in site.taxonomies}),
    )
    return Interpretation(candidate, tuple(fields.problems))


def _kind(where: Place, dates: _Dates, site: Site) -> tuple[Kind, str, str]:
    """Tell posts, pages and profiles apart.

    Returns:
        The kind; for a profile its taxonomy's role and its term's slug.
    """
    if (where.is_list or where.is_leaf_bundle) and len(where.folders) == 2:
        for taxonomy in site.taxonomies:
            if taxonomy.key == where.section:
                term = slug_of(taxonomy.role, where.stem)
                if taxonomy.role == "author" and term:
                    return "author", "author", term
                if where.is_list and term:
                    return "term", taxonomy.role, term
    if where.is_list or dates.date is None:
        return "page", "", ""
    if site.post_sections and where.section not in site.post_sections:
        return "page", "", ""
    return "post", "", ""


def _identity(own_id: str | None, path: str, where: Place, site: Site) -> str:
    if own_id is None:
        return path
    return own_id if where.language.code == site.default_lang else f"{own_id}@{where.language.code}"


def _slug(slug: str | None, path: str, title: str) -> str:
    last = unquote(path.rstrip("/").rpartition("/")[2])
    if not path.endswith("/"):
        last = last.rpartition(".")[0]
    return slugify(slug or "") or slugify(last) or slugify(title) or "home"


def _title_of(where: Place) -> str:
    """Make a title of the file's name, as Hugo's lists do."""
    dated = date_in_name(where.stem)
    words = (dated[1] if dated and dated[1] else where.stem).replace("-", " ").replace("_", " ")
    return words.strip().capitalize() or "Home"


def _dates(fields: Fields, parsed: Parsed, where: Place, site: Site) -> _Dates:
    no_date = _published_flag(parsed) is not None
    date, publish_at = (
        _first(fields, tuple(name for name in names if not (no_date and name == "published")), site)
        for names in (_PUBLISHED, _PUBLISH_AT)
    )
    if date is None and (dated := date_in_name(where.stem)):
        date = publish_at = _date_of_name(dated[0], site)
    return _Dates(
        date=date,
        publish_at=publish_at,
        updated_at=_first(fields, _UPDATED, site),
        created_at=_first(fields, ("created",), site),
        expires_at=_first(fields, _EXPIRES, site),
    )


def _published_flag(parsed: Parsed) -> bool | None:
    """Read `published` where it is no date but says whether this is a draft."""
    match parsed.values.get("published"):
        case Scalar(value=bool(value)):
            return value
        case _:
            return None


def _first(fields: Fields, names: tuple[str, ...], site: Site) -> datetime | None:
    for name in names:
        if name in fields:
            instant = fields.instant(name, default_offset=site.utc_offset)
            if instant is not None:
                return instant
    return None


def _date_of_name(text: str, site: Site) -> datetime | None:
    try:
        return read_date(text, site.utc_offset)
    except DateUnreadable:
        return None


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)


def _hidden(fields: Fields, parsed: Parsed, where: Place, site: Site) -> str | None:
    """Say why a file is never shown. In doubt it is not: whatever hides must be readable."""
    if not parsed.readable:
        return "unreadable"
    draft = fields.flag("draft")
    if draft is None and _published_flag(parsed) is False:
        draft = True
    if draft is INVALID or (draft and not site.shows_drafts):
        return "draft"
    if where.is_leaf_bundle and fields.flag("headless"):
        return "unpublished"
    for name in _BUILD:
        build = fields.nested(name)
        render = build.text("render", max_length=20) or "always"
        if build.invalid or render.lower() not in ("always", "true"):
            return "unpublished"
    if fields.invalid & _HIDING or parsed.ambiguous & {*_HIDING, *_BUILD}:
        return "unreadable"
    return None


def _authors(fields: Fields, site: Site) -> tuple[str, ...]:
    named = _terms(fields, "author", site) or fields.texts("author", max_count=50)
    return tuple(dict.fromkeys(filter(None, map(without_address, named))))


def _terms(fields: Fields, role: str, site: Site) -> tuple[str, ...]:
    found: list[str] = []
    for taxonomy in site.taxonomies:
        if taxonomy.role == role:
            found.extend(fields.texts(taxonomy.key, max_count=100))
    return tuple(dict.fromkeys(found))


def _images(fields: Fields) -> tuple[tuple[str, str], ...]:
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


def _aliases(fields: Fields, path: str) -> tuple[str, ...]:
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


def _seo(fields: Fields) -> Seo:
    seo = fields.nested("seo")
    image = seo.text("image", max_length=500)
    return Seo(
        title=seo.text("title", max_length=500),
        description=seo.text("description", max_length=_MAX_TEXT)
        or fields.text("description", max_length=_MAX_TEXT),
        image=image if image and _is_safe(fields, "seo", image) else None,
        noindex=seo.flag("noindex") is True or fields.flag("noindex") is True,
    )


def _canonical(fields: Fields) -> str | None:
    for name in ("canonical", "canonical_url", "canonicalurl"):
        if (url := fields.text(name, max_length=500)) and url.startswith(("http://", "https://")):
            return url
    return None
