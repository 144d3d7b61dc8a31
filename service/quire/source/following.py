"""A source whose place may be replaced while it is followed.

A link may be flipped, a folder renamed into place, a repository deleted and made again, a
volume unmounted: what a path leads to is asked at each look, never once for all.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quire.errors import SourceNotFound
from quire.model import SourceFile
from quire.source.port import History, Source, Tree
from quire.source.revisions import GitSource

Identity = tuple[object, ...]


class FollowedSource:
    """A `Source` that is opened anew when its path leads elsewhere.

    What was served from commits is never served from files on disk later: those may hold what
    nobody has committed. A repository that is made anew has a moment without any commit.

    Args:
        path: as the operator named it, links and all.
        reopen: opens what the path leads to now.
        source: what it led to when `identity` was taken.
    """

    def __init__(
        self, path: Path, source: Source, identity: Identity, reopen: Callable[[], Source]
    ) -> None:
        self.name = source.name
        self.note = source.note
        self.scope = source.scope
        self._path = path
        self._source = source
        self._identity = identity
        self._reopen = reopen

    def revision(self) -> str:
        """See `Source.revision`."""
        identity = identity_of(self._path)
        if identity != self._identity:
            opened = self._reopen()
            if isinstance(self._source, GitSource) and not isinstance(opened, GitSource):
                opened.close()
                # A repository that comes back may have the numbers of the one that is gone.
                self._identity = ()
                raise SourceNotFound(
                    f"{self._path} was served from commits and holds none now: bring the "
                    "repository back, or restart to serve plain files"
                )
            self._source.close()
            self._source, self._identity = opened, identity
            self.note = opened.note
        return self._source.revision()

    def tree(self, revision: str) -> Tree:
        """See `Source.tree`."""
        return self._source.tree(revision)

    def read(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | None]]:
        """See `Source.read`."""
        return self._source.read(files)

    def history(self, revision: str, carried: History | None) -> History:
        """See `Source.history`."""
        return self._source.history(revision, carried)

    def close(self) -> None:
        """See `Source.close`."""
        self._source.close()


def identity_of(path: Path) -> Identity:
    """Say what a path leads to: its real name, and for the folder and all above it which
    folder and which repository that is.

    Raises:
        SourceNotFound: it leads nowhere.
    """
    try:
        root = path.resolve(strict=True)
        folder = root.stat()
    except (OSError, RuntimeError, ValueError) as error:
        raise SourceNotFound(f"no such path: {path}") from error
    repositories = (_repository(each) for each in (root, *root.parents))
    return (str(root), folder.st_dev, folder.st_ino, *repositories)


def _repository(folder: Path) -> object:
    """Identify a folder's git directory: by number, and where it is a file by its words."""
    marks: list[object] = []
    for entry in (".git", "HEAD", "objects", ".git/objects"):
        try:
            found = (folder / entry).stat()
        except OSError:
            marks.append(None)
            continue
        # HEAD is written anew at each switch of branches: that it is there is enough.
        marks.append(entry if entry == "HEAD" else (found.st_dev, found.st_ino))
    return tuple(marks)
