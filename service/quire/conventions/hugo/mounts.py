"""Mounts: folders of the repository that stand for a part of the content, or are published.

Source: https://gohugo.io/configuration/module/#mounts (0.168), and the keys of earlier releases
(`lang`, `includeFiles`, `excludeFiles`), which 0.168 refuses.
"""

from collections.abc import Iterable, Iterator

from quire.conventions.hugo.dimensions import Unreadable, matrix_of
from quire.conventions.hugo.directories import directory
from quire.conventions.hugo.rules import Mount
from quire.conventions.patterns import glob
from quire.documents.fields import Fields
from quire.documents.front_matter import Value
from quire.model import Site

_MAX_MOUNTS = 200
_KEYS = frozenset({"source", "target", "files", "sites", "disablewatch"})
_FORMER_KEYS = frozenset({"lang", "includefiles", "excludefiles"})
_NOTHING = (("/**", False),)


def mounts_of(fields: Fields, site: Site) -> tuple[tuple[Mount, ...], tuple[tuple[str, str], ...]]:
    """Read `module.mounts`.

    Returns:
        What stands for content, deeper sources first, nothing where the content folders are
        the usual ones; and (folder, path) of what is published as it is.
    """
    module = fields.nested("module")
    content: list[Mount] = []
    served: list[tuple[str, str]] = []
    for each in module.entries("mounts", max_count=_MAX_MOUNTS):
        if isinstance(each, str):
            fault = f"The mount {each[:100]!r} is no mapping; write its source and its target."
            fields.report("module", "unreadable-rule", fault)
            continue
        _check_keys(each, fields)
        source, target = each.text("source"), each.text("target")
        if source is None or target is None:
            continue
        if source.startswith(("..", "/")) or "/../" in source:
            fault = f"The mount of {source[:100]!r} lies outside of the site; it is left out."
            fields.report("module", "invalid-setting", fault)
            continue
        component, *below = directory(target, "").split("/")
        if component == "content":
            content.append(_content(each, directory(source, ""), tuple(below), fields, site))
        elif component in ("static", "assets"):
            served.append((directory(source, ""), "/".join(below)))
    default = {Mount(each.content_dir) for each in site.languages}
    if set(content) <= default:
        content = []
    return tuple(sorted(content, key=lambda each: -len(each.source))), tuple(served)


def is_mounted(inside: str, mount: Mount) -> bool:
    """Say whether a mount lets a file in.

    As in Hugo, the first pattern that matches decides; what none matches is in where none lets
    in. A folder that is not let in holds its files back, whatever is said of these; a pattern
    that lets in matches the folders that it names, too (`/a/b/*.md`: `/a` and `/a/b`).

    Args:
        inside: the file's path below the mount's source.
    """
    if not mount.files:
        return True
    path = f"/{inside.lower()}"

    def lets_in(path: str, *, is_folder: bool) -> bool:
        for text, verdict in mount.files:
            named = _folders_of(text) if is_folder and verdict else ()
            if _matches((text, *named), path):
                return verdict
        return not any(verdict for _, verdict in mount.files)

    folders = (path[:at] for at, sign in enumerate(path) if sign == "/" and at)
    return lets_in(path, is_folder=False) and all(
        lets_in(folder, is_folder=True) for folder in folders
    )


def _check_keys(mount: Fields, fields: Fields) -> None:
    for name in mount.names:
        if name not in _KEYS and name not in _FORMER_KEYS:
            fault = f"The key {name[:60]!r} of a mount is unknown: it may hide files; mend it."
            fields.report("module", "unreadable-rule", fault)


def _content(
    mount: Fields, source: str, target: tuple[str, ...], fields: Fields, site: Site
) -> Mount:
    files = _filters(mount, fields)
    lang = (mount.text("lang", max_length=20) or "").lower()
    try:
        matrix = matrix_of(mount.raw("sites"), site)
    except Unreadable as fault:
        fields.report("module", "unreadable-rule", f"A mount {fault}; mend it.")
        return Mount(source, target, lang, files)
    if not matrix.is_read or matrix.langs == ():
        # Other sites than the one that is read are built of it.
        return Mount(source, target, lang, _NOTHING)
    return Mount(source, target, matrix.langs[0] if matrix.langs else lang, files)


def _filters(mount: Fields, fields: Fields) -> tuple[tuple[str, bool], ...]:
    """Read which files are let in and which are not, checked and normalised."""
    found: list[tuple[str, bool]] = []
    for name in ("files", "excludefiles", "includefiles"):
        if any(map(_has_outer_blanks, _spelled(mount.raw(name)))):
            fault = f"A pattern in {name!r} of a mount is empty, or has blanks around it, which"
            fields.report("module", "unreadable-rule", f"{fault} Hugo takes for names; mend it.")
        for text in mount.texts(name, max_count=50, max_length=500):
            negated = name == "files" and text.startswith("! ")
            pattern = "/" + text.removeprefix("! " if negated else "").strip().lstrip("/").lower()
            if glob(pattern) is None:
                fault = f"The pattern {text[:100]!r} of a mount cannot be read; mend it."
                fields.report("module", "unreadable-rule", fault)
            found.append((pattern, not negated and name != "excludefiles"))
        if name in mount.invalid:
            fault = f"A part of {name!r} of a mount cannot be read; nobody knows what it hides."
            fields.report("module", "unreadable-rule", fault)
    return tuple(found)


def _spelled(value: Value) -> list[str]:
    return [
        item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)
    ]


def _has_outer_blanks(text: str) -> bool:
    pattern = text.removeprefix("! ")
    return not pattern or pattern != pattern.strip()


def _folders_of(pattern: str) -> Iterator[str]:
    folder = pattern.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _matches(texts: Iterable[str], path: str) -> bool:
    return any(pattern.matches(path) for text in texts if (pattern := glob(text)))
