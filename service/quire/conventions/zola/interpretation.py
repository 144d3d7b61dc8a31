"""One content file of a Zola site as a candidate.

Source of field names: https://www.getzola.org/documentation/content/page/#front-matter.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from quire.conventions.address_patterns import Page, filled
from quire.conventions.port import Interpretation
from quire.conventions.stated import (
    MAX_TEXT,
    aliases_of,
    canonical_of,
    credits_of,
    images_of,
    seo_of,
    slug_in,
    terms_of,
)
from quire.conventions.zola.layout import Place, place
from quire.conventions.zola.permalinks import path_of, permalink
from quire.conventions.zola.rules import rules_of
from quire.documents.dates import DateUnreadable, date_of_path, read_date
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed, Value
from quire.model import Candidate, Problem, Site, SourceFile

_FROM_EXTRA = frozenset(
    {
        *("images", "image", "cover", "featured", "canonical", "canonical_url", "seo", "noindex"),
        *("author", "authors", "summary", "excerpt", "translationkey"),
    }
)
_KNOWN = _FROM_EXTRA | {
    *("title", "slug", "path", "date", "updated", "draft", "render", "aliases", "taxonomies"),
    *("description", "id", "extra", "redirect_to", "transparent"),
}


def interpret(file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
    """Understand one content file; a file outside of `content/` stands for nothing."""
    where = place(file.path, site)
    if where is None:
        return Interpretation(None, ())
    if fault := _fault(where, parsed):
        return Interpretation(None, (*parsed.problems, Problem(file.path, 0, *fault)))
    fields = Fields(_flattened(parsed))
    rules = rules_of(site)
    name_date, name = where.dated_stem()
    title = fields.text("title", max_length=500) or _title_of(name, where)
    own_path = fields.text("path", max_length=500)
    slug = fields.text("slug", max_length=200)
    date = fields.instant("date", default_zone=UTC) or name_date or _date_of(own_path or "")
    section = where.section(rules)
    pattern = None if where.is_section else site.permalinks.get(section)
    asked = Page(where.folders, name, title, path_of(slug or "", rules.slugs), date)
    patterned = filled(pattern, asked) if pattern else None
    path = permalink(where, slug, own_path, rules, patterned)
    is_post = not where.is_section and date is not None
    if site.post_sections and section not in site.post_sections:
        is_post = False
    lang = where.language.code if where.language else site.default_lang
    own_id = fields.text("id", max_length=200)
    credited = credits_of(fields, site)
    candidate = Candidate(
        path=file.path,
        blob=file.blob,
        kind="post" if is_post else "page",
        key=_identity(own_id, path, lang, site),
        translation_key=own_id or fields.text("translationkey", max_length=200) or where.key,
        title=title,
        slug=slug_in(slug, path, title),
        permalink=path,
        lang=lang,
        section=section,
        published_at=_utc(date),
        updated_at=_utc(fields.instant("updated", default_zone=UTC)),
        hidden=_hidden(fields, parsed, where, site),
        authors=tuple(credited),
        websites={name: url for name, url in credited.items() if url},
        tags=terms_of(fields, "tag", site),
        categories=terms_of(fields, "category", site),
        series=terms_of(fields, "series", site)[:1],
        images=images_of(fields),
        aliases=aliases_of(fields, path),
        description=fields.text("description", max_length=MAX_TEXT),
        excerpt=fields.text("summary", max_length=MAX_TEXT)
        or fields.text("excerpt", max_length=MAX_TEXT),
        featured=fields.flag("featured") is True,
        seo=seo_of(fields),
        canonical_url=canonical_of(fields),
        extra=fields.rest(_KNOWN | {taxonomy.key for taxonomy in site.taxonomies}),
    )
    return Interpretation(candidate, tuple(fields.problems))


def _fault(where: Place, parsed: Parsed) -> tuple[str, str] | None:
    if where.language is None:
        fault = "The name ends in a language that the configuration does not have; add it."
        return "unknown-language", fault
    if not parsed.headed:
        fault = "Zola wants a front matter, +++ above and below; an empty one will do."
        return "front-matter-missing", fault
    return None


def _flattened(parsed: Parsed) -> Parsed:
    """Lift taxonomies and what is common in `extra` to where other conventions have them, and
    write aliases from the root, as Zola reads them."""
    values: dict[str, Value] = {}
    extra = _lowered(parsed.values.get("extra"))
    values |= {name: extra[name] for name in extra if name not in _KNOWN - _FROM_EXTRA}
    values |= _lowered(parsed.values.get("taxonomies"))
    values |= parsed.values
    match parsed.values.get("aliases"):
        case list(aliases):
            values["aliases"] = [
                f"/{each.lstrip('/')}" if isinstance(each, str) and "://" not in each else each
                for each in aliases
            ]
    return replace(parsed, values=values)


def _lowered(value: Value) -> dict[str, Value]:
    return {name.lower(): item for name, item in value.items()} if isinstance(value, dict) else {}


def _hidden(fields: Fields, parsed: Parsed, where: Place, site: Site) -> str | None:
    """Say why a file is never shown. In doubt it is not: whatever hides must be readable."""
    rules = rules_of(site)
    if not parsed.readable or _is_below(where, rules.closed):
        return "unreadable"
    draft = fields.flag("draft")
    if draft is INVALID or (draft and not site.shows_drafts) or _is_below(where, rules.drafts):
        return "draft"
    if fields.flag("render") in (False, INVALID):
        return "unpublished"
    if where.is_section and "redirect_to" in fields:
        return "unpublished"
    return None


def _is_below(where: Place, folders: Collection[str]) -> bool:
    own = where.folders if where.name != "index" else (*where.folders, where.stem)
    return bool(folders) and any("/".join(own[:depth]) in folders for depth in range(len(own) + 1))


def _identity(own_id: str | None, path: str, lang: str, site: Site) -> str:
    if own_id is None:
        return path
    return own_id if lang == site.default_lang else f"{own_id}@{lang}"


def _title_of(name: str, where: Place) -> str:
    words = where.folders[-1] if where.is_section and where.folders else name
    if where.is_section and not where.folders:
        return "Home"
    return words.replace("-", " ").replace("_", " ").strip().capitalize() or "Home"


def _date_of(path: str) -> datetime | None:
    """Read a date that an address begins with or holds: `2024/05/31/name`."""
    found = date_of_path(path)
    if found is None:
        return None
    try:
        return read_date(found[0], UTC)
    except DateUnreadable:
        return None


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)
