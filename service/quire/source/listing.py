"""How a tree comes together, whatever lists it: one set of rules for git and for folders."""

from quire.errors import SourceError
from quire.model import Problem, SourceFile
from quire.source import names
from quire.source.port import MAX_FILES, Tree


class Listing:
    """Collects entries one by one, keeps the rules of `names`, and becomes a `Tree`.

    Args:
        prefix: see `Tree`.
        max_entries: files, links and folders that it takes before it refuses.
    """

    def __init__(self, prefix: str, max_entries: int = MAX_FILES) -> None:
        self._prefix = prefix
        self._max_entries = max_entries
        self._files: dict[str, SourceFile] = {}
        self._problems: list[Problem] = []
        self._entries = 0

    def admits(self, path: str, folder: bool = False) -> bool:
        """Count an entry and tell whether it may be looked at; report an odd name.

        Raises:
            SourceError: more than `max_entries`.
        """
        self._entries += 1
        if self._entries > self._max_entries:
            raise SourceError(
                f"more than {self._max_entries:,} files: name the folder that holds the site"
            )
        if names.is_odd(path):
            self.report(
                path,
                "odd-name",
                "the name is too long, too deep, or holds control characters, a backslash or "
                "bytes that are no UTF-8: rename it",
            )
            return False
        return not names.is_passed_over(path + "/" if folder else path)

    def add(self, file: SourceFile) -> None:
        """Take an admitted regular file."""
        self._files[file.path] = file

    def add_symlink(self, path: str) -> None:
        """Leave out a symbolic link, and report it where it looks like content."""
        if names.looks_like_content(path):
            self.report(
                path, "symlink", "symbolic links are not followed: put the content itself here"
            )

    def add_submodule(self, path: str) -> None:
        """Leave out another repository inside this one."""
        self.report(path, "submodule", "submodules are not read: serve that repository on its own")

    def add_missing(self, path: str) -> None:
        """Leave out what the repository names but does not hold."""
        self.report(
            path,
            "missing-object",
            "the repository lacks this object: make a full clone, or run git fsck",
        )

    def report(self, path: str, code: str, message: str) -> None:
        """Note a problem of a whole file."""
        self._problems.append(Problem(names.printable(path), 0, code, message))

    def tree(self) -> Tree:
        """Finish: files and problems sorted."""
        return Tree(dict(sorted(self._files.items())), tuple(sorted(self._problems)), self._prefix)
