"""One content file of a Jekyll site as a candidate.

Source of field names: https://jekyllrb.com/docs/front-matter/, and the plugins
jekyll-redirect-from and jekyll-seo-tag.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import unquote

from quire.conventions.jekyll.defaults import handed_down
from quire.conventions.jekyll.layout import HTML_SUFFIXES, Place, place
from quire.conventions.jekyll.permalinks import Page, of_document, of_page, unknown_placeholders
from quire.conventions.jekyll.rules import POSTS, Rules, rules_of, truth
from quire.conventions.jekyll.terms import categories_of, shown_categories, terms_in
from quire.conventions.paths import encoded, folded
from quire.conventions.port import Interpretation
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
from quire.documents.dates import DateUnreadable, read_date
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed
from quire.model import Candidate, Seo, Site, SourceFile

_UPDATED = ("last_modified_at", "lastmod", "modified", "updated")
_KNOWN = frozenset(
    {
        *("title", "slug", "permalink", "date", "published", "draft", "layout", "id", "lang"),
        *(
            "category",
            "categories",
            "tag",
            "tags",
            "author",
            "authors",
            "author_name",
            "series",
            "excerpt",
        ),
        *("excerpt_separator", "summary", "description", "image", "images", "cover", "header"),
        *("redirect_from", "redirect_to", "aliases", "sitemap", "noindex", "seo", "featured"),
        *("canonical", "canonical_url", "canonicalurl", "created", "translationkey", "ref"),
        *_UPDATED,
    }
)
_WITHOUT_ZONE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?")


@dataclass(frozen=True, slots=True)
class _Date:
    """The date of a file, in the site's zone; `is_wrong`: it cannot be told."""

    instant: datetime | None
    is_wrong: bool = False


