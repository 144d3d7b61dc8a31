"""Front matter values that `defaults` of `_config.yml` hand down.

Source: https://jekyllrb.com/docs/configuration/front-matter-defaults/ and Jekyll's
`FrontmatterDefaults`: a scope's path is a plain prefix unless it holds a star.
"""

from dataclasses import replace

from quire.conventions.jekyll.layout import Place
from quire.conventions.jekyll.rules import spelled
from quire.conventions.patterns import glob
from quire.documents.front_matter import Parsed, Value
from quire.model import Defaults, Site

_TYPES = {"post": "posts", "page": "pages", "draft": "drafts"}
_MAX_SETS = 500
_MAX_SCOPE_LENGTH = 300


def read_defaults(value: Value, collections_dir: str) -> tuple[tuple[Defaults, ...], list[str]]:
    """Read the sets of `defaults`.

    Returns:
        The sets in their order, and what is wrong with the ones left out.
    """
    found, faults = [], []
    sets = value if isinstance(value, list) else []
    if len(sets) > _MAX_SETS:
        faults.append(f"hold more than {_MAX_SETS} sets; the others are left out")
    for each in sets[:_MAX_SETS]:
        values = each.get("values") if isinstance(each, dict) else None
        if not isinstance(each, dict) or not isinstance(values, dict):
            faults.append("hold a set without `values`; it is left out")
            continue
        scope = each.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        path, kind = spelled(scope.get("path")), spelled(scope.get("type"))
        if len(path) > _MAX_SCOPE_LENGTH:
            faults.append(f"hold a path of more than {_MAX_SCOPE_LENGTH} characters")
            continue
        if collections_dir:
            path = path.removeprefix(f"{collections_dir}/")
        has_star = "*" in path
        found.append(
            Defaults(
                folder="" if has_star else path,
                pattern=path if has_star else "",
                kind=_TYPES.get(kind, kind),
                values={key.lower(): item for key, item in values.items()},
            )
        )
    return tuple(found), faults


def handed_down(parsed: Parsed, where: Place, site: Site) -> Parsed:
    """Fill in what a file does not state itself; maps are filled key by key, and folders',
    site's and own categories add up."""
    defaults: dict[str, Value] = {}
    before: Defaults | None = None
    for each in site.defaults:
        if not _applies(each, where):
            continue
        if before is None or _wins(each, before):
            defaults, before = _over(each.values, defaults), each
        else:
            defaults = _over(defaults, each.values)
    return replace(parsed, values=_over(parsed.values, defaults)) if defaults else parsed


def _applies(each: Defaults, where: Place) -> bool:
    if each.kind and each.kind != where.kind:
        return False
    if not each.pattern:
        return where.relative.startswith(each.folder.removeprefix("/"))
    # A star stands for folders and files that exist: the path itself or one above it. Two stars
    # may stand for no folder at all.
    pattern = glob(each.pattern.removeprefix("/").replace("**/", "{**/,}") + "{/**,}")
    return pattern is not None and pattern.matches(where.relative)


def _wins(new: Defaults, old: Defaults) -> bool:
    """Say whether a set overrules the one before: the longer path does, then the one of a type."""
    lengths = [len((each.folder or each.pattern).removeprefix("/")) for each in (new, old)]
    if lengths[0] != lengths[1]:
        return lengths[0] > lengths[1]
    return bool(new.kind) or not old.kind


def _over(above: dict[str, Value], below: dict[str, Value]) -> dict[str, Value]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if key == "categories" and under is not None and value is not None:
            merged[key] = list(dict.fromkeys((*_words(under), *_words(value))))
        elif isinstance(value, dict) and isinstance(under, dict):
            merged[key] = _over(value, under)
        elif value is not None or under is None:
            merged[key] = value
    return merged


def _words(value: Value) -> list[Value]:
    if isinstance(value, str):
        return list(value.split())
    return value if isinstance(value, list) else [value]
