"""Front matter that lists and the configuration hand down: Hugo's `cascade`.

Source: https://gohugo.io/content-management/front-matter/#front-matter-cascade
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from quire.conventions.hugo.layout import Place
from quire.conventions.hugo.rules import rules_of, spoken
from quire.conventions.patterns import glob
from quire.documents.front_matter import Parsed, Value
from quire.model import Defaults, Site

MAX_CASCADES = 100
"""In one list."""

_TARGETS = ("_target", "target")
_ENVIRONMENT = "production"


def cascades_in(headers: Mapping[Place, Parsed], site: Site) -> tuple[list[Defaults], list[Place]]:
    """Read the cascades of lists.

    Returns:
        What they hand down; the lists of which nobody knows what they hand down.
    """
    handed: list[Defaults] = []
    unknown: list[Place] = []
    for where, parsed in headers.items():
        lang = where.language.code
        found = _handed_down(parsed.values.get("cascade"), folder_key(where), (lang,), site)
        if found is None or "cascade" in parsed.ambiguous:
            unknown.append(where)
        else:
            handed += found
    return handed, unknown


def config_cascades(cascade: Value, site: Site) -> tuple[Defaults, ...] | None:
    """Read the cascade of the site's configuration; None where it cannot be read."""
    found = _handed_down(cascade, "", site.langs, site)
    return None if found is None else tuple(found)


def inherited(where: Place, site: Site) -> dict[str, Value]:
    """Give the values that a page receives; what is nearer wins."""
    values: dict[str, Value] = {}
    for folder in where.around:
        for each in _at(site.defaults, folder):
            if _reaches(each, where, site):
                values.update(each.values)
    return values


def folder_key(where: Place) -> str:
    """Give the folder of a list as cascades name it."""
    return "/".join(where.folders).lower()


def kind_of(where: Place, site: Site) -> str:
    """Say which of Hugo's kinds a page is."""
    if not where.is_list:
        return "page"
    if not where.folders:
        return "home"
    if where.section in rules_of(site).taxonomies:
        return "taxonomy" if len(where.folders) == 1 else "term"
    return "section"


def _handed_down(
    cascade: Value, folder: str, langs: Sequence[str], site: Site
) -> list[Defaults] | None:
    """Understand a cascade; the first of several comes last, because it wins.

    None where it is no mapping and no list of mappings.
    """
    entries = cascade if isinstance(cascade, list) else [cascade] if cascade else []
    found = []
    if len(entries) > MAX_CASCADES:
        return None
    for entry in reversed(entries):
        if not isinstance(entry, dict):
            return None
        values = {name.lower(): value for name, value in entry.items()}
        targets = [values.pop(name) for name in _TARGETS if isinstance(values.get(name), dict)]
        target = _texts(targets[0] if targets else {})
        if _is_meant(target.get("environment"), _ENVIRONMENT):
            found += [
                Defaults(
                    folder,
                    values,
                    target.get("kind", ""),
                    target.get("path", ""),
                    spoken(lang, site),
                )
                for lang in langs
                if _is_meant(target.get("lang"), lang)
            ]
    return found


def _texts(target: Value) -> dict[str, str]:
    """Read the globs of a target; what is no text is left out, so that it means more."""
    values = target if isinstance(target, dict) else {}
    return {name.lower(): text.lower() for name, text in values.items() if isinstance(text, str)}


def _at(defaults: tuple[Defaults, ...], folder: str) -> Iterator[Defaults]:
    at = bisect_left(defaults, folder, key=lambda each: each.folder)
    while at < len(defaults) and defaults[at].folder == folder:
        yield defaults[at]
        at += 1


def _reaches(each: Defaults, where: Place, site: Site) -> bool:
    return (
        each.lang == spoken(where.language.code, site)
        and _is_meant(each.kind, kind_of(where, site))
        and _is_meant(each.pattern, f"/{where.inside.lower()}")
    )


def _is_meant(pattern: str | None, text: str) -> bool:
    """Say whether a target's glob means a text; one that cannot be read means everything."""
    found = glob(pattern) if pattern else None
    return found is None or found.matches(text)
