"""The source port: what git revisions and folders alike promise, and the shapes that cross it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from quire.model import FileHistory, Problem, SourceFile

MAX_FILES = 200_000
MAX_FILE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tree:
    """All files at a revision that Quire may read.

    Symbolic links, submodules, dot-folders and `node_modules` are left out; what a writer
    would miss is among the problems.

    Args:
        files: by path, sorted by path.
        problems: sorted; codes `symlink`, `submodule`, `odd-name`, `missing-object`,
            `special-file`, `unreadable-file`.
        prefix: the site root inside the repository: "" or a path that ends with `/`.
    """

    files: dict[str, SourceFile]
    problems: tuple[Problem, ...]
    prefix: str


@dataclass(frozen=True, slots=True)
class History:
    """When files came and changed, as far as commits tell.

    Args:
        revision: the commit it was read at; "" where there is nothing to carry forward.
        prefix: as in `Tree`: histories of different folders cannot be carried forward.
        files: by path, unordered; holds also paths that a later commit removed, because
            they may come back.
        problems: `shallow-history` or `missing-object` where the log is cut off; `files`
            is empty then, because first and last commits would be invented.
    """

    revision: str
    prefix: str
    files: dict[str, FileHistory]
    problems: tuple[Problem, ...] = ()


class Source(Protocol):
    """One place that holds content. Used by one thread at a time.

    Attributes:
        name: part of every document's identity; the same for each clone of a repository.
        note: one line for the operator about how the source was understood, "" for none.
        scope: the folder that was asked for, below the site's root: "" or a path that ends
            with `/`. What lies outside configures the site and is not published.

    Every method may raise `errors.SourceError`: the place is gone or does not answer.
    """

    name: str
    note: str
    scope: str

    def revision(self) -> str:
        """Look where the source stands now.

        Returns:
            The full commit id of a ref; for a folder 40 hex digits that change whenever
            a path, a file's bytes or the repository's HEAD do. Cheap enough to poll.

        Raises:
            RefNotFound: the ref is gone.
            SourceNotFound: the folder is gone.
        """
        ...

    def tree(self, revision: str) -> Tree:
        """List the files at a revision; paths are relative to the site root.

        Args:
            revision: from `revision()`. A folder knows only the one it gave last.

        Raises:
            SourceNotFound: the revision has no such folder.
            SourceError: more than `MAX_FILES` entries.
        """
        ...

    def read(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | None]]:
        """Read files in the order given.

        Yields:
            (file, its bytes); None where the object is missing or damaged, where the file
            on disk is gone or no longer what the tree listed, and above `MAX_FILE_BYTES`.
        """
        ...

    def history(self, revision: str, carried: History | None) -> History:
        """Tell when each file came and changed, in one pass over the log for all files.

        Args:
            revision: from `revision()`.
            carried: an older history of this source. Where its revision is an ancestor,
                only the commits since are read; the result is the same.
        """
        ...

    def close(self) -> None:
        """End processes and give back memory. The source may not be used afterwards."""
        ...
