"""Where a content file stands: language, section, bundle. Says nothing of front matter."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from quire.conventions.hugo.mounts import is_mounted
from quire.conventions.hugo.rules import Mount, rules_of
from quire.conventions.patterns import any_of, regexp
from quire.model import Language, Site

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")
HTML_SUFFIXES = (".html", ".htm")
UNSUPPORTED_SUFFIXES = (*(".adoc", ".asciidoc", ".ad", ".org", ".rst", ".rest", ".pandoc", ".pdc"),)
_CONTENT_SUFFIXES = (*MARKDOWN_SUFFIXES, *HTML_SUFFIXES, *UNSUPPORTED_SUFFIXES)
_NEVER = frozenset({"node_modules", "public", "resources", "themes", "layouts", "archetypes"})
_INDEXES = frozenset({"index", "_index"})
_DATE_PREFIX = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})(?:[-_](.+))?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A content file's place in its content root.

    Args:
        language: it is written in.
        folders: between the content root and the file; the bundle's own folder included.
        name: file name without language and suffix: `index`, `_index`, `my-post`; the first two
            in lower case, however the file spells them.
        inside: the path below the content root as it is written, suffix included.
    """

    language: Language
    folders: tuple[str, ...]
    name: str
    inside: str = field(default="", compare=False)

    @property
    def section(self) -> str:
        """The first folder, "" at the root; a leaf bundle at the root is in none."""
        return self.section_folder.lower()

    @property
    def section_folder(self) -> str:
        """The section as its folder is spelled."""
        folders = self.folders[:-1] if self.is_leaf_bundle else self.folders
        return folders[0] if folders else ""

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
    def page_path(self) -> str:
        """The path by which cascades name the page: `/blog/my-post`, `/blog` for its list."""
        parts = self.folders if self.is_leaf_bundle or self.is_list else (*self.folders, self.name)
        return "/" + "/".join(parts).lower().replace(" ", "-")

    @property
    def around(self) -> tuple[str, ...]:
        """The folders whose lists speak for this page, as cascades name them, the root first.

        A list is its own first page.
        """
        folders = self.folders[:-1] if self.is_leaf_bundle else self.folders
        return tuple("/".join(folders[:depth]).lower() for depth in range(len(folders) + 1))

    @property
    def key(self) -> str:
        """Equal for the language versions of one page."""
        return "/".join((*self.folders, self.name))

    @property
    def suffix(self) -> str:
        """Of the file, lower-case, with its dot."""
        return suffix_of(self.inside)


def place(path: str, site: Site) -> Place | None:
    """Find the place of a content file; None for files that are no content."""
    suffix = suffix_of(path)
    if suffix not in _CONTENT_SUFFIXES:
        return None
    found = inside_content(path, site)
    if found is None:
        return None
    language, inside = found
    *folders, name = inside[: -len(suffix)].split("/")
    name, language = _by_suffix(name, language, site)
    if name.lower() in _INDEXES:
        name = name.lower()
    if language in site.disabled_languages:
        return None
    return Place(language, tuple(folders), name, inside)


def inside_content(path: str, site: Site) -> tuple[Language, str] | None:
    """Find a file in the content tree: the language of its root and its path below it.

    None where it lies elsewhere, is hidden or ignored.
    """
    rules = rules_of(site)
    for root in content_roots(site):
        inside = path_inside(path, root.source)
        if inside is None or not is_mounted(inside, root):
            continue
        if is_never_content(inside, root) or _is_ignored(rules.ignored, f"/{path}"):
            return None
        return _language(root.lang, site), "/".join((*root.target, inside))
    return None


def resource_language(language: Language, inside: str, site: Site) -> Language:
    """Find the language of a file in the content tree that is no content: its name may tell.

    Args:
        language, inside: see `inside_content`.
    """
    return _by_suffix(inside.rpartition("/")[2].rpartition(".")[0], language, site)[1]


def content_roots(site: Site) -> list[Mount]:
    """List the roots of all languages, deeper ones first: a file belongs to the deepest, and
    where languages share one, to the default language."""
    if mounts := rules_of(site).mounts:
        return list(mounts)
    languages = (*site.languages, *site.disabled_languages)
    ordered = sorted(languages, key=lambda e: (-len(e.content_dir), e.code != site.default_lang))
    return [Mount(each.content_dir, (), each.code) for each in ordered]


def bundle_folders(places: Iterable[Place]) -> frozenset[str]:
    """Find the folders of the content tree that are leaf bundles; "" where all of the site is."""
    return frozenset("/".join(each.folders) for each in places if each.is_leaf_bundle)


def is_home_bundle(path: str) -> bool:
    """Say whether a file of a bare `content/` makes one leaf bundle of all that lies there."""
    stem, dot, suffix = path.lower().rpartition(".")
    return stem == "content/index" and dot + suffix in _CONTENT_SUFFIXES


def is_resource(where: Place, bundles: Collection[str]) -> bool:
    """Say whether a file belongs to the page of a bundle around it."""
    if where.is_leaf_bundle and not where.folders:
        return False
    folders = where.folders[:-1] if where.is_leaf_bundle else where.folders
    return bool(bundles) and any(
        "/".join(folders[:depth]) in bundles for depth in range(len(folders) + 1)
    )


def is_never_content(inside: str, root: Mount) -> bool:
    """Say whether a path inside a content root is hidden or belongs to other tools."""
    *folders, name = inside.split("/")
    if not root.source and any(part in _NEVER for part in folders[:1]):
        return True
    parts = (*folders, name)
    return name.startswith("#") or any(each.startswith(".") or each.endswith("~") for each in parts)


def date_in_name(stem: str) -> tuple[str, str] | None:
    """Split `2024-05-31-my-post` into its date and the rest, None without a date."""
    found = _DATE_PREFIX.match(stem)
    return (found[1], found[2] or "") if found else None


def path_inside(path: str, directory: str) -> str | None:
    """Give the rest of a path below a directory, None where it lies elsewhere."""
    if not directory:
        return path
    return path[len(directory) + 1 :] if path.startswith(f"{directory}/") else None


def suffix_of(path: str) -> str:
    """Give the suffix of a file's name, lower-case, with its dot; "" without one."""
    _, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return f"{dot}{suffix.lower()}" if dot else ""


def in_language(path: str, language: Language, site: Site) -> list[str]:
    """Give a path and, in front of it, where a content file has its version in a language.

    A path that names its language means that one.
    """
    suffix = suffix_of(path)
    if suffix not in _CONTENT_SUFFIXES:
        return [path]
    base = path[: -len(suffix)]
    name = base.rpartition("/")[2]
    if _by_suffix(name, language, site)[0] != name:
        return [path]
    return [f"{base}.{language.code}{path[-len(suffix) :]}", path]


def _language(code: str, site: Site) -> Language:
    for each in (*site.languages, *site.disabled_languages):
        if each.code == (code or site.default_lang):
            return each
    return site.languages[0]


@lru_cache(maxsize=65_536)
def _is_ignored(expressions: tuple[str, ...], path: str) -> bool:
    """Say whether a file or a folder above it is ignored."""
    if not expressions or not path.strip("/"):
        return False
    patterns = filter(None, map(regexp, expressions))
    return any_of(patterns, path) or _is_ignored(expressions, path.rpartition("/")[0])


def _by_suffix(name: str, language: Language, site: Site) -> tuple[str, Language]:
    """Read the language from `name.fr`; anything else behind a dot belongs to the name."""
    stem, dot, code = name.rpartition(".")
    if dot:
        for each in (*site.languages, *site.disabled_languages):
            if each.code == code.lower():
                return stem, each
    return name, language
