"""Front matter that lists and the configuration hand down: Hugo's `cascade`.

Targets name pages by their paths (`/blog/my-post`), not files. `target.lang` is the word of
releases before 0.150.

Source: https://gohugo.io/content-management/front-matter/#cascade-1 (0.168)
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quire.conventions.hugo.dimensions import Unreadable, matrix_of
from quire.conventions.hugo.layout import Place
from quire.conventions.hugo.rules import EXPIRIES, LASTMODS, PUBLISH_DATES, rules_of, spoken
from quire.conventions.patterns import glob
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Value
from quire.model import Defaults, Site

MAX_CASCADES = 100
"""In one list."""

_TARGETS = ("_target", "target")
_TARGET_KEYS = frozenset({"path", "kind", "lang", "environment", "sites"})
_ASTRAY = frozenset({"path", "kind", "lang", "environment", "cascade"})
"""Hugo allows no such keys in a cascade; it takes `environment` for a parameter of the pages."""
_WORDS = frozenset(
    {
        *("target", "path", "kind", "lang", "environment", "draft", "headless", "build"),
        *(*PUBLISH_DATES, *LASTMODS, *EXPIRIES),
    }
)
_KINDS = ("page", "home", "section", "taxonomy", "term")
_ENVIRONMENT = "production"


def cascades_in(
    headers: Mapping[Place, Parsed], site: Site
) -> tuple[list[Defaults], dict[Place, str]]:
    """Read the cascades of lists.

    Returns:
        What they hand down; the lists of which nobody knows what they hand down, and why.
    """
    handed: list[Defaults] = []
    unknown: dict[Place, str] = {}
    for where, parsed in headers.items():
        try:
            if "cascade" in parsed.ambiguous:
                raise Unreadable("gives its `cascade` twice")
            cascade = parsed.values.get("cascade")
            handed += _handed_down(cascade, folder_key(where), (where.language.code,), site)
        except Unreadable as fault:
            unknown[where] = f"it {fault}"
    return handed, unknown


def config_cascades(fields: Fields, site: Site) -> tuple[Defaults, ...]:
    """Read the cascades of the site's configuration; one that cannot be read is reported."""
    languages = fields.nested("languages")
    of_all = [(fields.raw("cascade"), site.langs)]
    of_one = [(languages.nested(code).raw("cascade"), (code,)) for code in languages.names]
    found: list[Defaults] = []
    for cascade, langs in (*of_all, *of_one):
        try:
            found += _handed_down(cascade, "", langs, site)
        except Unreadable as fault:
            fields.report("cascade", "unreadable-rule", f"The site {fault}; mend it.")
    return tuple(found)


def inherited(where: Place, site: Site) -> dict[str, Value]:
    """Give the values that a page receives; what is nearer wins."""
    values: dict[str, Value] = {}
    for folder in where.around:
        for each in _at(site.defaults, folder):
            if _reaches(each, where, site):
                values.update(each.values)
    return values


def own_cascade(cascade: Value, where: Place, site: Site) -> dict[str, Value]:
    """Give the values that a page hands down to itself; those of a list stand among the site's.

    Raises:
        Unreadable: nobody knows what they are.
    """
    values: dict[str, Value] = {}
    if not where.is_list:
        for each in _handed_down(cascade, "", (where.language.code,), site):
            if _reaches(each, where, site):
                values.update(each.values)
    return values


def folder_key(where: Place) -> str:
    """Give the folder of a list as cascades name it."""
    return "/".join(where.folders).lower()


def kind_of(where: Place, site: Site) -> str:
    """Say which of Hugo's kinds a page is."""
    if not where.folders and (where.is_list or where.is_leaf_bundle):
        return "home"
    if not where.is_list:
        return "page"
    if where.section in rules_of(site).taxonomies:
        return "taxonomy" if len(where.folders) == 1 else "term"
    return "section"


