"""One content file of a Hugo site as a candidate.

Source of field names: https://gohugo.io/content-management/front-matter/.
"""

from dataclasses import replace
from datetime import UTC, datetime

from quire.conventions.hugo.cascade import inherited, kind_of, own_cascade
from quire.conventions.hugo.dates import Dates, dates_of
from quire.conventions.hugo.dimensions import Unreadable, matrix_of
from quire.conventions.hugo.hiding import BUILD_KEYS, hidden, is_unlisted
from quire.conventions.hugo.layout import (
    HTML_SUFFIXES,
    UNSUPPORTED_SUFFIXES,
    Place,
    date_in_name,
    place,
)
from quire.conventions.hugo.lists import is_unknown
from quire.conventions.hugo.permalinks import Page, permalink
from quire.conventions.hugo.rules import DATES, EXPIRIES, UPDATES, building_of, rules_of
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
from quire.model import Candidate, Kind, Problem, Site, SourceFile

_MARKDOWN_NAMES = ("md", "markdown", "mdown", "goldmark", "blackfriday", "mmark")
_KNOWN = frozenset(
    {
        *("title", "slug", "url", "draft", "headless", "aliases", "authors", "author", "id"),
        *("images", "image", "cover", "featured", "summary", "excerpt", "description", "seo"),
        *("canonical", "canonical_url", "canonicalurl", "noindex", "translationkey", "created"),
        *("tagline", "cascade", "markup", "sites"),
        *(*DATES, *UPDATES, *EXPIRIES, *BUILD_KEYS),
    }
)


def interpret(file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
    """Understand one content file; a file outside the content roots stands for nothing."""
    where = place(file.path, site)
    if where is None:
        return Interpretation(None, ())
    markup = _markup(where, parsed)
    if markup is None:
        fault = "Quire reads Markdown and HTML only; write the page in one of them."
        return Interpretation(None, (Problem(file.path, 0, "unsupported-markup", fault),))
    if markup == "html" and not parsed.headed and parsed.body.lstrip().startswith("<"):
        return Interpretation(None, parsed.problems)
    where, parsed, unpublished = _handed(where, parsed, site)
    fields = Fields(parsed)
    dates = dates_of(fields, parsed, where, site)
    building = building_of(site, where.language.code)
    title = fields.text("title", max_length=500) or _title_of(where)
    slug = fields.text("slug", max_length=200) or dates.slug
    url = fields.text("url", max_length=500)
    page = Page(where, title, slug, dates.date)
    path = permalink(page, _pattern(where, site), url, rules_of(site))
    kind, taxonomy, key = _kind(where, dates, site)
    own_id = fields.text("id", max_length=200)
    credited = credits_of(fields, site)
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
        publish_at=None if building.scheduled else _utc(dates.publish_at),
        expires_at=None if building.expired else _utc(dates.expires_at),
        hidden=unpublished or hidden(fields, parsed, dates, where, site),
        authors=tuple(credited),
        websites={name: url for name, url in credited.items() if url},
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
        featured=featured_of(fields),
        seo=seo_of(fields),
        canonical_url=canonical_of(fields),
        links=profile_links(fields) if kind == "author" else {},
        extra=fields.rest(_KNOWN | {taxonomy.key for taxonomy in site.taxonomies}),
        markup=markup,
        unlisted=is_unlisted(fields),
    )
    return Interpretation(candidate, tuple(fields.problems))


def _handed(where: Place, parsed: Parsed, site: Site) -> tuple[Place, Parsed, str | None]:
    """Lay what cascades hand down under a page's own values, and put it into its language.

    Returns:
        Where it stands, what it says, and why it is never shown: nobody knows what it is
        handed, or it belongs to other sites than the one that is read.
    """
    why = "unreadable" if is_unknown(where, site) else None
    try:
        own = own_cascade(parsed.values.get("cascade"), where, site)
        found = parsed.over(inherited(where, site) | own)
        matrix = matrix_of(found.values.get("sites"), site)
    except Unreadable as fault:
        said = (
            f"What the page says in `cascade` or `sites` cannot be followed: it {fault}; mend it."
        )
        problem = Problem(parsed.path, 0, "unreadable-section", said)
        return where, replace(parsed, problems=(*parsed.problems, problem)), "unreadable"
    if not matrix.is_read or matrix.langs == ():
        return where, found, why or "unpublished"
    if matrix.langs and where.language.code not in matrix.langs:
        language = next(each for each in site.languages if each.code == matrix.langs[0])
        where = replace(where, language=language)
        found = parsed.over(inherited(where, site) | own)
        why = why or ("unreadable" if is_unknown(where, site) else None)
    return where, found, why


def _markup(where: Place, parsed: Parsed) -> str | None:
    """Say what the body is written in; None for what cannot be rendered."""
    named = parsed.values.get("markup")
    if isinstance(named, str) and named.lower() not in _MARKDOWN_NAMES:
        return "html" if named.lower() == "html" else None
    if where.suffix in UNSUPPORTED_SUFFIXES:
        return None
    return "html" if where.suffix in HTML_SUFFIXES and not named else "markdown"


def _pattern(where: Place, site: Site) -> str | None:
    """Find the permalink pattern of a page: that of its language, else that of all."""
    kind = kind_of(where, site)
    patterns = site.permalinks if kind == "page" else rules_of(site).permalinks.get(kind, {})
    section = where.section_folder if rules_of(site).keeps_case else where.section
    of_lang = patterns.get(f"{where.language.code}:{section}")
    return of_lang or patterns.get(section) or patterns.get(where.section)


def _kind(where: Place, dates: Dates, site: Site) -> tuple[Kind, str, str]:
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


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)
