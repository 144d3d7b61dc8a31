"""A Jekyll site's `_config.yml` as a `Site`.

Source: https://jekyllrb.com/docs/configuration/options/ (4.3).
"""

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo

from quire.conventions.jekyll.data import read_data
from quire.conventions.jekyll.defaults import read_defaults
from quire.conventions.jekyll.permalinks import unknown_placeholders, with_ending_of
from quire.conventions.jekyll.rules import (
    ALWAYS_EXCLUDED,
    POSTS,
    STYLES,
    Collection,
    Rules,
    spelled,
    truth,
)
from quire.conventions.port import Reader
from quire.conventions.zones import zone_named
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Value, parse_data
from quire.model import Language, Problem, Site, SourceFile

FILE_NAMES = ("_config.yml", "_config.yaml", "_config.toml")

_KEYS_OF_OTHERS = ("source_dir", "public_dir", "new_post_name", "only_build_toc_files")
"""Of Hexo and Jupyter Book, whose configuration has the same name."""

_LANG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_LABEL = re.compile(r"[^a-z0-9_.-]", re.IGNORECASE)
_SPECIAL_LABELS = (POSTS, "data")
_REDIRECTING = "jekyll-redirect-from"
_MAX_COLLECTIONS = 100
_MAX_PATTERN_LENGTH = 200
_MAX_PATTERNS = 200


def is_of_another(path: str, data: bytes) -> bool:
    """Say whether a configuration is that of another generator."""
    return any(name in parse_data(path, data).values for name in _KEYS_OF_OTHERS)


def read_site(files: Mapping[str, SourceFile], read: Reader) -> tuple[Site, tuple[Problem, ...]]:
    """Read the first configuration file that there is; without any, Jekyll's defaults hold."""
    path = next((name for name in FILE_NAMES if name in files), None)
    parsed = parse_data(path, read(path)) if path else Parsed("", {}, {}, "", 1)
    fields = Fields(parsed)
    source = _directory(fields, "source", "")
    rules = _rules(fields, parsed.values, source)
    defaults, faults = read_defaults(parsed.values.get("defaults"), rules.collections_dir)
    for fault in faults:
        fields.report("defaults", "invalid-setting", f"The defaults {fault}.")
    data, unreadable = read_data(files, read, "/".join(filter(None, (source, rules.data_dir))))
    langs = _langs(fields)
    site = Site(
        title=fields.text("title", max_length=300) or fields.text("name", max_length=300) or "",
        url=_url(fields),
        default_lang=langs[0],
        languages=tuple(Language(lang, "", source) for lang in langs),
        content_dir=source,
        static_dirs=(),
        time_zone=_time_zone(fields),
        shows_drafts=truth(parsed.values.get("show_drafts")) is True,
        shows_scheduled=truth(parsed.values.get("future")) is True,
        defaults=defaults,
        templates="liquid",
        values={**fields.rest(()), "data": data},
        rules=rules,
    )
    return site, (*fields.problems, *unreadable)


def _rules(fields: Fields, values: dict[str, Value], source: str) -> Rules:
    permalink = _pattern(fields, "permalink", values.get("permalink")) or "date"
    plugins = (*_texts(fields, "plugins", ()), *_texts(fields, "gems", ()))
    separator = values.get("excerpt_separator")
    include = _texts(fields, "include", (".htaccess",))
    exclude = (*_texts(fields, "exclude", ()), *ALWAYS_EXCLUDED)
    destination = f"/{_directory(fields, 'destination', '_site')}"
    return Rules(
        collections=_collections(fields, values.get("collections"), permalink),
        collections_dir=_directory(fields, "collections_dir", ""),
        data_dir=_directory(fields, "data_dir", "_data"),
        destination=destination.removeprefix(f"/{source}" if source else "").strip("/"),
        permalink=permalink,
        include=include,
        exclude=tuple(pattern for pattern in exclude if pattern not in include),
        suffixes=_suffixes(fields),
        excerpt_separator=separator.strip() if isinstance(separator, str) else "",
        shows_unpublished=truth(values.get("unpublished")) is True,
        follows_redirects=_REDIRECTING in plugins,
    )


