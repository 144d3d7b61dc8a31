"""Where a file stands in a plain folder: content root, folders, name. Reads no front matter."""

import re
from dataclasses import dataclass

from quire.conventions.generators import BY_HAND, Generator
from quire.model import Site

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")
_NEVER = frozenset({"node_modules", "bower_components", "vendor", "i18n"})
_POSTS, DRAFTS = "_posts", "_drafts"
_INDEXES = ("index", "_index", "readme")
_NUMBER = re.compile(r"\d{1,4}[ ]?[-_.]+[ ]?(?=[^\d\s._-])")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plain site's interpretation hangs on.

    Args:
        roots: of its content, each with the path on the site below which it is published.
    """

    generator: Generator
    roots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A content file's place in its content root.

    Args:
        base: path on the site of the content root, "" for the site's own.
        folders: between the content root and the file.
        name: file name without suffix.
    """

    base: str
    folders: tuple[str, ...]
    name: str

    @property
    def is_index(self) -> bool:
        """The file is the page of its folder."""
        return self.name.lower() in _INDEXES

    @property
    def stem(self) -> str:
        """What names the page: its file, or its folder."""
        if not self.is_index:
            return self.name
        return self.folders[-1] if self.folders else self.base

    @property
    def parents(self) -> tuple[str, ...]:
        """The folders above what `stem` names."""
        return self.folders[:-1] if self.is_index else self.folders

    @property
    def section(self) -> str:
        """The first folder on the site, "" at its root; a page's own folder is none."""
        above = (*self.base.split("/"), *self.parents)
        return next(filter(None, above), "").removeprefix("_").lower()


def rules_of(site: Site) -> Rules:
    """Give the rules that the convention has laid into a site."""
    return site.rules if isinstance(site.rules, Rules) else Rules(BY_HAND, (("", ""),))


def place(path: str, site: Site) -> Place | None:
    """Find the place of a content file; None for files that are no content."""
    stem, dot, suffix = path.rpartition(".")
    if f"{dot}{suffix.lower()}" not in _SUFFIXES:
        return None
    found = inside_root(stem, site)
    if found is None:
        return None
    base, inside = found
    *folders, name = inside.split("/")
    if name.startswith("_") and name != "_index":
        return None
    return Place(base, tuple(folders), name) if all(map(_is_content, folders)) else None


def inside_root(path: str, site: Site) -> tuple[str, str] | None:
    """Give the content root's path on the site and the path below it; None elsewhere, for
    hidden files and for those of other tools."""
    for folder, base in rules_of(site).roots:
        inside = path_inside(path, folder)
        if inside is not None:
            *folders, name = inside.split("/")
            hidden = name.startswith((".", "#")) or any(
                each.startswith(".") or each in _NEVER for each in folders
            )
            return None if hidden else (base, inside)
    return None


def path_inside(path: str, directory: str) -> str | None:
    """Give the rest of a path below a directory, None where it lies elsewhere."""
    if not directory:
        return path
    return path[len(directory) + 1 :] if path.startswith(f"{directory}/") else None


def without_number(name: str) -> str:
    """Take the number off a name that it only puts into an order: `02-install` is install."""
    return _NUMBER.sub("", name, count=1) if _NUMBER.match(name) else name


def _is_content(folder: str) -> bool:
    return not folder.startswith("_") or folder in (_POSTS, DRAFTS)
