"""Content as it lies on disk, uncommitted edits included.

In a plain folder links are followed that stay beneath it; in a work tree none is, as in commits.

Blob ids are computed as git does, so that caches keyed by them serve both kinds of sources.
"""

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quire.errors import SourceNotFound
from quire.model import SourceFile
from quire.source.beneath import open_beneath
from quire.source.git import Git
from quire.source.history import read_history
from quire.source.listing import Listing
from quire.source.port import MAX_FILE_BYTES, History, Tree
from quire.source.revisions import resolve

_CHUNK_BYTES = 1 << 20
_RACY_NS = 2_000_000_000
_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FOLDER_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC


class _Stamp(NamedTuple):
    """What the file system says of a file; a new stamp means that bytes may be new."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int


@dataclass(frozen=True, slots=True)
class _Hashed:
    """A file with its blob id, the stamp it was hashed under and when that began."""

    file: SourceFile
    stamp: _Stamp
    began_ns: int

    def holds(self, stamp: _Stamp) -> bool:
        """Tell whether the file cannot have changed since.

        A write shortly after the hash may leave the stamp as it was, so young stamps prove
        nothing. Source: git's Documentation/technical/racy-git.txt.
        """
        return (
            self.stamp == stamp and self.began_ns - max(stamp.mtime_ns, stamp.ctime_ns) > _RACY_NS
        )


@dataclass(frozen=True, slots=True)
class _State:
    """One look at the folder."""

    revision: str
    head: str | None
    tree: Tree


class FolderSource:
    """A `Source` of the files in a folder.

    Args:
        root: absolute, without symbolic links.
        git: the repository whose work tree this is: gives history, and its HEAD is part of
            the revision. None: a plain folder.
        prefix: of `root` inside its repository, "" or ending with `/`.
        note, scope: see `Source`.
        clock: now, in nanoseconds since 1970.
    """

    def __init__(
        self,
        root: Path,
        name: str,
        git: Git | None = None,
        prefix: str = "",
        note: str = "",
        scope: str = "",
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self.name = name
        self.note = note
        self.scope = scope
        self.hashed_files = 0
        self._root = root
        self._git = git
        self._prefix = prefix
        self._clock = clock
        self._algorithm = "sha1" if git is None else git.object_format
        self._hashed: dict[str, _Hashed] = {}
        self._state: _State | None = None
        self._follows = git is None and not prefix
        self._links: list[str] = []
        self._linked: set[tuple[int, int]] = set()

    def revision(self) -> str:
        """See `Source.revision`. Reads only files whose stamp is new."""
        head = None if self._git is None else resolve(self._git, "HEAD")
        listing, seen = Listing(self._prefix), dict[str, _Hashed]()
        with self._opened_root() as root:
            self._linked = {_number(root)}
            self._scan(root, "", listing, seen)
            while self._links:
                self._follow(root, self._links.pop(), listing, seen)
        self._hashed = seen
        tree = listing.tree()
        names = [part for file in tree.files.values() for part in (file.path, file.blob)]
        revision = hashlib.sha256("\0".join([head or "", *names]).encode()).hexdigest()[:40]
        self._state = _State(revision, head, tree)
        return self._state.revision

    def tree(self, revision: str) -> Tree:
        """See `Source.tree`."""
        return self._at(revision).tree

    def read(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | None]]:
        """See `Source.read`."""
        with self._opened_root() as root:
            for file in files:
                yield file, self._read(root, file)

    def history(self, revision: str, carried: History | None) -> History:
        """See `Source.history`: of the commits that HEAD leads to."""
        head = self._at(revision).head
        if self._git is None or head is None:
            return History("", self._prefix, {})
        return read_history(self._git, head, self._prefix, carried)

    def close(self) -> None:
        """See `Source.close`."""
        self._hashed = {}
        self._state = None

    def _at(self, revision: str) -> _State:
        if self._state is None or self._state.revision != revision:
            raise SourceNotFound(f"{self._root} no longer stands at {revision[:12]}: look again")
        return self._state

    @contextmanager
    def _opened_root(self) -> Iterator[int]:
        try:
            root = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                yield root
            finally:
                os.close(root)
        except OSError as error:
            raise SourceNotFound(f"{self._root} cannot be read: {error.strerror}") from error

    def _scan(self, folder: int, above: str, listing: Listing, seen: dict[str, _Hashed]) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = above + entry.name
                try:
                    is_folder = entry.is_dir(follow_symlinks=False)
                    if not listing.admits(path, is_folder):
                        continue
                    if entry.is_symlink():
                        if self._follows:
                            self._links.append(path)
                        else:
                            listing.add_symlink(path)
                    elif is_folder:
                        self._enter(folder, entry.name, path, listing, seen)
                    elif entry.is_file(follow_symlinks=False):
                        stamp = _stamp(entry.stat(follow_symlinks=False))
                        hashed = self._hashed.get(path)
                        if hashed is None or not hashed.holds(stamp):
                            hashed = self._hash(folder, entry.name, path)
                        seen[path] = hashed
                        listing.add(hashed.file)
                    else:
                        listing.report(
                            path, "special-file", "only regular files are read: remove it"
                        )
                except FileNotFoundError:
                    continue
                except OSError as error:
                    listing.report(
                        path, "unreadable-file", f"{error.strerror}: mend it, or its permissions"
                    )

    def _enter(
        self, above: int, name: str, path: str, listing: Listing, seen: dict[str, _Hashed]
    ) -> None:
        folder = os.open(name, _FOLDER_FLAGS, dir_fd=above)
        try:
            if self._git is not None and _holds_repository(folder):
                listing.add_submodule(path)
            else:
                self._scan(folder, path + "/", listing, seen)
        finally:
            os.close(folder)

    def _follow(self, root: int, path: str, listing: Listing, seen: dict[str, _Hashed]) -> None:
        """Take what a link leads to; each folder once, so that no circle has an end to find."""
        began = self._clock()
        try:
            target = open_beneath(root, path, links=True)
        except OSError:
            listing.add_symlink(path)
            return
        try:
            status = os.fstat(target)
            if stat.S_ISREG(status.st_mode):
                hashed = self._hashed.get(path)
                if hashed is None or not hashed.holds(_stamp(status)):
                    hashed = self._hash_opened(target, path, began)
                seen[path] = hashed
                listing.add(hashed.file)
            elif stat.S_ISDIR(status.st_mode) and _number(target) not in self._linked:
                self._linked.add(_number(target))
                if listing.admits(path, folder=True):
                    self._scan(target, path + "/", listing, seen)
            else:
                listing.add_symlink(path)
        finally:
            os.close(target)

    def _hash(self, folder: int, name: str, path: str) -> _Hashed:
        began = self._clock()
        file = os.open(name, _FILE_FLAGS, dir_fd=folder)
        try:
            return self._hash_opened(file, path, began)
        finally:
            os.close(file)

    def _hash_opened(self, file: int, path: str, began: int) -> _Hashed:
        self.hashed_files += 1
        stamp = _regular(file)
        digest = _blob_digest(self._algorithm, stamp.size)
        remaining = stamp.size
        while remaining > 0 and (chunk := os.read(file, min(remaining, _CHUNK_BYTES))):
            digest.update(chunk)
            remaining -= len(chunk)
        return _Hashed(SourceFile(path, digest.hexdigest(), stamp.size), stamp, began)

    def _read(self, root: int, file: SourceFile) -> bytes | None:
        if file.size > MAX_FILE_BYTES:
            return None
        try:
            data = _bytes_of(open_beneath(root, file.path, self._follows), file.path, file.size)
        except OSError:
            return None
        digest = _blob_digest(self._algorithm, len(data))
        digest.update(data)
        return data if digest.hexdigest() == file.blob else None


def _bytes_of(file: int, path: str, size: int) -> bytes:
    with open(file, "rb") as stream:
        if _regular(file).size != size:
            raise FileNotFoundError(path)
        return stream.read(size)


def _regular(file: int) -> _Stamp:
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        raise FileNotFoundError
    return _stamp(status)


def _number(folder: int) -> tuple[int, int]:
    status = os.fstat(folder)
    return status.st_dev, status.st_ino


def _stamp(status: os.stat_result) -> _Stamp:
    return _Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _holds_repository(folder: int) -> bool:
    try:
        os.stat(".git", dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _blob_digest(algorithm: str, size: int) -> "hashlib._Hash":
    return hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
