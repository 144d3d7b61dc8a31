"""The folders of a Hugo site: where content is, and what is published as it is.

Source: https://gohugo.io/hugo-modules/configuration/#module-configuration-mounts
"""

from quire.conventions.hugo.rules import Mount
from quire.conventions.patterns import glob
from quire.documents.fields import Fields
from quire.model import Language

_MAX_MOUNTS = 200


def directory(text: str | None, default: str) -> str:
    """Read a folder relative to the site root; `.` and `..` lead nowhere."""
    if text is None:
        return default
    return "/".join(part for part in text.split("/") if part not in ("", ".", ".."))


def static_dirs(fields: Fields) -> tuple[str, ...]:
    """List the folders that are published at the site's root, the theme's last."""
    named = (directory(text, "") for text in fields.texts("staticdir", max_count=20))
    own = tuple(filter(None, named)) or ("static",)
    themes = directory(fields.text("themesdir", max_length=300), "themes")
    names = fields.texts("theme", max_count=20)
    return (*own, *(directory(f"{themes}/{name}/static", "") for name in names))


def mounts_of(
    fields: Fields, languages: tuple[Language, ...]
) -> tuple[tuple[Mount, ...], tuple[tuple[str, str], ...]]:
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
            continue
        source, target = each.text("source"), each.text("target")
        if source is None or target is None:
            continue
        if source.startswith(("..", "/")) or "/../" in source:
            fault = f"The mount of {source[:100]!r} lies outside of the site; it is left out."
            fields.report("module", "invalid-setting", fault)
            continue
        component, *below = directory(target, "").split("/")
        if component == "content":
            content.append(_content(each, directory(source, ""), tuple(below), fields))
        elif component in ("static", "assets"):
            served.append((directory(source, ""), "/".join(below)))
    default = {Mount(each.content_dir) for each in languages}
    if set(content) <= default:
        content = []
    return tuple(sorted(content, key=lambda each: -len(each.source))), tuple(served)


def _content(mount: Fields, source: str, target: tuple[str, ...], fields: Fields) -> Mount:
    globs = {}
    for name in ("includefiles", "excludefiles"):
        globs[name] = mount.texts(name, max_count=50, max_length=500)
        for text in globs[name]:
            if glob(text) is None:
                fault = f"The pattern {text[:100]!r} of a mount cannot be read; mend it."
                fields.report("module", "unreadable-rule", fault)
    return Mount(
        source,
        target,
        (mount.text("lang", max_length=20) or "").lower(),
        globs["includefiles"],
        globs["excludefiles"],
    )
