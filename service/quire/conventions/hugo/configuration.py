"""A Hugo site's configuration as a `Site`. Keys are case-insensitive, as in Hugo.

Source: https://gohugo.io/configuration/all/ (0.168). Of the environments only
`production` is read, the one that a site is built in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quire.conventions import quire_toml
from quire.conventions.hugo.buildings import buildings_of
from quire.conventions.hugo.cascade import config_cascades
from quire.conventions.hugo.dimensions import default_role, default_version
from quire.conventions.hugo.directories import directory, static_dirs
from quire.conventions.hugo.languages import absolute_url, languages_of, zone_in
from quire.conventions.hugo.lists import Lists, sections
from quire.conventions.hugo.mounts import mounts_of
from quire.conventions.hugo.patterns import asks_for_sections, patterns_of
from quire.conventions.hugo.rules import Rules, rules_of
from quire.conventions.hugo.taxonomies import taxonomies_of, taxonomy_folders
from quire.conventions.patterns import regexp
from quire.conventions.port import Reader
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Value, parse_data
from quire.model import Language, Problem, Site, SourceFile

_SUFFIXES = ("toml", "yaml", "yml", "json")
_MAIN = ("hugo", "config")
AT_ROOT = tuple(f"{stem}.{suffix}" for stem in _MAIN for suffix in _SUFFIXES)
FOLDERS = ("config/_default", "config/production")
_PARTS = frozenset(
    {
        *("languages", "permalinks", "taxonomies", "params", "frontmatter", "module", "cascade"),
        *("uglyurls", "versions", "roles"),
    }
)


def configuration_files(files: Mapping[str, SourceFile]) -> list[str]:
    """List the configuration files that count, the later overruling the earlier.

    At the root only the first of them counts; in `config/` a file may also be named for a
    part of the configuration (`permalinks.toml`, `languages.fr.toml`).
    """
    found = [path for path in AT_ROOT if path in files][:1]
    for folder in FOLDERS:
        inside = sorted(path for path in files if path.rpartition("/")[0] == folder)
        mains = [path for path in inside if _part(path) == ""]
        found += [*mains, *(path for path in inside if _part(path))]
    return found


def read_site(
    files: Mapping[str, SourceFile], read: Reader, lists: Lists
) -> tuple[Site, tuple[Problem, ...]]:
    """Read the configuration files that there are, and what lists say of the pages below.

    Without configuration Hugo's defaults hold.
    """
    content_dir = "content" if any(name.startswith("content/") for name in files) else ""
    paths = configuration_files(files)
    parsed = _merged(paths, read) if paths else Parsed("hugo.toml", {}, {}, "", 1)
    fields = Fields(parsed)
    site = _site(fields, content_dir)
    site = replace(site, rules=_rules(fields, site, files))
    mounts, served = mounts_of(fields, site)
    rules = replace(rules_of(site), mounts=mounts, served=served)
    site = replace(site, rules=rules)
    own = quire_toml.patterns(files, read, site.content_dir)
    if asks_for_sections((*site.permalinks.values(), *_nested_patterns(rules), *own)):
        site = replace(site, rules=replace(rules, sections=sections(files, site)))
    site = replace(site, defaults=config_cascades(fields, site))
    site, problems = lists.applied(site, files, read)
    return site, (*fields.problems, *problems)


def _site(fields: Fields, content_dir: str) -> Site:
    default_lang = (fields.text("defaultcontentlanguage", max_length=20) or "en").lower()
    content_dir = directory(fields.text("contentdir", max_length=300), content_dir)
    languages, disabled = languages_of(fields, default_lang, content_dir)
    default = next(each for each in languages if each.code == default_lang)
    site = Site(
        title=fields.text("title", max_length=300) or default.title or "",
        url=default.url or absolute_url(fields.text("baseurl", max_length=500)),
        default_lang=default_lang,
        languages=languages,
        disabled_languages=disabled,
        content_dir=content_dir,
        static_dirs=static_dirs(fields),
        permalinks=patterns_of(fields, default_lang)[""],
        taxonomies=taxonomies_of(fields),
        templates="hugo",
    )
    building, others = buildings_of(fields, site)
    everywhere = (building, *others.values())
    site = replace(
        site,
        shows_drafts=all(each.drafts for each in everywhere),
        shows_scheduled=all(each.scheduled for each in everywhere),
        shows_expired=all(each.expired for each in everywhere),
    )
    zone = zone_in(fields, "timezone")
    return replace(site, time_zone=zone or site.time_zone, values=_values(fields, site, default))


def _values(fields: Fields, site: Site, default: Language) -> dict[str, object]:
    """Collect what shortcodes may ask of the site; a language's params overlay the site's."""
    own = fields.nested("languages").nested(default.code)
    return {
        "title": site.title,
        "baseurl": f"{site.url}/" if site.url else "/",
        "copyright": own.text("copyright", max_length=1000)
        or fields.text("copyright", max_length=1000)
        or "",
        "params": {**fields.mapping("params"), **own.mapping("params")},
    }


def _rules(fields: Fields, site: Site, files: Mapping[str, SourceFile]) -> Rules:
    languages = fields.nested("languages")
    zones = (
        (code, zone)
        for code in languages.names
        if (zone := zone_in(languages.nested(code), "timezone"))
    )
    ugly: bool | frozenset[str]
    if fields.is_mapping("uglyurls"):
        chosen = fields.nested("uglyurls")
        ugly = frozenset(name for name in chosen.names if chosen.flag(name) is True)
    else:
        ugly = fields.flag("uglyurls") is True
    if "rendersegments" in fields:
        fault = "`renderSegments` leaves pages out, and Quire does not read segments; remove it."
        fields.report("rendersegments", "unreadable-rule", fault)
    kinds = patterns_of(fields, site.default_lang)
    building, others = buildings_of(fields, site)
    return Rules(
        ignored=_ignored(fields),
        zones=tuple(zones),
        permalinks={kind: patterns for kind, patterns in kinds.items() if kind and patterns},
        ugly=ugly,
        keeps_case=fields.flag("disablepathtolower") is True,
        folds_accents=fields.flag("removepathaccents") is True,
        taxonomies=taxonomy_folders(fields),
        building=building,
        buildings=others,
        version=default_version(fields),
        role=default_role(fields),
        files=files,
    )


def _nested_patterns(rules: Rules) -> tuple[str, ...]:
    return tuple(each for patterns in rules.permalinks.values() for each in patterns.values())


def _ignored(fields: Fields) -> tuple[str, ...]:
    """Read `ignoreFiles`, the languages' as well: Hugo heeds them all, whatever the language.

    An expression that cannot be followed might hide anything.
    """
    languages = fields.nested("languages")
    found: list[str] = []
    for each in (fields, *(languages.nested(code) for code in languages.names)):
        found += each.texts("ignorefiles", max_count=100, max_length=500)
        if each.invalid & {"ignorefiles"}:
            fault = "A part of ignoreFiles cannot be read; nobody knows what it hides."
            fields.report("ignorefiles", "unreadable-rule", fault)
    for expression in found:
        if regexp(expression) is None:
            fault = f"The expression {expression[:100]!r} cannot be read; mend it."
            fields.report("ignorefiles", "unreadable-rule", fault)
    return tuple(found)


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
    return stem if stem.partition(".")[0].lower() in _PARTS else None


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
            for name in reversed((_part(path) or "").lower().split(".")):
                # A file that is named for a part may name it once more: `[[cascade]]`.
                again = next((new[key] for key in new if key.lower() == name), None)
                new = {name: again if isinstance(again, (dict, list)) else new} if name else new
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
