"""Copies of pictures on disk: at most so many bytes of them, the least recently used go first.

Several processes and threads share one directory. Each file begins with the hash of the rest:
what a crash or a full disk left behind reads as not there.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import structlog

_log = structlog.get_logger()

_DIGEST_BYTES = 32
_ABANDONED_SECONDS = 60.0
_LOCK = "lock"
_USAGE = "usage"
_NEW = ".new"


class _Entry(NamedTuple):
    used_at: float
    size: int
    name: str


class VariantStore:
    """Keeps bytes by name.

    Args:
        directory: of its own, made where it is missing; None keeps nothing.
        limit_bytes: of all files together.
    """

    def __init__(self, directory: Path | None, limit_bytes: int) -> None:
        self._directory = directory
        self._limit = limit_bytes
        self._counted = False

    def find(self, name: str) -> bytes | None:
        """Read what is kept under a name, None where nothing whole is."""
        if self._directory is None:
            return None
        path = self._directory / name
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        body = data[_DIGEST_BYTES:]
        return body if hashlib.sha256(body).digest() == data[:_DIGEST_BYTES] else None

    def keep(self, name: str, body: bytes) -> None:
        """Keep bytes under a name. A disk that cannot take them is logged, and no error."""
        size = len(body) + _DIGEST_BYTES
        if self._directory is None or size > self._limit // 4:
            return
        try:
            self._directory.mkdir(mode=0o700, exist_ok=True)
            with self._locked(self._directory) as directory:
                self._write(directory, name, body, size)
        except OSError as error:
            _log.warning("a smaller picture cannot be kept", reason=str(error))

    def _write(self, directory: Path, name: str, body: bytes, size: int) -> None:
        held = self._usage(directory)
        if held + size > self._limit:
            held = self._make_room(directory, self._limit * 7 // 8 - size)
        # Counted before it is there: a crash leaves a count too high, never one too low.
        self._count(directory, held + size)
        beside = directory / f"{name}.{os.urandom(4).hex()}{_NEW}"
        with open(beside, "xb", opener=_private) as file:
            file.write(hashlib.sha256(body).digest())
            file.write(body)
        beside.replace(directory / name)

    def _usage(self, directory: Path) -> int:
        """Give the bytes held, counted by hand once in each process's life."""
        try:
            if self._counted:
                return int((directory / _USAGE).read_text(encoding="ascii"))
        except (OSError, ValueError):
            pass
        self._counted = True
        return sum(entry.size for entry in self._entries(directory))

    def _count(self, directory: Path, held: int) -> None:
        beside = directory / f"{_USAGE}{_NEW}"
        beside.write_text(str(held), encoding="ascii")
        beside.replace(directory / _USAGE)

    def _make_room(self, directory: Path, room: int) -> int:
        """Delete the least recently used until at most `room` bytes are left; give their sum."""
        entries = self._entries(directory)
        held = sum(entry.size for entry in entries)
        for entry in sorted(entries):
            if held <= room:
                break
            (directory / entry.name).unlink(missing_ok=True)
            held -= entry.size
        return held

    def _entries(self, directory: Path) -> list[_Entry]:
        """List what is kept; what a process that was killed left half-written is deleted."""
        entries = []
        for found in os.scandir(directory):
            if found.name in (_LOCK, _USAGE):
                continue
            about = found.stat(follow_symlinks=False)
            if found.name.endswith(_NEW) and about.st_mtime < time.time() - _ABANDONED_SECONDS:
                Path(found.path).unlink(missing_ok=True)
            else:
                entries.append(_Entry(about.st_mtime, about.st_size, found.name))
        return entries

    @contextmanager
    def _locked(self, directory: Path) -> Iterator[Path]:
        """Hold the directory's lock: processes and threads write one after the other."""
        handle = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield directory
        finally:
            os.close(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