def interpret(file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
    """Understand one content file; a page without front matter stands for nothing."""
    rules = rules_of(site)
    where = place(file.path, site.content_dir, rules)
    if where is None or not where.is_content(rules):
        return Interpretation(None, ())
    if not parsed.headed and where.collection != POSTS:
        return Interpretation(None, parsed.problems)
    parsed = handed_down(parsed, where, site)
    fields = Fields(parsed)
    date = _date(fields, where, site)
    slug = fields.text("slug", max_length=200)
    categories = categories_of(fields, parsed, where)
    path = _permalink(fields, Page(where, slug, date.instant, categories), site, rules)
    title = fields.text("title", max_length=500) or _title_of(where)
    lang = _lang(fields, site)
    own_id = fields.text("id", max_length=200)
    key = path if own_id is None else own_id if lang == site.default_lang else f"{own_id}@{lang}"
    published_at = _utc(date.instant)
    credited = credits_of(fields, site)
    candidate = Candidate(
        path=file.path,
        blob=file.blob,
        kind="post" if _is_post(where, published_at, site) else "page",
        key=key,
        translation_key=own_id or _shared_key(fields) or file.path,
        title=title,
        slug=slug_in(slug or _slug_of(where), path, title),
        permalink=path,
        lang=lang,
        section=where.section,
        published_at=published_at,
        updated_at=_first(fields, _UPDATED, site),
        created_at=_first(fields, ("created",), site),
        publish_at=published_at if where.collection else None,
        hidden=_hidden(fields, parsed, where, rules, site, date),
        authors=tuple(credited),
        websites={name: url for name, url in credited.items() if url},
        tags=terms_in(fields, parsed, "tag", site),
        categories=shown_categories(categories, fields, parsed, site),
        series=terms_of(fields, "series", site)[:1],
        images=images_of(fields),
        aliases=_aliases(fields, path),
        description=fields.text("description", max_length=MAX_TEXT),
        excerpt=fields.text("excerpt", max_length=MAX_TEXT)
        or fields.text("summary", max_length=MAX_TEXT),
        featured=featured_of(fields),
        seo=_seo(fields, parsed),
        canonical_url=canonical_of(fields),
        extra=fields.rest(_KNOWN | {taxonomy.key for taxonomy in site.taxonomies}),
        excerpt_separator=_separator(parsed, rules),
        markup="html" if where.suffix.lower() in HTML_SUFFIXES else "markdown",
    )
    return Interpretation(candidate, tuple(fields.problems))


def _is_post(where: Place, published_at: datetime | None, site: Site) -> bool:
    if where.collection == POSTS:
        return True
    return published_at is not None and where.section in site.post_sections


def _date(fields: Fields, where: Place, site: Site) -> _Date:
    """Read the front matter's date, else a document's from its file name."""
    if "date" in fields:
        zone = _zone_of(fields.text("date", max_length=100), site.time_zone)
        instant = fields.instant("date", default_zone=zone)
        if instant is not None or "date" in fields.invalid:
            return _Date(_local(instant, site), instant is None)
    if not where.collection or where.dated is None:
        return _Date(None)
    try:
        return _Date(_local(read_date(_four_digit_year(where.dated[0]), site.time_zone), site))
    except DateUnreadable:
        fault = f"The date {where.dated[0]!r} in the file's name is in no calendar; rename it."
        fields.report("date", "impossible-date", fault)
        return _Date(None, is_wrong=True)


def _zone_of(text: str | None, time_zone: tzinfo) -> tzinfo:
    """Say where a date without an offset is: a whole timestamp is UTC to YAML, all that is
    shorter is a text to it, which Jekyll reads in the site's zone."""
    return UTC if text and _WITHOUT_ZONE.fullmatch(text) else time_zone


def _four_digit_year(text: str) -> str:
    """Write `09-1-31` as `2009-1-31`, as Ruby reads it."""
    year, _, rest = text.partition("-")
    if len(year) == 2:
        year = f"{19 if int(year) >= 69 else 20}{year}"
    return f"{year.zfill(4)}-{rest}"


def _permalink(fields: Fields, page: Page, site: Site, rules: Rules) -> str:
    where = page.place
    own = fields.text("permalink", max_length=500)
    pattern = site.permalinks.get(where.section)
    if not where.collection and (own or not pattern or where.stem == "index"):
        return of_page(where, own, rules.permalink)
    if own and (unknown := unknown_placeholders(own)):
        fault = f"The permalink holds {unknown[0][:40]!r}, which is no placeholder; leave it out."
        fields.report("permalink", "invalid-permalink", fault)
        own = None
    return of_document(page, own or pattern or rules.collection(where.collection).permalink)


def _slug_of(where: Place) -> str | None:
    """Take the slug from the file's name, but not from that of a folder's index."""
    return None if where.stem == "index" and not where.collection else where.slug


def _title_of(where: Place) -> str:
    """Make a title of the file's name, as Jekyll does for documents."""
    name = where.slug
    if name == "index":
        name = (where.inside if where.collection else f"{where.folder}/").rpartition("/")[0]
        name = name.rpartition("/")[2]
    words = name if where.collection else name.replace("_", "-")
    return " ".join(word.capitalize() for word in words.split("-") if word) or "Home"


def _hidden(
    fields: Fields, parsed: Parsed, where: Place, rules: Rules, site: Site, date: _Date
) -> str | None:
    """Say why a file is never shown. In doubt it is not: whatever hides must be readable."""
    if not parsed.readable:
        return "unreadable"
    draft = fields.flag("draft")
    if (where.is_draft or draft) and (not site.shows_drafts or draft is INVALID):
        return "draft"
    if where.collection and not rules.collection(where.collection).published:
        return "unpublished"
    if not _is_published(fields, parsed, rules):
        return "unpublished"
    if where.collection and date.is_wrong:
        return "unreadable"
    if parsed.ambiguous & {"date", "published"}:
        return "unreadable"
    if rules.follows_redirects and "redirect_to" in fields:
        return "redirect"
    return None


def _is_published(fields: Fields, parsed: Parsed, rules: Rules) -> bool:
    if "published" not in parsed.values or rules.shows_unpublished:
        return True
    value = parsed.values["published"]
    published = truth(value)
    if published is None and value is not None:
        fault = "The field 'published' must be true or false, without quotes."
        fields.report("published", "wrong-type", fault)
    return published is True


def _lang(fields: Fields, site: Site) -> str:
    lang = (fields.text("lang", max_length=20) or "").lower().replace("_", "-")
    return lang if lang in site.langs else site.default_lang


def _shared_key(fields: Fields) -> str | None:
    """Read what language versions of one document share."""
    for name in ("translationkey", "ref"):
        if name in fields and (key := fields.text(name, max_length=200)):
            return key
    return None


def _aliases(fields: Fields, path: str) -> tuple[str, ...]:
    """Collect the former addresses: `aliases`, and `redirect_from`, whose all start at the root."""
    found = list(aliases_of(fields, path))
    for former in fields.texts("redirect_from", max_count=1000, max_length=500):
        if former.startswith(("http://", "https://")):
            fault = f"The alias {former[:100]!r} is no path; leave out the site's address."
            fields.report("redirect_from", "invalid-alias", fault)
        elif (alias := encoded(folded(unquote(former)))).rstrip("/") != path.rstrip("/"):
            found.append(alias)
    return tuple(dict.fromkeys(found))


def _seo(fields: Fields, parsed: Parsed) -> Seo:
    seo = seo_of(fields)
    if truth(parsed.values.get("sitemap")) is not False:
        return seo
    return Seo(seo.title, seo.description, seo.image, noindex=True)


def _separator(parsed: Parsed, rules: Rules) -> str:
    own = parsed.values.get("excerpt_separator")
    return own.strip() if isinstance(own, str) else rules.excerpt_separator


def _first(fields: Fields, names: tuple[str, ...], site: Site) -> datetime | None:
    for name in names:
        if name in fields:
            zone = _zone_of(fields.text(name, max_length=100), site.time_zone)
            instant = fields.instant(name, default_zone=zone)
            if instant is not None:
                return _utc(instant)
    return None


def _local(instant: datetime | None, site: Site) -> datetime | None:
    """Give a date in the site's zone; one at the end of the calendar stays in its own."""
    try:
        return None if instant is None else instant.astimezone(site.time_zone)
    except OverflowError:
        return instant


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)
