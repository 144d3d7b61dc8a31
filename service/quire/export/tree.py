"""The folder of an export: what is new is put aside, then moved into place all at once.

A file that another hand put there is never changed or deleted, and no link is followed. What
is Quire's own lies in `.quire-export/`:

    files.json        the files of the last whole export
    unfinished.json   those of one that was being moved into place: run it again
    staging/          what waits to be moved
    lock              held by the export at work
"""

import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson

from quire.errors import ExportError

OWN = ".quire-export"
_FILES = "files.json"
_UNFINISHED = "unfinished.json"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CHUNK_BYTES = 1024 * 1024


class Tree:
    """A folder that an export is written to; `close` gives it back.

    Attributes:
        written, kept, removed: files, as counted so far.
        size: bytes of all files.
    """

    def __init__(self, path: Path) -> None:
        """Open the folder, and make it where it is missing.

        Raises:
            ExportError: it holds what no export wrote, another export is at work in it, or it
                cannot be written.
        """
        self.path = path
        self.written = self.kept = self.removed = self.size = 0
        self._staged: dict[str, str] = {}
        self._names: set[str] = set()
        self._folders: set[str] = set()
        self._root = self._lock = -1
        with self._reporting(path):
            try:
                self._open()
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Drop what was not moved into place, and give the folder back."""
        if self._lock >= 0:
            shutil.rmtree(self._staging, ignore_errors=True)
            os.close(self._lock)
        if self._root >= 0:
            os.close(self._root)
        self._root = self._lock = -1

    def put(self, name: str, body: bytes) -> None:
        """Put a file's bytes aside, unless they are there already.

        Raises:
            ExportError: something of another hand has this name, or is a folder on its way; or
                two addresses of the service would be one file.
        """
        self._claim(name)
        self.size += len(body)
        with self._reporting(name):
            if self._is_there(name, body):
                self.kept += 1
                return
            staged = f"{len(self._staged):06}"
            (self._staging / staged).write_bytes(body)
            self._staged[name] = staged
            self.written += 1

    def finish(self) -> None:
        """Move all that is new into place, then remove what is no longer part of the export.

        New files come before changed ones, so that a link never leads to what is not there yet.

        Raises:
            ExportError: the disk does not take it; the next export mends what was left.
        """
        gone = sorted(self._ours - self._names)
        with self._reporting(self.path):
            if self._staged or gone:
                self._write(_UNFINISHED, sorted(self._names))
                in_the_way = [name for name in gone if self._is_in_the_way(name)]
                self._remove(in_the_way)
                for name in sorted(self._staged, key=lambda name: name in self._ours):
                    self._move(name)
                self._remove(sorted(set(gone) - set(in_the_way)))
            self._write(_FILES, sorted(self._names))
            (self.path / OWN / _UNFINISHED).unlink(missing_ok=True)

    def _open(self) -> None:
        self.path.mkdir(exist_ok=True)
        self._root = os.open(self.path.resolve(), _FOLDER)
        try:
            os.close(os.open(OWN, _FOLDER, dir_fd=self._root))
        except FileNotFoundError:
            foreign = sorted(entry.name for entry in os.scandir(self._root))
            if foreign:
                raise ExportError(
                    f"{self.path} holds files that no export wrote ({foreign[0]}); name an empty "
                    "folder, or one of an earlier export"
                ) from None
            os.mkdir(OWN, dir_fd=self._root)
        lock = os.open(self.path / OWN / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise ExportError(f"another export is writing to {self.path}; wait for it") from None
        self._lock = lock
        self._ours = self._read(_FILES) | self._read(_UNFINISHED)
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir()

    @property
    def _staging(self) -> Path:
        return self.path / OWN / "staging"

    def _read(self, name: str) -> set[str]:
        """Read a list of our files.

        Raises:
            ExportError: it is not as an export wrote it.
        """
        file = self.path / OWN / name
        try:
            names = orjson.loads(file.read_bytes())
        except FileNotFoundError:
            return set()
        except orjson.JSONDecodeError:
            names = None
        if isinstance(names, list) and all(
            isinstance(each, str) and _is_below(each) for each in names
        ):
            return set(names)
        raise ExportError(f"{file} is damaged; empty {self.path} and export again")

    def _write(self, name: str, names: list[str]) -> None:
        """Write a list of files, whole or not at all."""
        new = self.path / OWN / f"{name}.new"
        with new.open("wb") as file:
            file.write(orjson.dumps(names, option=orjson.OPT_INDENT_2))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / OWN / name)

    def _claim(self, name: str) -> None:
        folders = _folders_of(name)
        if name in self._names or name in self._folders or self._names & set(folders):
            raise ExportError(f"two addresses of the service would be the file {name}")
        self._names.add(name)
        self._folders.update(folders)

    def _is_there(self, name: str, body: bytes) -> bool:
        """Say whether a file of ours has these bytes.

        Raises:
            ExportError: what is there is not ours.
        """
        with self._folder_of(name) as (inside, last):
            if inside is None:
                return False
            if name in self._ours:
                return _holds(inside, last, body)
            with suppress(FileNotFoundError):
                os.stat(last, dir_fd=inside, follow_symlinks=False)
                if not any(each.startswith(f"{name}/") for each in self._ours):
                    raise self._foreign(name)
            return False

    @contextmanager
    def _folder_of(self, name: str, make: bool = False) -> Iterator[tuple[int | None, str]]:
        """Open the folder of a file, none where it is missing, and give the file's last name.

        Raises:
            ExportError: a folder on the way is a link or a file of another hand.
        """
        *folders, last = name.split("/")
        opened = [os.dup(self._root)]
        try:
            for depth, part in enumerate(folders, 1):
                found = self._step(opened[-1], part, "/".join(folders[:depth]), make)
                if found is None:
                    yield None, last
                    return
                opened.append(found)
            yield opened[-1], last
        finally:
            for each in opened:
                os.close(each)

    def _step(self, above: int, part: str, name: str, make: bool) -> int | None:
        if make:
            with suppress(FileExistsError):
                os.mkdir(part, dir_fd=above)
        try:
            return os.open(part, _FOLDER, dir_fd=above)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno not in (errno.ENOTDIR, errno.ELOOP):
                raise
            if name in self._ours and not make:
                return None
            raise self._foreign(name) from error

    def _move(self, name: str) -> None:
        with self._folder_of(name, make=True) as (inside, last):
            os.replace(self._staging / self._staged[name], last, dst_dir_fd=inside)

    def _is_in_the_way(self, name: str) -> bool:
        """Say whether an old file is where a folder is to be, or the other way round."""
        return name in self._folders or bool(self._names & set(_folders_of(name)))

    def _remove(self, names: Collection[str]) -> None:
        """Delete files of ours, and the folders that are empty without them."""
        for name in names:
            with self._folder_of(name) as (inside, last):
                if inside is None:
                    continue
                with suppress(FileNotFoundError, IsADirectoryError):
                    os.unlink(last, dir_fd=inside)
                    self.removed += 1
        for folder in sorted({each for name in names for each in _folders_of(name)}, reverse=True):
            with self._folder_of(folder) as (inside, last), suppress(OSError):
                os.rmdir(last, dir_fd=inside)

    def _foreign(self, name: str) -> ExportError:
        return ExportError(
            f"{self.path / name} was not written by an export; move it away, or name another folder"
        )

    @contextmanager
    def _reporting(self, what: Path | str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = what if isinstance(what, Path) else self.path / what
            reason = error.strerror or error
            raise ExportError(
                f"{place} cannot be written ({reason}); mend that, then export again"
            ) from error


def _holds(folder: int, name: str, body: bytes) -> bool:
    """Say whether a file holds these bytes; a link holds none."""
    try:
        handle = os.open(name, _FILE, dir_fd=folder)
    except OSError:
        return False
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(body):
            return False
        return all(
            file.read(_CHUNK_BYTES) == body[start : start + _CHUNK_BYTES]
            for start in range(0, len(body), _CHUNK_BYTES)
        )


def _folders_of(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _is_below(name: str) -> bool:
    return not {"", ".", "..", OWN} & set(name.split("/"))
