"""A Hugo site's configuration file as a `Site`. Keys are case-insensitive, as in Hugo."""

from collections.abc import Iterable, Mapping

from quire.conventions.port import Reader
from quire.documents.fields import Fields
from quire.documents.front_matter import parse_data
from quire.model import Language, Problem, Site, SourceFile, Taxonomy

FILE_NAMES = tuple(
    f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in ("toml", "yaml", "yml", "json")
)
_ROLES = {
    "tag": "tag",
    "topic": "tag",
    "keyword": "tag",
    "category": "category",
    "series": "series",
    "author": "author",
    "contributor": "author",
}
_DEFAULT_TAXONOMIES: dict[str, object] = {
    "tag": "tags",
    "category": "categories",
    "series": "series",
    "author": "authors",
}


def read_site(files: Mapping[str, SourceFile], read: Reader) -> tuple[Site, tuple[Problem, ...]]:
    """Read the first configuration file that there is; without one, Hugo's defaults hold."""
    path = next((name for name in FILE_NAMES if name in files), None)
    content_dir = "content" if any(name.startswith("content/") for name in files) else ""
    if path is None:
        return Site(content_dir=content_dir, languages=(Language("en", "", content_dir),)), ()
    fields = Fields(parse_data(path, read(path)))
    default_lang = (fields.text("defaultcontentlanguage", max_length=20) or "en").lower()
    content_dir = _directory(fields.text("contentdir", max_length=300), content_dir)
    languages = _languages(fields, default_lang, content_dir)
    default = next((each for each in languages if each.code == default_lang), None)
    title = fields.text("title", max_length=300)
    site = Site(
        title=title or (default.title if default else None) or "",
        url=_url(fields.text("baseurl", max_length=500)),
        default_lang=default_lang,
        languages=languages,
        content_dir=content_dir,
        static_dirs=fields.texts("staticdir", max_count=20) or ("static",),
        permalinks=_permalinks(fields),
        taxonomies=_taxonomies(fields),
        shows_drafts=fields.flag("builddrafts") is True,
        shows_scheduled=fields.flag("buildfuture") is True,
        shows_expired=fields.flag("buildexpired") is True,
    )
    return site, tuple(fields.problems)


def _url(base_url: str | None) -> str | None:
    if base_url is None or not base_url.startswith(("http://", "https://")):
        return None
    return base_url.rstrip("/")


def _directory(text: str | None, default: str) -> str:
    if text is None:
        return default
    return "/".join(part for part in text.split("/") if part not in ("", ".", ".."))


def _permalinks(fields: Fields) -> dict[str, str]:
    patterns = fields.mapping("permalinks")
    nested = patterns.get("page")
    if isinstance(nested, dict):
        patterns = {**patterns, **nested}
    return {
        section.lower(): pattern
        for section, pattern in patterns.items()
        if isinstance(pattern, str)
    }


def _taxonomies(fields: Fields) -> tuple[Taxonomy, ...]:
    """Give each configured taxonomy a role; tags and authors are always looked for."""
    configured = fields.mapping("taxonomies") or _DEFAULT_TAXONOMIES
    found = [
        Taxonomy(_ROLES[singular.lower()], plural.lower())
        for singular, plural in configured.items()
        if isinstance(plural, str) and singular.lower() in _ROLES
    ]
    roles = {taxonomy.role for taxonomy in found}
    found += [
        Taxonomy(role, str(_DEFAULT_TAXONOMIES[role]))
        for role in ("tag", "author")
        if role not in roles
    ]
    return tuple(found)


def _languages(fields: Fields, default_lang: str, content_dir: str) -> tuple[Language, ...]:
    in_subdir = fields.flag("defaultcontentlanguageinsubdir") is True
    configured = fields.nested("languages")
    languages = []
    for code in configured.names:
        language = configured.nested(code)
        if language.flag("disabled") is True:
            continue
        is_default = code == default_lang
        languages.append(
            Language(
                code=code,
                prefix="" if is_default and not in_subdir else code,
                content_dir=_directory(language.text("contentdir", max_length=300), content_dir),
                title=language.text("title", max_length=300),
            )
        )
    if not any(language.code == default_lang for language in languages):
        languages.insert(0, Language(default_lang, default_lang if in_subdir else "", content_dir))
    return tuple(_by_depth(languages))


def _by_depth(languages: Iterable[Language]) -> list[Language]:
    """Put deeper content roots first: a file belongs to the deepest one that holds it."""
    return sorted(languages, key=lambda each: -each.content_dir.count("/") - bool(each.content_dir))
