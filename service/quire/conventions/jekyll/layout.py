"""Where a file of a Jekyll site stands: post, draft, in a collection, page. Says nothing of
front matter."""

import re
from dataclasses import dataclass

from quire.conventions.jekyll.entries import is_read, is_walked
from quire.conventions.jekyll.rules import POSTS, Rules

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_POSTS_DIR = "_posts"
_DRAFTS_DIR = "_drafts"
_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A file's place in the source of a site.

    Args:
        collection: its label, "" for pages and files for the site's root.
        folder: a page's own; of a post, the folder that holds `_posts` or `_drafts`.
        inside: path inside the collection's folder; a page's file name.
        relative: path as scopes of `defaults` name it.
        is_draft: it stands in `_drafts`.
    """

    collection: str
    folder: str
    inside: str
    relative: str
    is_draft: bool = False

    @property
    def name(self) -> str:
        """The file name."""
        return self.inside.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The end of the file name with its dot, as written; "" where there is none."""
        return self.name[len(self.stem) :]

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        stem, dot, _ = self.name.rpartition(".")
        return stem if dot and stem else self.name

    @property
    def dated(self) -> tuple[str, str] | None:
        """The date in the file name, and what follows it; None where there is none."""
        found = _DATED.fullmatch(self.stem)
        return (found[1], found[2]) if found and self.suffix else None

    @property
    def slug(self) -> str:
        """The file name without date, suffix and closing dots."""
        return (self.dated[1] if self.dated else self.stem).rstrip(".")

    @property
    def section(self) -> str:
        """The collection, else the first folder; "" at the root."""
        return (self.collection or self.folder.partition("/")[0]).lower()

    @property
    def kind(self) -> str:
        """What scopes of `defaults` call this type: `pages` or the collection's label."""
        return self.collection or "pages"

    def is_content(self, rules: Rules) -> bool:
        """Say whether the file can be a document: markdown or HTML, posts by their date."""
        if self.suffix.lower() not in (*rules.suffixes, *HTML_SUFFIXES):
            return False
        return self.collection != POSTS or self.is_draft or self.dated is not None


def place(path: str, source: str, rules: Rules) -> Place | None:
    """Find the place of a file; None for files that Jekyll passes by.

    Args:
        path: relative to the site root.
        source: the folder that Jekyll reads, "" for the root.
    """
    inside = below(path, source)
    if inside is None:
        return None
    for collection in rules.collections:
        directory = f"_{collection.label}"
        rest = below(inside, _joined(rules.collections_dir, directory))
        if rest is not None and collection.label != POSTS:
            taken = is_read(rest, directory, rules)
            relative = f"{directory}/{rest}"
            return Place(collection.label, "", rest, relative) if taken else None
    parts = inside.split("/")
    for depth, part in enumerate(parts[:-1]):
        folder = "/".join(parts[:depth])
        if part in (_POSTS_DIR, _DRAFTS_DIR) and is_walked(folder, rules):
            return _in_posts(folder, part, parts[depth + 1 :], rules)
    folder, _, name = inside.rpartition("/")
    if not is_walked(folder, rules) or not is_read(name, folder, rules):
        return None
    return Place("", folder, name, inside)


def below(path: str, directory: str) -> str | None:
    """Give the rest of a path below a directory, None where it lies elsewhere."""
    if not directory:
        return path
    return path[len(directory) + 1 :] if path.startswith(f"{directory}/") else None


def _in_posts(folder: str, directory: str, parts: list[str], rules: Rules) -> Place | None:
    if rules.collections_dir and not folder.startswith(rules.collections_dir):
        return None
    rest = "/".join(parts)
    hidden = any(part.startswith(".") for part in parts)
    if hidden or not is_read(rest, _joined(folder, directory), rules):
        return None
    above = folder
    if rules.collections_dir:
        above = below(f"{folder}/", rules.collections_dir) or ""
    relative = _joined(above.rstrip("/"), f"{directory}/{rest}")
    return Place(POSTS, above.rstrip("/"), rest, relative, directory == _DRAFTS_DIR)


def _joined(directory: str, path: str) -> str:
    return f"{directory}/{path}" if directory else path
