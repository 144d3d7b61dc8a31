"""The content's own `quire.toml`: an allow-list that a pull request may change.

Nothing in it can leak, execute or exhaust. Laid over what the site's generator says.
"""

import re
from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import replace

from quire.conventions.synonyms import read_synonyms
from quire.documents.fields import Fields
from quire.documents.front_matter import parse_data
from quire.model import Language, Problem, Site, Taxonomy

FILE_NAME = "quire.toml"
_KEYS = (
    "convention",
    "title",
    "url",
    "default_lang",
    "post_sections",
    "excerpt_words",
    "permalinks",
    "taxonomies",
)
_ROLES = ("tag", "category", "series", "author")
_URL = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_LANG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_MAX_PATTERN_LENGTH = 200


def named_convention(data: bytes) -> str | None:
    """Give the name of the convention that a `quire.toml` asks for, known or not."""
    return Fields(parse_data(FILE_NAME, data)).nested("site").text("convention", max_length=40)


def path_in(files: Container[str], content_dir: str) -> str | None:
    """Find the content's `quire.toml`: at the root, else in the content folder."""
    paths = (FILE_NAME, f"{content_dir}/{FILE_NAME}")
    return next((path for path in paths if path in files), None)


def patterns(
    files: Container[str], read: Callable[[str], bytes], content_dir: str
) -> tuple[str, ...]:
    """Give the patterns of addresses that a site's `quire.toml` wants, known or not."""
    path = path_in(files, content_dir)
    if path is None:
        return ()
    found = Fields(parse_data(path, read(path))).nested("site").mapping("permalinks")
    return tuple(pattern for pattern in found.values() if isinstance(pattern, str))


def overlay(
    site: Site,
    path: str,
    data: bytes,
    conventions: Collection[str] = (),
    unknown_tokens: Callable[[str], Sequence[str]] = lambda _: (),
) -> tuple[Site, tuple[Problem, ...]]:
    """Lay the settings of a `quire.toml` over a site; what cannot be used is a problem.

    Args:
        path: of the file, for problems.
        conventions: names of those that there are.
        data: TOML with the tables `[site]` and `[synonyms]`.
        unknown_tokens: of the site's convention, see its port.
    """
    outer = Fields(parse_data(path, data))
    fields = outer.nested("site")
    unknown = [name for name in outer.names if name not in ("site", "synonyms")]
    unknown += [f"site.{name}" for name in fields.names if name not in _KEYS]
    for name in unknown:
        known = ", ".join(_KEYS)
        outer.report(name, "unknown-setting", f"{name[:60]!r} is no setting; [site] knows {known}.")
    named = fields.text("convention", max_length=40)
    if named is not None and named not in conventions:
        fault = f"The convention {named!r} is none of {', '.join(conventions)}."
        fields.report("convention", "invalid-setting", fault)
    site = replace(
        site,
        title=fields.text("title", max_length=200) or site.title,
        url=_url(fields) or site.url,
        excerpt_words=fields.integer("excerpt_words", minimum=10, maximum=500)
        or site.excerpt_words,
    )
    if "post_sections" in fields:
        sections = fields.texts("post_sections", max_count=50)
        site = replace(site, post_sections=tuple(section.lower() for section in sections))
    if "permalinks" in fields:
        site = replace(site, permalinks=_permalinks(fields, unknown_tokens))
    if "taxonomies" in fields:
        site = replace(site, taxonomies=_taxonomies(fields))
    if "synonyms" in outer:
        site = replace(site, synonyms=read_synonyms(outer))
    return _with_default_lang(site, fields), tuple(outer.problems)


def _url(fields: Fields) -> str | None:
    url = fields.text("url", max_length=500)
    if url is None or _URL.fullmatch(url):
        return url and url.rstrip("/")
    fields.report("url", "invalid-setting", f"The url {url[:100]!r} is no http(s) address.")
    return None


def _permalinks(fields: Fields, unknown_tokens: Callable[[str], Sequence[str]]) -> dict[str, str]:
    usable = {}
    for section, pattern in fields.mapping("permalinks").items():
        if not isinstance(pattern, str) or len(pattern) > _MAX_PATTERN_LENGTH:
            fault = f"must be a text of at most {_MAX_PATTERN_LENGTH} characters."
        elif unknown := unknown_tokens(pattern):
            fault = f"holds {unknown[0][:40]!r}, which is no placeholder; leave it out."
        else:
            usable[section.lower()] = pattern
            continue
        message = f"The permalink pattern of {section[:60]!r} {fault}"
        fields.report("permalinks", "invalid-setting", message)
    return usable


def _taxonomies(fields: Fields) -> tuple[Taxonomy, ...]:
    found = []
    for role, key in fields.mapping("taxonomies").items():
        if role in _ROLES and isinstance(key, str) and key:
            found.append(Taxonomy(role, key.lower()))
        else:
            fault = f"names no front matter key or is none of {', '.join(_ROLES)}."
            fields.report("taxonomies", "invalid-setting", f"The taxonomy {role[:60]!r} {fault}")
    return tuple(found)


def _with_default_lang(site: Site, fields: Fields) -> Site:
    """Choose another of several languages as the default, or say which the only one is."""
    lang = (fields.text("default_lang", max_length=20) or site.default_lang).lower()
    codes = [language.code for language in site.languages]
    if lang in codes:
        return replace(site, default_lang=lang)
    if len(codes) == 1 and _LANG.fullmatch(lang):
        only = Language(lang, site.languages[0].prefix, site.languages[0].content_dir)
        return replace(site, default_lang=lang, languages=(only,))
    message = f"The default_lang {lang!r} is none of the site's languages: {', '.join(codes)}."
    fields.report("default_lang", "invalid-setting", message[:300])
    return site
