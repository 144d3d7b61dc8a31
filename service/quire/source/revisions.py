"""Content at a ref of a git repository: commits are read as objects, nothing is checked out."""

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import closing

from quire.errors import RefNotFound
from quire.model import SourceFile
from quire.source.blobs import BlobReader
from quire.source.git import Git, GitRefused
from quire.source.history import read_history
from quire.source.names import decode, printable
from quire.source.port import MAX_FILE_BYTES, History, Tree
from quire.source.trees import read_tree

_OBJECT_ID = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MAX_REFS = 1000


class GitSource:
    """A `Source` that follows a ref.

    Args:
        ref: any name that git resolves to a commit.
        prefix: the site root inside the repository: "" or a folder that ends with `/`.
        scope: see `Source`.
    """

    def __init__(
        self, git: Git, name: str, ref: str = "HEAD", prefix: str = "", scope: str = ""
    ) -> None:
        self.name = name
        self.note = ""
        self.scope = scope
        self._git = git
        self._ref = ref
        self._prefix = prefix
        self._blobs = BlobReader(git)
        self._latest: tuple[str, Tree] | None = None

    def revision(self) -> str:
        """See `Source.revision`."""
        revision = resolve(self._git, self._ref)
        if revision is None:
            raise RefNotFound(
                f"no ref {printable(self._ref, 80)!r} in {self._git.directory}: {self._near()}"
            )
        return revision

    def tree(self, revision: str) -> Tree:
        """See `Source.tree`. One that is not whole is read again: objects may have come."""
        if self._latest is not None and self._latest[0] == revision:
            return self._latest[1]
        tree = read_tree(self._git, revision, self._prefix)
        whole = all(problem.code != "missing-object" for problem in tree.problems)
        self._latest = (revision, tree) if whole else None
        return tree

    def read(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | None]]:
        """See `Source.read`."""
        batch, wanted = itertools.tee(files)
        blobs = self._blobs.read(
            file.blob if file.size <= MAX_FILE_BYTES else None for file in wanted
        )
        with closing(blobs):
            yield from zip(batch, blobs, strict=True)

    def history(self, revision: str, carried: History | None) -> History:
        """See `Source.history`."""
        return read_history(self._git, revision, self._prefix, carried)

    def close(self) -> None:
        """See `Source.close`."""
        self._blobs.close()
        self._latest = None

    def _near(self) -> str:
        """Name refs that exist, the nearest first."""
        found = self._git.run(
            *("for-each-ref", f"--count={_MAX_REFS}", "--format=%(refname:lstrip=2)"),
            *("refs/heads", "refs/tags", "refs/remotes"),
        )
        refs = [name for name in decode(found).split("\n") if name]
        near = [name for name in refs if name.endswith("/" + self._ref)]
        near += [name for name in difflib.get_close_matches(self._ref, refs) if name not in near]
        if near:
            return f"did you mean {' or '.join(map(printable, near[:3]))}?"
        return f"it has {', '.join(map(printable, refs[:5]))}" if refs else "it has no commit yet"


def resolve(git: Git, ref: str) -> str | None:
    """Resolve a ref to its full commit id; None where it leads to no commit.

    Raises:
        GitFailed: git does not answer.
    """
    if "\0" in ref:
        return None
    try:
        answer = git.run(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        ).strip()
    except GitRefused:
        return None
    return answer.decode() if _OBJECT_ID.fullmatch(answer) else None


def common_ancestor(git: Git, first: str, second: str) -> str:
    """Find the commit at which two lines of history parted, by their full commit ids.

    Raises:
        RefNotFound: the repository holds none.
        GitFailed: git does not answer.
    """
    try:
        answer = git.run("merge-base", "--end-of-options", first, second).split()
    except GitRefused as error:
        raise RefNotFound(
            f"{first[:12]} and {second[:12]} have no commit in common here: "
            "fetch the whole history, or name two revisions without dots"
        ) from error
    return answer[0].decode()
