"""A Hugo site's configuration as a `Site`. Keys are case-insensitive, as in Hugo.

Source: https://gohugo.io/getting-started/configuration/ (0.111). Of the environments only
`production` is read, the one that a site is built in.
"""

from collections.abc import Mapping, Sequence

from quire.conventions.hugo.permalinks import unknown_tokens
from quire.conventions.port import Reader
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Value, parse_data
from quire.model import Language, Problem, Site, SourceFile, Taxonomy

_SUFFIXES = ("toml", "yaml", "yml", "json")
_MAIN = ("hugo", "config")
_FOLDERS = ("config/_default", "config/production")
_PARTS = frozenset({"languages", "permalinks", "taxonomies"})
_MAX_PATTERN_LENGTH = 200
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


def configuration_files(files: Mapping[str, SourceFile]) -> list[str]:
    """List the configuration files that count, the later overruling the earlier.

    At the root only the first of them counts; in `config/` a file may also be named for a
    part of the configuration (`permalinks.toml`, `languages.fr.toml`).
    """
    at_root = (f"{stem}.{suffix}" for stem in _MAIN for suffix in _SUFFIXES)
    found = [path for path in at_root if path in files][:1]
    for folder in _FOLDERS:
        inside = sorted(path for path in files if path.rpartition("/")[0] == folder)
        mains = [path for path in inside if _part(path) == ""]
        found += [*mains, *(path for path in inside if _part(path))]
    return found


def read_site(files: Mapping[str, SourceFile], read: Reader) -> tuple[Site, tuple[Problem, ...]]:
    """Read the configuration files that there are; without any, Hugo's defaults hold."""
    content_dir = "content" if any(name.startswith("content/") for name in files) else ""
    paths = configuration_files(files)
    if not paths:
        return Site(content_dir=content_dir, languages=(Language("en", "", content_dir),)), ()
    fields = Fields(_merged(paths, read))
    default_lang = (fields.text("defaultcontentlanguage", max_length=20) or "en").lower()
    content_dir = _directory(fields.text("contentdir", max_length=300), content_dir)
    languages, disabled = _languages(fields, default_lang, content_dir)
    default = next(each for each in languages if each.code == default_lang)
    site = Site(
        title=fields.text("title", max_length=300) or default.title or "",
        url=_url(fields.text("baseurl", max_length=500)),
        default_lang=default_lang,
        languages=languages,
        disabled_languages=disabled,
        content_dir=content_dir,
        static_dirs=_static_dirs(fields),
        permalinks=_permalinks(fields),
        taxonomies=_taxonomies(fields),
        shows_drafts=fields.flag("builddrafts") is True,
        shows_scheduled=fields.flag("buildfuture") is True,
        shows_expired=fields.flag("buildexpired") is True,
    )
    return site, tuple(fields.problems)


def _part(path: str) -> str | None:
    """Say which part of the configuration a file in `config/` holds.

    Returns:
        "" for all of it, `permalinks`, `languages.fr`, ...; None where it is of no concern.
    """
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    if suffix not in _SUFFIXES:
        return None
    if stem in _MAIN:
        return ""
    return stem if stem.partition(".")[0] in _PARTS else None


def _merged(paths: Sequence[str], read: Reader) -> Parsed:
    """Read all files as if they were one; faults name the first, but for unreadable ones."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for path in paths:
        parsed = parse_data(path, read(path))
        problems.extend(parsed.problems)
        if path == paths[0]:
            lines = parsed.lines
        new: dict[str, Value] = parsed.values
        if path.startswith("config/"):
            for name in reversed((_part(path) or "").split(".")):
                new = {name: new} if name else new
        values = _overlaid(values, new)
    return Parsed(paths[0], values, lines, "", 1, tuple(problems))


def _overlaid(below: dict[str, Value], above: dict[str, Value]) -> dict[str, Value]:
    merged = dict(below)
    for key, value in above.items():
        name = key.lower()
        under = merged.get(name)
        if isinstance(value, dict):
            value = _overlaid(under if isinstance(under, dict) else {}, value)
        merged[name] = value
    return merged


def _url(base_url: str | None) -> str | None:
    if base_url is None or not base_url.startswith(("http://", "https://")):
        return None
    return base_url.rstrip("/")


def _directory(text: str | None, default: str) -> str:
    if text is None:
        return default
    return "/".join(part for part in text.split("/") if part not in ("", ".", ".."))


def _static_dirs(fields: Fields) -> tuple[str, ...]:
    named = (_directory(text, "") for text in fields.texts("staticdir", max_count=20))
    return tuple(filter(None, named)) or ("static",)


def _permalinks(fields: Fields) -> dict[str, str]:
    """Collect the patterns by section; one that cannot be followed is a problem."""
    patterns = fields.mapping("permalinks")
    nested = patterns.get("page")
    if isinstance(nested, dict):
        patterns = {**patterns, **nested}
    usable = {}
    for section, pattern in patterns.items():
        if not isinstance(pattern, str):
            continue
        if len(pattern) > _MAX_PATTERN_LENGTH:
            fault = f"is longer than {_MAX_PATTERN_LENGTH} characters"
        elif unknown := unknown_tokens(pattern):
            fault = f"holds {unknown[0][:40]!r}, which is no token"
        else:
            usable[section.lower()] = pattern
            continue
        message = f"The permalink pattern of {section[:60]!r} {fault}; it is left out."
        fields.report("permalinks", "invalid-setting", message)
    return usable


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


def _languages(
    fields: Fields, default_lang: str, content_dir: str
) -> tuple[tuple[Language, ...], tuple[Language, ...]]:
    """Read the languages: those that are published, the default one among them, and the rest."""
    in_subdir = fields.flag("defaultcontentlanguageinsubdir") is True
    off = {code.lower() for code in fields.texts("disablelanguages")}
    configured = fields.nested("languages")
    languages = []
    for code in configured.names:
        language = configured.nested(code)
        if language.flag("disabled"):
            off.add(code)
        languages.append(
            Language(
                code=code,
                prefix="" if code == default_lang and not in_subdir else code,
                content_dir=_directory(language.text("contentdir", max_length=300), content_dir),
                title=language.text("title", max_length=300),
            )
        )
    default = Language(default_lang, default_lang if in_subdir else "", content_dir)
    if all(each.code != default_lang for each in languages):
        languages.insert(0, default)
    off.discard(default_lang)
    published = tuple(each for each in languages if each.code not in off)
    return published, tuple(each for each in languages if each.code in off)
