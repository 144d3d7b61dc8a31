"""Where a content file stands: language, section, bundle. Says nothing of front matter."""

import re
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
    for language in site.languages:
        inside = _inside(base, language.content_dir)
        if inside is None:
            continue
        *folders, name = inside.split("/")
        if not language.content_dir and any(part in _NEVER for part in folders[:1]):
            return None
        if any(part.startswith(".") for part in (*folders, name)):
            return None
        name, language = _by_suffix(name, language, site)
        return Place(language, tuple(folders), name)
    return None


def date_in_name(stem: str) -> tuple[str, str] | None:
    """Split `2024-05-31-my-post` into its date and the rest, None without a date."""
    found = _DATE_PREFIX.match(stem)
    return (found[1], found[2] or "") if found else None


def _inside(path: str, directory: str) -> str | None:
    if not directory:
        return path
    return path[len(directory) + 1 :] if path.startswith(f"{directory}/") else None


def _by_suffix(name: str, language: Language, site: Site) -> tuple[str, Language]:
    """Read the language from `name.fr`; anything else behind a dot belongs to the name."""
    stem, dot, code = name.rpartition(".")
    if dot:
        for each in site.languages:
            if each.code == code.lower():
                return stem, each
    return name, language
