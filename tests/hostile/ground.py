"""The ground on which hostile repositories are built, and the table that holds them.

Each is a small function that lays a trap beside one healthy post. Outside of the repository
lie a secret, which no answer may hold, and a command that leaves a mark when it is run.
"""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SECRET = "the-operators-own-secret"
HIDDEN = "what-the-author-keeps-back"
"""In drafts and the like: to be found in no answer either."""

HEALTHY = "---\ntitle: Healthy\ndate: 2024-05-01\n---\nA healthy body.\n"
HEALTHY_PATH = "content/posts/healthy.md"

Mode = Literal["commit", "disk"]

_ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_NAME": "Eve" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "eve@example.org" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "@1700000000 +0000" for who in ("AUTHOR", "COMMITTER")},
}


class Ground:
    """A repository that holds one healthy post, and what lies around it.

    Attributes:
        root: the repository. outside: a folder of secrets beside it.
        command: what is never to be run. mark: the file that it would write.
        ref: to be served.
        is_laid: HEAD is as it should be; else the work tree is committed before serving.
    """

    def __init__(self, base: Path) -> None:
        self.root = base / "site"
        self.outside = base / "outside"
        self.mark = base / "mark-of-a-command"
        self.command = base / "command"
        self.ref: str | None = None
        self.is_laid = False
        self.root.mkdir(parents=True)
        self.outside.mkdir()
        for name in ("secret.md", "secret.png", "secret.yml"):
            (self.outside / name).write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n")
        (self.outside / "secret.toml").write_text(f'title = "{SECRET}"\n')
        self.command.write_text(f'#!/bin/sh\necho "$0 $*" >> {self.mark}\nexit 1\n')
        self.command.chmod(0o755)
        self.git("init", "--quiet", "--initial-branch=main", "--template=")
        self.write(HEALTHY_PATH, HEALTHY)
        self.commit()

    def git(self, *arguments: str, stdin: bytes = b"") -> str:
        """Run git in the repository and give what it prints."""
        answer = subprocess.run(
            ["git", "-c", "maintenance.auto=false", *arguments],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            check=True,
            env=_ENVIRONMENT,
        )
        return os.fsdecode(answer.stdout).strip()

    def write(self, path: str, data: str | bytes) -> Path:
        """Write a file of the work tree."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def post(self, name: str, body: str | bytes, **fields: object) -> None:
        """Write a post of a given body."""
        lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
        head = f"---\ntitle: Trap {name}\ndate: 2024-04-01\n{lines}---\n".encode()
        text = body.encode() if isinstance(body, str) else body
        self.write(f"content/posts/{name}.md", head + text)

    def header(self, name: str, header: str | bytes) -> None:
        """Write a post whose whole text is given, `HIDDEN` behind it."""
        text = header.encode() if isinstance(header, str) else header
        self.write(f"content/posts/{name}.md", text + f"\n{HIDDEN}\n".encode())

    def commit(self) -> str:
        """Commit the work tree."""
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message=change")
        return self.git("rev-parse", "HEAD")

    def blob(self, data: str | bytes) -> str:
        """Store bytes and give their id."""
        text = data.encode() if isinstance(data, str) else data
        return self.git("hash-object", "-w", "--stdin", stdin=text)

    def tree(self, *entries: tuple[str, bytes, str]) -> str:
        """Store a tree of (mode, name, object id), such as no well-behaved git would make."""
        raw = b"".join(
            mode.encode() + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries
        )
        return self.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=raw)

    def commit_posts(self, *entries: tuple[str, bytes, str]) -> None:
        """Commit a site whose content/posts/ holds the healthy post and the given entries."""
        posts = self.tree(("100644", b"healthy.md", self.blob(HEALTHY)), *entries)
        root = self.tree(("40000", b"content", self.tree(("40000", b"posts", posts))))
        self.git("update-ref", "HEAD", self.git("commit-tree", root, "-m", "odd"))
        self.is_laid = True

    def configure(self, **values: str) -> None:
        """Set values of the repository's own configuration; `__` stands for a dot."""
        for key, value in values.items():
            self.git("config", key.replace("__", "."), value)


@dataclass(frozen=True)
class Trap:
    """One hostile repository.

    Args:
        codes: of problems that must be among those reported.
        fates: fate and detail of files, by path.
        modes: how it is served.
        published: slugs that must be published beside the healthy post.
    """

    name: str
    build: Callable[[Ground], object]
    codes: frozenset[str]
    fates: Mapping[str, tuple[str, str]]
    modes: tuple[Mode, ...]
    published: tuple[str, ...] = ()


TRAPS: list[Trap] = []


def trap(
    *codes: str,
    fates: Mapping[str, tuple[str, str]] | None = None,
    modes: tuple[Mode, ...] = ("commit",),
    published: tuple[str, ...] = (),
) -> Callable[[Callable[[Ground], object]], Callable[[Ground], object]]:
    """Put a repository into the table; its name is that of its function."""

    def put(build: Callable[[Ground], object]) -> Callable[[Ground], object]:
        name = build.__name__
        TRAPS.append(Trap(name, build, frozenset(codes), dict(fates or {}), modes, published))
        return build

    return put
