"""Which kind of source a path is: a repository's ref, its work tree, or a plain folder."""

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from quire.errors import GitFailed, RefNotFound, SettingError, SourceNotFound
from quire.source import names
from quire.source.folders import FolderSource
from quire.source.following import FollowedSource, identity_of
from quire.source.git import Git
from quire.source.port import Source
from quire.source.revisions import GitSource, common_ancestor, resolve


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a folder lies: its repository's git directory and the folder's path inside."""

    directory: Path
    prefix: str
    bare: bool

    def raised(self, above: int) -> tuple["_Place", str]:
        """Give the place some folders up, and the way back down: "" or ending with `/`."""
        folders = self.prefix.split("/")[:-1]
        kept = len(folders) - above
        up, down = (
            "".join(f"{each}/" for each in part) for part in (folders[:kept], folders[kept:])
        )
        return replace(self, prefix=up), down


def names_around(path: Path, ref: str | None, work_tree: bool) -> list[frozenset[str]]:
    """List what lies in a folder and in each one above it, up to its repository's root.

    Outside of a repository, and in a bare one, nothing lies above.

    Args:
        path, ref, work_tree: as for `open_source`.

    Returns:
        Names of the entries, those of a folder `config` as `config/NAME`; the nearest first.
        Empty where there is nothing to list.

    Raises:
        SourceNotFound: no such path, or a file.
        GitFailed: git is missing, too old, or cannot read the repository.
    """
    root = _folder(path)
    place = _locate(root)
    if place is None or place.bare:
        return [_names_on_disk(root)]
    depth = place.prefix.count("/")
    if not work_tree:
        git = Git(place.directory)
        revision = resolve(git, ref or "HEAD")
        if revision is not None:
            places = (place.raised(above)[0] for above in range(depth + 1))
            around = [_names_in_commit(git, revision, each.prefix) for each in places]
            if around[0]:
                return around
    return [_names_on_disk(folder) for folder in (root, *root.parents[:depth])]


def check_path(path: Path) -> None:
    """Make sure that a path may hold content. Nothing is listed: that is left to who opens it.

    Raises:
        SourceNotFound: no such path, or a file.
        GitFailed: it lies in a repository that is broken.
    """
    _locate(_folder(path))


def open_source(
    path: Path, ref: str | None, work_tree: bool, name: str = "main", above: int = 0
) -> Source:
    """Open the content at a path.

    A folder in a repository is served from its commits. Where it has none yet (a fresh
    repository, an ignored or uncommitted folder) and no ref was asked for, it is served as a
    plain folder, and the source's note says so.

    Args:
        path: a work tree, a folder inside one, a bare repository, or a plain folder.
        ref: None means HEAD; only for repositories, never with `work_tree`.
        work_tree: serve the files on disk, uncommitted edits included.
        name: see `Source`.
        above: how many folders above `path` the site's root lies, inside the repository.

    Raises:
        SettingError: `ref` where there is nothing it could name.
        SourceNotFound: no such path, a file, or nothing in it.
        RefNotFound: the repository has no such ref.
        GitFailed: git is missing, too old, or cannot read the repository.
    """
    _folder(path)
    # Taken first: what changes while it is opened is noticed at the first look.
    identity = identity_of(path)
    reopen = partial(_open_now, path, ref, work_tree, name, above)
    return FollowedSource(path, reopen(), identity, reopen)


def _open_now(path: Path, ref: str | None, work_tree: bool, name: str, above: int) -> Source:
    """Open what the path leads to at this moment."""
    root = _folder(path)
    place = _locate(root)
    if ref is not None and (place is None or work_tree):
        reason = "files on disk" if place is not None else "a plain folder, no git repository,"
        raise SettingError(f"{path} is served as {reason} and has no refs: leave out --ref {ref}")
    scope = ""
    if above and place is not None:
        root = root.parents[above - 1]
        place, scope = place.raised(above)
    with ExitStack() as stack:
        source = _opened(root, ref, work_tree, name, place, scope)
        stack.callback(source.close)
        if not source.tree(source.revision()).files:
            raise SourceNotFound(f"{path} holds no file: name a folder with content")
        stack.pop_all()
    return source


def open_revisions(
    path: Path, before: str, after: str, since_fork: bool, name: str = "main", above: int = 0
) -> tuple[Source, str, str]:
    """Open a repository in which two revisions are to be compared.

    Args:
        path: as for `open_source`.
        before, after: refs.
        above: as for `open_source`.
        since_fork: begin where `after` left the line of `before`, as `git diff A...B` does.

    Returns:
        The source and the full ids of both commits.

    Raises:
        SettingError: the path is a plain folder.
        SourceNotFound: no such path.
        RefNotFound: a ref is not there, or there is no commit in common.
        GitFailed: git is missing, too old, or cannot read the repository.
    """
    root = _folder(path)
    place = _locate(root)
    if place is None:
        raise SettingError(f"{path} is a plain folder without revisions: name a git repository")
    place, scope = place.raised(above)
    with ExitStack() as stack:
        git = Git(place.directory)
        earlier, later = (GitSource(git, name, ref, place.prefix, scope) for ref in (before, after))
        for source in (earlier, later):
            stack.callback(source.close)
        first, last = earlier.revision(), later.revision()
        if since_fork:
            first = common_ancestor(git, first, last)
        stack.pop_all()
        earlier.close()
    return later, first, last


def _opened(
    root: Path, ref: str | None, work_tree: bool, name: str, place: _Place | None, scope: str
) -> Source:
    if place is None:
        return FolderSource(root, name)
    if work_tree and place.bare:
        raise SourceNotFound(f"{root} is a bare repository without files: use quire serve")
    git = Git(place.directory)
    if work_tree:
        return FolderSource(root, name, git, place.prefix, scope=scope)
    source = GitSource(git, name, "HEAD" if ref is None else ref, place.prefix, scope)
    if ref is not None or place.bare or _holds_files(source):
        return source
    source.close()
    return FolderSource(
        root,
        name,
        prefix=place.prefix,
        note=f"{root} is not committed: serving its files as a plain folder; "
        "commit them and restart to serve revisions",
        scope=scope,
    )


def _holds_files(source: GitSource) -> bool:
    try:
        return bool(source.tree(source.revision()).files)
    except (RefNotFound, SourceNotFound):
        return False


def _names_on_disk(folder: Path) -> frozenset[str]:
    found: set[str] = set()
    for above, inside in (("", folder), ("config/", folder / "config")):
        with suppress(OSError), os.scandir(inside) as entries:
            found |= {f"{above}{entry.name}" for entry in entries}
    return frozenset(found)


def _names_in_commit(git: Git, revision: str, prefix: str) -> frozenset[str]:
    found: set[str] = set()
    for folder in (prefix, f"{prefix}config/"):
        listed = git.run(
            *("ls-tree", "--name-only", "-z", "--full-tree", "--end-of-options", revision),
            *(("--", folder) if folder else ()),
        )
        found |= {names.decode(path).removeprefix(prefix) for path in listed.split(b"\0") if path}
    return frozenset(found)


def _folder(path: Path) -> Path:
    try:
        root = path.resolve(strict=True)
        is_folder = root.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise SourceNotFound(
            f"no such path: {names.printable(str(path))}: name a repository or a folder"
        ) from error
    if not is_folder:
        raise SourceNotFound(
            f"{names.printable(str(path))} is a file: name the folder that holds it"
        )
    return root


def _locate(root: Path) -> _Place | None:
    """Find the repository that holds a folder; None where there is none.

    Raises:
        GitFailed: there is a `.git` folder that is no repository.
    """
    if _is_git_directory(root):
        return _Place(root, "", bare=True)
    for folder in (root, *root.parents):
        directory = folder / ".git"
        if not directory.exists():
            continue
        if directory.is_dir() and not _is_git_directory(directory):
            raise GitFailed(
                f"{directory} is no git repository: repair it, or remove it to serve plain files"
            )
        prefix = "" if folder == root else f"{root.relative_to(folder).as_posix()}/"
        if prefix and names.is_odd(prefix[:-1]):
            raise SourceNotFound(f"{names.printable(prefix)} is too odd a name: rename the folder")
        return _Place(directory, prefix, bare=False)
    return None


def _is_git_directory(folder: Path) -> bool:
    return all((folder / entry).exists() for entry in ("HEAD", "objects", "refs"))
