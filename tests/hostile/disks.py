"""What may lie on a disk and is no ordinary file."""

import os
import socket
from pathlib import Path

import pytest

from quire.source import MAX_FILE_BYTES
from tests.hostile.ground import Ground, trap

DISK = ("disk",)
SHOWN = "---\ntitle: Trap\ndate: 2024-04-02\n---\nShown.\n"


@trap("special-file", modes=DISK, fates={"content/posts/pipe.md": ("problem", "special-file")})
def pipes_and_sockets(ground: Ground) -> None:
    os.mkfifo(ground.root / "content/posts/pipe.md")
    os.mkfifo(ground.root / "config.toml")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(ground.root / "content/posts", os.O_RDONLY)
        try:
            listening.bind(f"/proc/self/fd/{here}/socket.md")
        finally:
            os.close(here)


@trap("special-file", modes=DISK)
def device_that_never_ends(ground: Ground) -> None:
    try:
        os.mknod(ground.root / "content/posts/zero.md", 0o020666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root makes devices")


@trap("unreadable-file", modes=DISK)
def files_that_nobody_may_read(ground: Ground) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    ground.write("content/posts/locked.md", SHOWN).chmod(0)
    folder = ground.write("content/locked/post.md", SHOWN).parent
    folder.chmod(0)


@trap("missing-object", modes=DISK)
def file_a_byte_larger_than_files_may_be(ground: Ground) -> None:
    file = ground.write("content/posts/huge.md", SHOWN)
    os.truncate(file, MAX_FILE_BYTES + 1)


@trap("body-too-large", modes=("commit", "disk"))
def line_of_a_megabyte(ground: Ground) -> None:
    ground.write("content/posts/line.md", SHOWN + "x" * (1 << 20))


@trap(modes=DISK)
def names_that_only_disks_have(ground: Ground) -> None:
    folder = os.fsencode(ground.root / "content/posts")
    for name in (b"\xff.md", b"a\nb.md", b"x .md", b"x..md", b"trailing ", b"dots...", b"\xc3.md"):
        with Path(os.fsdecode(folder + b"/" + name)).open("wb") as file:
            file.write(SHOWN.encode())


@trap(modes=DISK)
def folders_of_other_tools(ground: Ground) -> None:
    for place in ("node_modules/x", ".obsidian", ".git-secrets", "content/.drafts"):
        ground.write(f"{place}/post.md", SHOWN.replace("Shown.", "the-operators-own-secret"))
