"""The paths of a site: what is certain to be there, and what is certain not to be.

Much of a site is made by its theme, of which Quire knows nothing. So a path counts as broken
only where its neighbours are known and it has the shape of one of them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from quire.conventions.paths import respelled
from quire.model import Candidate, Site

_URL = re.compile(r"https?://([^/?#]+)([^?#]*)", re.IGNORECASE)
_INDEX = re.compile(r"(?:/|/index\.html?)$")
_LIST = re.compile(r"/page/?\d*$|/(?:feed|rss|atom|archive|archives|tags?|categor(?:y|ies))$")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def known_paths(visible: Iterable[Candidate]) -> dict[str, str]:
    """Give the paths that lead to a document or profile, each with the permalink it leads to."""
    found: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for candidate in visible:
        if candidate.permalink:
            found[candidate.permalink] = candidate.permalink
            aliases |= dict.fromkeys(candidate.aliases, candidate.permalink)
    return aliases | found


class OwnPaths:
    """The paths of one site at one revision.

    Args:
        known: see `known_paths`.
        documents: permalinks of posts and pages.
        published: gives the paths, without a leading slash, of all files that are no content.
    """

    def __init__(
        self,
        site: Site,
        known: Mapping[str, str],
        documents: Collection[str],
        published: Callable[[], Iterable[str]],
    ) -> None:
        self._known = {_plain(path): permalink for path, permalink in known.items()}
        self._documents = documents
        self._published = published
        host, base = _host_and_path(site.url or "")
        self.base = base
        own = rf"(?:https?:)?//{re.escape(host)}{re.escape(base)}"
        self._own = re.compile(own, re.IGNORECASE) if host else None

    def inside(self, address: str) -> str | None:
        """Give what stands behind the site's own address, from the root; None elsewhere."""
        found = self._own.match(address) if self._own else None
        if found is None:
            return None
        rest = address[found.end() :]
        return rest if rest.startswith("/") else f"/{rest}" if rest[:1] in ("", "?", "#") else None

    def permalink(self, path: str) -> str | None:
        """Give the permalink that a percent-encoded path leads to; None where to none."""
        return self._known.get(_plain(path))

    def is_broken(self, path: str) -> bool:
        """Say whether a percent-encoded path is certain to lead to nothing.

        It stands beside a document, where lists and what themes make do not stand, and is
        neither a document, nor a folder of any, nor an alias, nor a file.
        """
        plain = _plain(path)
        if plain in self._known or plain in self._folders or _LIST.search(plain):
            return False
        if _SUFFIX.search(plain):
            return False
        return plain.rpartition("/")[0] in self._shelves and plain not in self._files

    @cached_property
    def _folders(self) -> frozenset[str]:
        """The folders above all that is known."""
        return _folders_above(self._known)

    @cached_property
    def _shelves(self) -> frozenset[str]:
        """The folders above documents, without those where pages of terms are made."""
        documents = {_plain(path) for path in self._documents}
        profiles = {_plain(path) for path in self._known.values()} - documents
        made = {path.rpartition("/")[0] for path in profiles}
        return _folders_above(documents) - made

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(_plain(f"/{file}") for file in self._published())


def _folders_above(paths: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _host_and_path(url: str) -> tuple[str, str]:
    found = _URL.match(url)
    return (found[1], found[2].rstrip("/")) if found else ("", "")


def _plain(path: str) -> str:
    """Spell a path so that all ways to write it look equal."""
    return _INDEX.sub("", respelled(path))
