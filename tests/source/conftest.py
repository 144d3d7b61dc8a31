"""Real git repositories with fixed people and dates, and sources that are closed again."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quire.source import Source, open_source

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


class Repository:
    """A git repository in a folder. Times are seconds since 1970."""

    def __init__(self, root: Path, *init: str) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", "--template=", *init)

    def git(self, *arguments: str, stdin: bytes = b"", at: int = 1_000_000_000) -> str:
        answer = subprocess.run(
            ["git", "-c", "maintenance.auto=false", *arguments],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            check=True,
            env={
                "PATH": os.environ["PATH"],
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": "/dev/null",
                "GIT_AUTHOR_NAME": "Ada",
                "GIT_AUTHOR_EMAIL": "ada@example.org",
                "GIT_AUTHOR_DATE": f"@{at} +0000",
                "GIT_COMMITTER_NAME": "Ada",
                "GIT_COMMITTER_EMAIL": "ada@example.org",
                "GIT_COMMITTER_DATE": f"@{at} +0000",
            },
        )
        return os.fsdecode(answer.stdout).strip()

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def commit(self, files: dict[str, str | bytes], at: int = 1_000_000_000) -> str:
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change", at=at)
        return self.git("rev-parse", "HEAD")

    def blob(self, data: bytes) -> str:
        return self.git("hash-object", "-w", "--stdin", stdin=data)

    def commit_raw_tree(self, entries: list[tuple[str, bytes, str]]) -> str:
        """Commit a tree of (mode, name, object id) that no well-behaved git would make."""
        raw = b"".join(
            mode.encode() + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries
        )
        tree = self.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=raw)
        commit = self.git("commit-tree", tree, "-m", "odd")
        self.git("update-ref", "HEAD", commit)
        return commit

    def forget(self, oid: str) -> None:
        """Delete a loose object."""
        (self.root / ".git" / "objects" / oid[:2] / oid[2:]).unlink()

    def oid(self, path: str) -> str:
        return self.git("rev-parse", f"HEAD:{path}")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site")


Opener = Callable[..., Source]


@pytest.fixture
def opened() -> Iterator[Opener]:
    sources: list[Source] = []

    def open_it(path: Path, ref: str | None = None, work_tree: bool = False) -> Source:
        sources.append(open_source(path, ref, work_tree))
        return sources[-1]

    yield open_it
    for source in sources:
        source.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Clone a corpus, by default with its work tree."""

    def clone(name: str, *options: str) -> Path:
        bundle = CORPORA / f"{name}.bundle"
        if not bundle.exists():
            pytest.skip(f"the corpus {name} is not here")
        command = ["git", "clone", "--quiet", *options, str(bundle), str(tmp_path / name)]
        subprocess.run(command, check=True, env={"PATH": os.environ["PATH"]})
        return tmp_path / name

    return clone


def contents(source: Source) -> dict[str, bytes | None]:
    """Read all that a source lists."""
    tree = source.tree(source.revision())
    return {file.path: data for file, data in source.read(tree.files.values())}


def faults(source: Source) -> list[tuple[str, str]]:
    """List (path, code) of all problems of the tree."""
    return [(problem.path, problem.code) for problem in source.tree(source.revision()).problems]
