"""A whole site in one string becomes a real git repository with fixed people and dates.

    -- content/posts/hello.md --
    ---
    title: Hello
    ---
    Body.
    -- content/posts/cat.png (40x30) --
    -- commit: a second edit (2024-05-01T10:00:00Z) --
    -- content/posts/hello.md --
    Another body.
    -- content/posts/cat.png (gone) --

A line `-- path --` starts a file, `-- path (40x30) --` makes an image of that size in pixels,
`-- path (gone) --` removes a file. A line `-- commit: message (instant) --` starts a commit to
which all that follows belongs; without one, everything is one commit at `FIRST_COMMIT_AT`.
"""

import io
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

FIRST_COMMIT_AT = datetime(2024, 1, 1, 12, tzinfo=UTC)

_COMMIT = re.compile(r"-- commit: (?P<message>.+?)(?: \((?P<at>[^()]+)\))? --")
_FILE = re.compile(
    r"-- (?P<path>.+?)(?: \((?:(?P<width>\d+)x(?P<height>\d+)|(?P<gone>gone))\))? --"
)


@dataclass
class _Change:
    """One commit to be: None as content removes a file."""

    message: str
    at: datetime
    files: dict[str, bytes | None] = field(default_factory=dict)


class Repository:
    """A git repository with a work tree in a folder; nothing of the user's own git shows in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._last = FIRST_COMMIT_AT - timedelta(days=1)
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", "--template=")

    @property
    def revision(self) -> str:
        """The full id of the current commit."""
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str, at: datetime = FIRST_COMMIT_AT) -> str:
        """Run git in the work tree and give what it prints."""
        stamp = f"@{int(at.timestamp())} +0000"
        answer = subprocess.run(
            ["git", "-c", "maintenance.auto=false", *arguments],
            cwd=self.root,
            capture_output=True,
            check=True,
            env={
                "PATH": os.environ["PATH"],
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_AUTHOR_NAME": "Ada",
                "GIT_AUTHOR_EMAIL": "ada@example.org",
                "GIT_AUTHOR_DATE": stamp,
                "GIT_COMMITTER_NAME": "Ada",
                "GIT_COMMITTER_EMAIL": "ada@example.org",
                "GIT_COMMITTER_DATE": stamp,
            },
        )
        return os.fsdecode(answer.stdout).strip()

    def write(self, text: str) -> None:
        """Lay files over the work tree without committing them; `text` as for a repository."""
        for change in _changes(text, self._last):
            self._apply(change)

    def commit(self, text: str) -> str:
        """Make the commits that a text describes, each a day after the one before unless it
        says when.

        Returns:
            The revision of the last one.
        """
        for change in _changes(text, self._last):
            self._apply(change)
            self.git("add", "--all")
            self.git(
                "commit", "--quiet", "--allow-empty", "--message", change.message, at=change.at
            )
            self._last = change.at
        return self.revision

    def _apply(self, change: _Change) -> None:
        for path, data in change.files.items():
            file = self.root / path
            if data is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)


def make_repository(directory: Path, text: str) -> Repository:
    """Make a repository in a folder from a whole site in one string."""
    repository = Repository(directory)
    repository.commit(text)
    return repository


def site_files(text: str) -> dict[str, bytes]:
    """Give the files of a site in one string, without a repository, as its last commit has them."""
    files: dict[str, bytes] = {}
    for change in _changes(text, FIRST_COMMIT_AT):
        for path, data in change.files.items():
            if data is None:
                del files[path]
            else:
                files[path] = data
    return files


def image(width: int, height: int) -> bytes:
    """Make a PNG of a size in pixels."""
    data = io.BytesIO()
    Image.new("1", (width, height)).save(data, "PNG")
    return data.getvalue()


def _changes(text: str, last: datetime) -> Iterator[_Change]:
    change: _Change | None = None
    path: str | None = None
    lines: list[str] = []

    def close_file() -> None:
        if change is not None and path is not None:
            change.files[path] = "".join(lines).encode()

    for line in text.splitlines(keepends=True):
        mark = line.rstrip("\r\n")
        if found := _COMMIT.fullmatch(mark):
            close_file()
            path = None
            if change is not None:
                yield change
                last = change.at
            at = datetime.fromisoformat(found["at"]) if found["at"] else last + timedelta(days=1)
            change = _Change(found["message"], at)
        elif found := _FILE.fullmatch(mark):
            close_file()
            path, lines = None, []
            if change is None:
                change = _Change("a site", last + timedelta(days=1))
            if found["gone"]:
                change.files[found["path"]] = None
            elif found["width"]:
                size = int(found["width"]), int(found["height"])
                change.files[found["path"]] = image(*size)
            else:
                path = found["path"]
        elif path is not None:
            lines.append(line)
        elif mark.strip():
            raise ValueError(f"a line stands before any file: {mark!r}")
    close_file()
    if change is not None:
        yield change
