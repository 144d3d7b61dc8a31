"""Which kind of source a path is: a repository's ref, its work tree, or a plain folder."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from quire.errors import GitFailed, RefNotFound, SettingError, SourceNotFound
from quire.source import names
from quire.source.folders import FolderSource
from quire.source.git import Git
from quire.source.port import Source
from quire.source.revisions import GitSource, common_ancestor


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a folder lies: its repository's git directory and the folder's path inside."""

    directory: Path
    prefix: str
    bare: bool


def open_source(path: Path, ref: str | None, work_tree: bool, name: str = "main") -> Source:
    """Open the content at a path.

    A folder in a repository is served from its commits. Where it has none yet (a fresh
    repository, an ignored or uncommitted folder) and no ref was asked for, it is served as a
    plain folder, and the source's note says so.

    Args:
        path: a work tree, a folder inside one, a bare repository, or a plain folder.
        ref: None means HEAD; only for repositories, never with `work_tree`.
        work_tree: serve the files on disk, uncommitted edits included.
        name: see `Source`.

    Raises:
        SettingError: `ref` where there is nothing it could name.
        SourceNotFound: no such path, a file, or nothing in it.
        RefNotFound: the repository has no such ref.
        GitFailed: git is missing, too old, or cannot read the repository.
    """
    root = _folder(path)
    place = _locate(root)
    if ref is not None and (place is None or work_tree):
        reason = "files on disk" if place is not None else "a plain folder, no git repository,"
        raise SettingError(f"{path} is served as {reason} and has no refs: leave out --ref {ref}")
    with ExitStack() as stack:
        source = _opened(root, ref, work_tree, name, place)
        stack.callback(source.close)
        if not source.tree(source.revision()).files:
            raise SourceNotFound(f"{path} holds no file: name a folder with content")
        stack.pop_all()
    return source


def open_revisions(
    path: Path, before: str, after: str, since_fork: bool, name: str = "main"
) -> tuple[Source, str, str]:
    """Open a repository in which two revisions are to be compared.

    Args:
        path: as for `open_source`.
        before, after: refs.
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
    with ExitStack() as stack:
        git = Git(place.directory)
        earlier, later = (GitSource(git, name, ref, place.prefix) for ref in (before, after))
        for source in (earlier, later):
            stack.callback(source.close)
        first, last = earlier.revision(), later.revision()
        if since_fork:
            first = common_ancestor(git, first, last)
        stack.pop_all()
        earlier.close()
    return later, first, last


def _opened(
    root: Path, ref: str | None, work_tree: bool, name: str, place: _Place | None
) -> Source:
    if place is None:
        return FolderSource(root, name)
    if work_tree and place.bare:
        raise SourceNotFound(f"{root} is a bare repository without files: use quire serve")
    git = Git(place.directory)
    if work_tree:
        return FolderSource(root, name, git, place.prefix)
    source = GitSource(git, name, "HEAD" if ref is None else ref, place.prefix)
    if ref is not None or place.bare or _holds_files(source):
        return source
    source.close()
    return FolderSource(
        root,
        name,
        prefix=place.prefix,
        note=f"{root} is not committed: serving its files as a plain folder; "
        "commit them and restart to serve revisions",
    )


def _holds_files(source: GitSource) -> bool:
    try:
        return bool(source.tree(source.revision()).files)
    except (RefNotFound, SourceNotFound):
        return False


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