def _handed_down(cascade: Value, folder: str, langs: Sequence[str], site: Site) -> list[Defaults]:
    """Understand a cascade; the first of several comes last, because it wins.

    Raises:
        Unreadable: it is no mapping and no list of mappings, or nobody knows which pages it
            means.
    """
    entries = cascade if isinstance(cascade, list) else [cascade] if cascade else []
    found: list[Defaults] = []
    if len(entries) > MAX_CASCADES:
        raise Unreadable(f"has a `cascade` of more than {MAX_CASCADES} parts")
    for entry in reversed(entries):
        if not isinstance(entry, dict):
            raise Unreadable("has a `cascade` that is no mapping and no list of mappings")
        values = {name.lower(): value for name, value in entry.items()}
        target = _target(values, site)
        if not target.is_built:
            continue
        params = values.pop("params", None)
        if isinstance(params, dict):
            values = {name.lower(): value for name, value in params.items()} | values
        found += [
            Defaults(folder, values, target.kind, target.path, spoken(lang, site))
            for lang in langs
            if target.langs is None or lang in target.langs
        ]
    return found


@dataclass(frozen=True, slots=True)
class _Target:
    """Which pages a part of a cascade means: globs, "" for all; None for all languages."""

    path: str = ""
    kind: str = ""
    langs: frozenset[str] | None = None
    is_built: bool = True


def _target(values: dict[str, Value], site: Site) -> _Target:
    """Take the target out of a part of a cascade.

    Whatever is unknown in it is no silence: Hugo would take the target to mean all pages, or
    would not build at all.
    """
    given: dict[str, Value] = {}
    for name in [name for name in values if name in _TARGETS]:
        value = values.pop(name)
        if not isinstance(value, dict):
            raise Unreadable(f"has a {name!r} in its `cascade` without keys of its own")
        given |= {key.lower(): item for key, item in value.items()}
    for name in values:
        if name in _ASTRAY:
            raise Unreadable(f"has {name!r} in its `cascade`, where Hugo allows no such key")
        if (meant := _meant(name)) and name != "_build":
            raise Unreadable(f"has {name[:60]!r} in its `cascade`: is {meant!r} meant?")
    unknown = next((name for name in given if name not in _TARGET_KEYS), None)
    if unknown is not None:
        raise Unreadable(f"has the unknown key {unknown[:60]!r} in a `target` of its `cascade`")
    texts = {name: _glob_of(name, given[name]) for name in given if name != "sites"}
    kind = texts.get("kind", "")
    if not any(_is_meant(kind, each) for each in _KINDS):
        raise Unreadable(f"has the `kind` {kind[:60]!r} in a `target`, which no page is")
    matrix = matrix_of(given.get("sites"), site)
    langs = matrix.langs
    if texts.get("lang"):
        langs = tuple(code for code in langs or site.langs if _is_meant(texts["lang"], code))
    return _Target(
        texts.get("path", ""),
        kind,
        None if langs is None else frozenset(langs),
        matrix.is_read and _is_meant(texts.get("environment", ""), _ENVIRONMENT),
    )


def _meant(name: str) -> str | None:
    """Give the word that a key is but for its plural or signs: `paths`, `_targets`,
    `publish_date`; None for all other keys, which are the pages' own parameters."""
    bare = name.replace("_", "").replace("-", "")
    return next((word for word in _WORDS - {name} if bare in (word, f"{word}s")), None)


def _glob_of(name: str, value: Value) -> str:
    if not isinstance(value, str) or glob(value.lower()) is None:
        raise Unreadable(f"has a {name!r} in a `target` of its `cascade` that is no glob")
    return value.lower()


def _at(defaults: tuple[Defaults, ...], folder: str) -> Iterator[Defaults]:
    at = bisect_left(defaults, folder, key=lambda each: each.folder)
    while at < len(defaults) and defaults[at].folder == folder:
        yield defaults[at]
        at += 1


def _reaches(each: Defaults, where: Place, site: Site) -> bool:
    return (
        each.lang == spoken(where.language.code, site)
        and _is_meant(each.kind, kind_of(where, site))
        and _is_meant(each.pattern, where.page_path)
    )


def _is_meant(pattern: str, text: str) -> bool:
    """Say whether a target's glob means a text; without one it means everything."""
    found = glob(pattern) if pattern else None
    return found is None or found.matches(text)