def _collections(fields: Fields, value: Value, permalink: str) -> tuple[Collection, ...]:
    """Read the collections, a list of labels or a map; posts are always among them."""
    if isinstance(value, list):
        value = {spelled(label): None for label in value}
    configured = value if isinstance(value, dict) else {}
    if value is not None and not isinstance(value, dict):
        fields.report("collections", "wrong-type", "The field 'collections' must be a mapping.")
    found = []
    for name, settings in {POSTS: None, **configured}.items():
        label = _LABEL.sub("", name)
        settings = settings if isinstance(settings, dict) else {}
        pattern = _pattern(fields, f"collections.{label}", settings.get("permalink"))
        if label == POSTS:
            pattern = pattern or STYLES.get(permalink, permalink)
            found.append(Collection(POSTS, pattern, True))
        elif label and label not in _SPECIAL_LABELS:
            pattern = pattern or with_ending_of("/:collection/:path", permalink)
            found.append(Collection(label, pattern, truth(settings.get("output")) is True))
    if len(found) > _MAX_COLLECTIONS:
        fault = f"There are {len(found)} collections; at most {_MAX_COLLECTIONS} are read."
        fields.report("collections", "too-many", fault)
    return tuple(found[:_MAX_COLLECTIONS])


def _pattern(fields: Fields, name: str, value: Value) -> str | None:
    """Check a pattern of addresses; one that cannot be followed is a problem."""
    if not isinstance(value, str) or not value.strip():
        return None
    unknown = unknown_placeholders(value)
    if len(value) > _MAX_PATTERN_LENGTH:
        fault = f"is longer than {_MAX_PATTERN_LENGTH} characters"
    elif unknown:
        fault = f"holds {unknown[0][:40]!r}, which is no placeholder"
    else:
        return value.strip()
    message = f"The permalink pattern of {name[:60]!r} {fault}; it is left out."
    fields.report(name.partition(".")[0], "invalid-setting", message)
    return None


def _texts(fields: Fields, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    if name not in fields:
        return default
    return fields.texts(name, max_count=_MAX_PATTERNS, max_length=_MAX_PATTERN_LENGTH)


def _suffixes(fields: Fields) -> tuple[str, ...]:
    text = fields.text("markdown_ext", max_length=200)
    if text is None:
        return Rules().suffixes
    return tuple(f".{part.strip().lower()}" for part in text.split(",") if part.strip())


def _directory(fields: Fields, name: str, default: str) -> str:
    text = fields.text(name, max_length=300)
    if text is None:
        return default
    return "/".join(part for part in text.split("/") if part not in ("", ".", ".."))


def _url(fields: Fields) -> str | None:
    url = fields.text("url", max_length=500)
    if url is None or not url.startswith(("http://", "https://")):
        return None
    base = (fields.text("baseurl", max_length=300) or "").strip("/")
    return "/".join(filter(None, (url.rstrip("/"), base)))


def _langs(fields: Fields) -> tuple[str, ...]:
    """Give the codes of the languages, the default one first.

    Jekyll has one; `languages` and `default_lang` are those of its language plugins.
    """
    wished = [fields.text(name, max_length=20) for name in ("default_lang", "lang", "locale")]
    listed = () if fields.is_mapping("languages") else fields.texts("languages", max_count=100)
    first = next(filter(None, wished), None) or next(iter(listed), "en")
    codes = [code.lower().replace("_", "-") for code in (first, *listed)]
    return tuple(dict.fromkeys(filter(_LANG.fullmatch, codes))) or ("en",)


def _time_zone(fields: Fields) -> tzinfo:
    name = fields.text("timezone", max_length=100)
    zone = zone_named(name) if name else UTC
    if zone is None:
        fault = f"The timezone {name!r} is unknown; name one such as Europe/Paris."
        fields.report("timezone", "invalid-setting", fault)
    return zone or UTC
