"""Where a content file stands: language, section, bundle. Says nothing of front matter."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from quire.model import Language, Site

_CONTENT_SUFFIXES = (".md", ".markdown", ".mdown")
_NEVER = frozenset({"node_modules", "public", "resources", "themes", "layouts", "archetypes"})
_DATE_PREFIX = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})(?:[-_](.+))?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A content file's place in its content root.

    Args:
        language: it is written in.
        folders: between the content root and the file; the bundle's own folder included.
        name: file name without language and suffix: `index`, `_index`, `my-post`.
    """

    language: Language
    folders: tuple[str, ...]
    name: str

    @property
    def section(self) -> str:
        """The first folder, "" at the root; a leaf bundle at the root is in none."""
        folders = self.folders[:-1] if self.is_leaf_bundle else self.folders
        return folders[0].lower() if folders else ""

    @property
    def is_leaf_bundle(self) -> bool:
        """The file is the index of a folder that is one page with its resources."""
        return self.name == "index"

    @property
    def is_list(self) -> bool:
        """The file is the page of a section, a taxonomy, a term or the home page."""
        return self.name == "_index"

    @property
    def stem(self) -> str:
        """What names the page in its address: file name, or the bundle's folder."""
        if self.is_leaf_bundle or self.is_list:
            return self.folders[-1] if self.folders else ""
        return self.name

    @property
    def parents(self) -> tuple[str, ...]:
        """The folders above what `stem` names."""
        return self.folders[:-1] if self.is_leaf_bundle or self.is_list else self.folders

    @property
    def key(self) -> str:
        """Equal for the language versions of one page."""
        return "/".join((*self.folders, self.name))


def place(path: str, site: Site) -> Place | None:
    """Find the place of a content file; None for files that are no content."""
    base, dot, suffix = path.rpartition(".")
    if f"{dot}{suffix.lower()}" not in _CONTENT_SUFFIXES:
        return None
    for root in content_roots(site):
        inside = path_inside(base, root.content_dir)
        if inside is None:
            continue
        if is_never_content(inside, root):
            return None
        *folders, name = inside.split("/")
        name, language = _by_suffix(name, root, site)
        return (
            None if language in site.disabled_languages else Place(language, tuple(folders), name)
        )
    return None


def content_roots(site: Site) -> list[Language]:
    """List all languages, deeper content roots first: a file belongs to the deepest, and where
    languages share one, to the default language."""
    languages = (*site.languages, *site.disabled_languages)
    return sorted(languages, key=lambda e: (-len(e.content_dir), e.code != site.default_lang))


def bundle_folders(places: Mapping[str, Place]) -> frozenset[str]:
    """Find the folders that are leaf bundles; a content root is none."""
    return frozenset(
        path.rpartition("/")[0]
        for path, where in places.items()
        if where.is_leaf_bundle and where.folders
    )


def is_resource(path: str, where: Place, bundles: Collection[str]) -> bool:
    """Say whether a file belongs to the page of a bundle around it."""
    folder = path.rpartition("/")[0]
    above = folder.rpartition("/")[0] if where.is_leaf_bundle else folder
    while above:
        if above in bundles:
            return True
        above = above.rpartition("/")[0]
    return False


def is_never_content(inside: str, root: Language) -> bool:
    """Say whether a path inside a content root is hidden or belongs to other tools."""
    *folders, name = inside.split("/")
    if not root.content_dir and any(part in _NEVER for part in folders[:1]):
        return True
    return name.startswith("#") or any(part.startswith(".") for part in (*folders, name))


def date_in_name(stem: str) -> tuple[str, str] | None:
    """Split `2024-05-31-my-post` into its date and the rest, None without a date."""
    found = _DATE_PREFIX.match(stem)
    return (found[1], found[2] or "") if found else None


def path_inside(path: str, directory: str) -> str | None:
    """Give the rest of a path below a directory, None where it lies elsewhere."""
    if not directory:
        return path
    return path[len(directory) + 1 :] if path.startswith(f"{directory}/") else None


def in_language(path: str, language: Language, site: Site) -> list[str]:
    """Give a path and, in front of it, where a content file has its version in a language.

    A path that names its language means that one.
    """
    base, dot, suffix = path.rpartition(".")
    if f"{dot}{suffix.lower()}" not in _CONTENT_SUFFIXES:
        return [path]
    name = base.rpartition("/")[2]
    if _by_suffix(name, language, site)[0] != name:
        return [path]
    return [f"{base}.{language.code}{dot}{suffix}", path]


def _by_suffix(name: str, language: Language, site: Site) -> tuple[str, Language]:
    """Read the language from `name.fr`; anything else behind a dot belongs to the name."""
    stem, dot, code = name.rpartition(".")
    if dot:
        for each in (*site.languages, *site.disabled_languages):
            if each.code == code:
                return stem, each
    return name, language
