"""One content file of a Hugo site as a candidate.

Source of field names: https://gohugo.io/content-management/front-matter/.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from quire.conventions.hugo.layout import Place, date_in_name, place
from quire.conventions.hugo.permalinks import Page, permalink
from quire.conventions.port import Interpretation
from quire.conventions.profiles import profile_links, profile_name
from quire.conventions.stated import (
    MAX_TEXT,
    aliases_of,
    authors_of,
    canonical_of,
    images_of,
    seo_of,
    slug_in,
    terms_of,
)
from quire.conventions.terms import slug_of
from quire.documents.dates import DateUnreadable, read_date
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed, Scalar
from quire.model import Candidate, Kind, Site, SourceFile

_PUBLISHED = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_PUBLISH_AT = ("publishdate", "pubdate", "published", "date")
_UPDATED = ("lastmod", "modified", "updated")
_EXPIRES = ("expirydate", "unpublishdate")
_BUILD = ("build", "_build")
_HIDING = frozenset((*_PUBLISH_AT, *_EXPIRES))
_KNOWN = frozenset(
    {
        *("title", "slug", "url", "draft", "headless", "aliases", "authors", "author", "id"),
        *("images", "image", "cover", "featured", "summary", "excerpt", "description", "seo"),
        *("canonical", "canonical_url", "canonicalurl", "noindex", "translationkey", "created"),
        *("tagline",),
        *(*_PUBLISHED, *_UPDATED, *_EXPIRES, *_BUILD),
    }
)


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
        slug=slug_in(slug, path, title),
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
        authors=authors_of(fields, site),
        tags=terms_of(fields, "tag", site),
        categories=terms_of(fields, "category", site),
        series=terms_of(fields, "series", site)[:1],
        images=images_of(fields),
        aliases=aliases_of(fields, path),
        description=fields.text("tagline", max_length=MAX_TEXT)
        if kind == "author"
        else fields.text("description", max_length=MAX_TEXT),
        excerpt=fields.text("summary", max_length=MAX_TEXT)
        or fields.text("excerpt", max_length=MAX_TEXT),
        featured=fields.flag("featured") is True,
        seo=seo_of(fields),
        canonical_url=canonical_of(fields),
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
            instant = fields.instant(name, default_zone=site.time_zone)
            if instant is not None:
                return instant
    return None


def _date_of_name(text: str, site: Site) -> datetime | None:
    try:
        return read_date(text, site.time_zone)
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
