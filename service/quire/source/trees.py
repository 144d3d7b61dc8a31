"""The files at a revision, listed without reading them, as complete as the repository is."""

import tempfile
from collections.abc import Iterable
from contextlib import closing

from quire.errors import SourceNotFound
from quire.model import SourceFile
from quire.source.git import Git, GitRefused, records
from quire.source.listing import Listing
from quire.source.names import decode
from quire.source.port import Tree

_SYMLINK, _SUBMODULE, _FOLDER = b"120000", b"160000", b"040000"


def read_tree(git: Git, revision: str, prefix: str) -> Tree:
    """List the files below `prefix` at a revision.

    Args:
        revision: a full commit id.
        prefix: "" or a folder that ends with `/`; paths are relative to it.

    Raises:
        SourceNotFound: the revision has no such folder.
        SourceError: more than `MAX_FILES` entries.
        GitFailed: git does not answer, or the commit's own tree is missing.
    """
    root = _root(git, revision, prefix)
    try:
        # One command for a repository that is whole, and the one where only loose ends miss.
        sized = _Walk(git, prefix, "-r", "-l")
        sized.enter("", root)
        return sized.listing.tree()
    except GitRefused:
        return _partial_tree(git, root, prefix)


def _partial_tree(git: Git, root: str, prefix: str) -> Tree:
    """List what a partial or damaged clone holds.

    There git ends at the first folder that is missing, and in a partial clone also at the
    first file whose size is asked for and which it may not fetch.
    """
    try:
        walk = _Walk(git, prefix, "-r")
        walk.enter("", root)
    except GitRefused:
        walk = _Walk(git, prefix)
        walk.enter("", root)
    sizes = _sizes(git, {blob for _, blob in walk.unsized} - _missing(git, root))
    for path, blob in walk.unsized:
        if blob in sizes:
            walk.listing.add(SourceFile(path, blob, sizes[blob]))
        else:
            walk.listing.add_missing(path)
    return walk.listing.tree()


class _Walk:
    """One listing with given options of ls-tree; without `-r` folder by folder.

    Attributes:
        unsized: (path, blob) of files where `-l` was not asked.
    """

    def __init__(self, git: Git, prefix: str, *options: str) -> None:
        self.listing = Listing(prefix)
        self.unsized: list[tuple[str, str]] = []
        self._git = git
        self._options = options

    def enter(self, above: str, tree: str) -> None:
        """List a tree whose entries lie at `above`, "" or a folder that ends with `/`."""
        arguments = (*self._options, "-z", "--full-tree", "--end-of-options", tree)
        with closing(self._git.stream("ls-tree", *arguments)) as chunks:
            for record in records(chunks):
                entry, _, name = record.partition(b"\t")
                self._take(above + decode(name), *entry.split())

    def _take(self, path: str, mode: bytes, _: bytes, blob: bytes, size: bytes = b"") -> None:
        if not self.listing.admits(path, folder=mode in (_FOLDER, _SUBMODULE)):
            return
        if mode == _FOLDER:
            try:
                self.enter(path + "/", blob.decode())
            except GitRefused:
                self.listing.add_missing(path)
        elif mode == _SYMLINK:
            self.listing.add_symlink(path)
        elif mode == _SUBMODULE:
            self.listing.add_submodule(path)
        elif size.isdigit():
            self.listing.add(SourceFile(path, blob.decode(), int(size)))
        elif size:
            self.listing.add_missing(path)
        else:
            self.unsized.append((path, blob.decode()))


def _root(git: Git, revision: str, prefix: str) -> str:
    """Find the id of the tree at the prefix."""
    if not prefix:
        return f"{revision}^{{tree}}"
    answer = git.run(
        *("ls-tree", "-d", "-z", "--full-tree", "--end-of-options", revision),
        *("--", prefix.rstrip("/")),
    )
    mode, _, rest = answer.partition(b" ")
    if mode != _FOLDER:
        raise SourceNotFound(
            f"revision {revision[:12]} has no folder {prefix}: commit it, "
            "or name another folder or ref"
        )
    return rest.split()[1].decode()


def _missing(git: Git, root: str) -> set[str]:
    """Name the objects below a tree that the repository lacks."""
    missing: set[str] = set()
    rest = b""
    arguments = ("--objects", "--no-object-names", "--missing=print", "--end-of-options", root)
    with closing(git.stream("rev-list", *arguments)) as chunks:
        for chunk in chunks:
            *lines, rest = (rest + chunk).split(b"\n")
            missing.update(line[1:].decode() for line in lines if line.startswith(b"?"))
    return missing


def _sizes(git: Git, blobs: Iterable[str]) -> dict[str, int]:
    """Ask for the sizes of blobs; what is missing or no blob is left out."""
    with tempfile.TemporaryFile() as questions:
        questions.write("".join(f"{blob}\n" for blob in blobs).encode("ascii"))
        questions.seek(0)
        with closing(git.stream("cat-file", "--batch-check", stdin=questions.fileno())) as chunks:
            answers = [line.split() for line in b"".join(chunks).decode("ascii").splitlines()]
    return {answer[0]: int(answer[2]) for answer in answers if answer[1] == "blob"}
