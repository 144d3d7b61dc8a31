"""One file of a plain folder as a candidate: the keys that people use, whatever publishes them.

What hides a document anywhere hides it here: a draft that is shown is worse than a post that
is missed, and the latter is in the report.
"""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

from quire.conventions.address_patterns import Page, filled
from quire.conventions.plain.dates import DATE_KEYS, HIDING, Dates, read_dates
from quire.conventions.plain.layout import DRAFTS, Place, place, rules_of
from quire.conventions.plain.permalinks import Wish, permalink
from quire.conventions.plain.titles import title_in_body, title_of_name
from quire.conventions.port import Interpretation
from quire.conventions.profiles import profile_links, profile_name
from quire.conventions.stated import (
    MAX_TEXT,
    aliases_of,
    canonical_of,
    credits_of,
    featured_of,
    images_of,
    seo_of,
    slug_in,
    terms_of,
)
from quire.conventions.terms import slug_of
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed
from quire.documents.templates import without_comments
from quire.model import Candidate, Problem, Site, SourceFile

_ADDRESSES = ("permalink", "url", "path")
_DRAFTS = ("draft", "isdraft", "is_draft", "private")
_PUBLISHED = ("published", "publish")
_UNLISTED = ("unlisted", "eleventyexcludefromcollections")
_PINNED = ("pinned", "sticky")
_AUTHORS = ("authors", "people", "_authors")
_KNOWN = frozenset(
    {
        *("title", "slug", "aliases", "authors", "author", "author_name", "id", "status"),
        *("images", "image", "cover", "heroimage", "hero_image", "thumbnail", "banner"),
        *("featured_image", "featuredimage", "feature_image", "header", "og_image"),
        *("summary", "excerpt", "description", "seo", "canonical", "canonical_url"),
        *("canonicalurl", "noindex", "translationkey", "tagline", "social", "socials", "links"),
        *(*_ADDRESSES, *_DRAFTS, *_PUBLISHED, *_UNLISTED, *_PINNED, "featured", *DATE_KEYS),
    }
)


def interpret(file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
    """Understand one content file; a file outside the content roots stands for nothing."""
    where = place(file.path, site)
    if where is None:
        return Interpretation(None)
    generator = rules_of(site).generator
    fields = Fields(parsed)
    wish = _wish(fields)
    dates = read_dates(fields, where, wish.path, site, generator.schedules)
    if dates.fault:
        fields.problems.append(Problem(file.path, 0, "impossible-date", dates.fault))
    title = fields.text("title", max_length=500) or title_in_body(
        without_comments(parsed.body, site.templates).text
    )
    patterned = _patterned(where, wish, title or title_of_name(where), dates, site)
    path = permalink(where, generator, wish, patterned)
    own_id = None if generator.numbered else fields.text("id", max_length=200)
    credits = credits_of(fields, site)
    candidate = Candidate(
        path=file.path,
        blob=file.blob,
        kind="post" if _is_post(dates, where, site) else "page",
        key=own_id or path,
        translation_key=own_id or path,
        title=title or title_of_name(where),
        slug=slug_in((wish.slug or "").rstrip("/").rpartition("/")[2], path, title),
        permalink=path,
        lang=site.default_lang,
        section=where.section,
        published_at=_utc(dates.published),
        updated_at=_utc(dates.updated),
        created_at=_utc(dates.created),
        publish_at=_utc(dates.publish_at),
        expires_at=_utc(dates.expires),
        hidden=_hidden(fields, parsed, where, dates, site),
        authors=tuple(credits),
        websites={name: url for name, url in credits.items() if url},
        tags=terms_of(fields, "tag", site),
        categories=terms_of(fields, "category", site),
        series=terms_of(fields, "series", site),
        images=images_of(fields),
        aliases=aliases_of(fields, path),
        description=fields.text("tagline", max_length=MAX_TEXT)
        or fields.text("description", max_length=MAX_TEXT),
        excerpt=fields.text("summary", max_length=MAX_TEXT)
        or fields.text("excerpt", max_length=MAX_TEXT),
        featured=featured_of(fields)
        or any(fields.flag(name) is True for name in _PINNED if fields.is_flag(name)),
        seo=seo_of(fields),
        canonical_url=canonical_of(fields),
        extra=fields.rest(_KNOWN | {taxonomy.key for taxonomy in site.taxonomies}),
        unlisted=_is_unlisted(fields),
    )
    if author := _author(where):
        candidate = _profile(candidate, fields, author)
    return Interpretation(candidate, tuple(fields.problems))


def _wish(fields: Fields) -> Wish:
    path = next(
        (
            text
            for name in _ADDRESSES
            if not fields.is_flag(name) and (text := fields.text(name, max_length=500))
        ),
        None,
    )
    if path and path.startswith(("http://", "https://")):
        path = None
    if path and ("{{" in path or "{%" in path):
        fault = f"The address {path[:80]!r} is a template, which is not run; write the address."
        fields.report("permalink", "invalid-permalink", fault)
        path = None
    return Wish(path, fields.text("slug", max_length=300))


def _patterned(where: Place, wish: Wish, title: str, dates: Dates, site: Site) -> str | None:
    """Give the path that the pattern of a page's section makes of it."""
    pattern = site.permalinks.get(where.section)
    if pattern is None:
        return None
    folders = tuple(filter(None, (*where.base.split("/"), *where.parents)))
    slug = unquote(wish.slug or "").rstrip("/").rpartition("/")[2]
    return filled(pattern, Page(folders, where.stem, title, slug, dates.published))


def _is_post(dates: Dates, where: Place, site: Site) -> bool:
    return dates.published is not None and (
        not site.post_sections or where.section in site.post_sections
    )


def _author(where: Place) -> str:
    """Give the slug of the author whose profile a file is, "" where it is none."""
    folders = where.parents if where.is_index else where.folders
    if len(folders) == 1 and folders[0].lower() in _AUTHORS and not where.base:
        return slug_of("author", where.stem)
    return ""


def _profile(candidate: Candidate, fields: Fields, author: str) -> Candidate:
    return replace(
        candidate,
        kind="author",
        key=author,
        taxonomy="author",
        title=profile_name(fields) or candidate.title,
        links=profile_links(fields),
    )


def _hidden(fields: Fields, parsed: Parsed, where: Place, dates: Dates, site: Site) -> str | None:
    """Say why a file is never shown. In doubt it is not: whatever hides must be readable."""
    if not parsed.readable:
        return "unreadable"
    status = (fields.text("status", max_length=50) or "published").lower()
    withheld = (
        DRAFTS in where.folders
        or (any(fields.flag(name) for name in _DRAFTS) and status != "hidden")
        or any(fields.flag(name) is False for name in _PUBLISHED if fields.is_flag(name))
        or status in ("draft", "private", "pending", "unpublished", "skip")
    )
    if withheld and not site.shows_drafts:
        return "draft"
    if fields.is_flag("permalink") and fields.flag("permalink") is not True:
        return "unpublished"
    if dates.fault or fields.invalid & HIDING or parsed.ambiguous & {*HIDING, *_PUBLISHED}:
        return "unreadable"
    return None


def _is_unlisted(fields: Fields) -> bool:
    """Say whether a file is only for those who know its address; in doubt it is."""
    flags = [fields.flag(name) for name in _UNLISTED]
    return any(flags) or (fields.text("status", max_length=50) or "").lower() == "hidden"


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)
