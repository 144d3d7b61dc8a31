"""The state directory: who may build in it, what lies where, what may go.

Never needed: deleting it costs only time, also under a builder at work. One builder at a time
holds its lock.
"""

import fcntl
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from quire.errors import SettingError, SnapshotDamaged, SnapshotError
from quire.library.damage import DAMAGE
from quire.library.manifest import read_manifest

_MARKER = "quire-state"
_LOCK = "lock"


class State:
    """A state directory held by one builder.

    Attributes:
        path: of the directory.
        snapshots, media: its folders.
    """

    def __init__(self, path: Path) -> None:
        """Create the directory where it is missing and take its lock.

        Raises:
            SettingError: it belongs to something else, or another builder holds it.
            SnapshotError: it cannot be written.
        """
        self.path = path
        self.snapshots = path / "snapshots"
        self.media = path / "media"
        self._lock: int | None = None
        self.restore()

    def restore(self) -> None:
        """Make sure that the directory is there and held: somebody may have removed it.

        Raises:
            SettingError, SnapshotError: see `__init__`.
        """
        path = self.path
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            foreign = not (path / _MARKER).exists() and any(path.iterdir())
            if foreign and self._lock is None:
                raise SettingError(
                    f"the state directory {path} holds files that are not Quire's; "
                    "name an empty one with --state-dir"
                )
            if path.stat().st_mode & 0o777 != 0o700:
                path.chmod(0o700)
            if not (path / _MARKER).exists():
                (path / _MARKER).touch()
            self.snapshots.mkdir(exist_ok=True)
            self.media.mkdir(exist_ok=True)
            (path / DAMAGE).mkdir(mode=0o700, exist_ok=True)
            if not self._holds_lock():
                self._take_lock()
        except OSError as error:
            raise SnapshotError(
                f"the state directory {path} cannot be used ({error.strerror}); "
                "name another one with --state-dir"
            ) from error

    def _holds_lock(self) -> bool:
        """Say whether the file that is locked is the one that lies there."""
        try:
            there = (self.path / _LOCK).stat()
        except FileNotFoundError:
            return False
        return self._lock is not None and os.path.samestat(there, os.fstat(self._lock))

    def _take_lock(self) -> None:
        lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(lock)
            raise SettingError(
                f"another Quire is building in {self.path}; stop it, or name another state "
                "directory with --state-dir"
            ) from error
        except OSError:
            os.close(lock)
            raise
        self.close()
        self._lock = lock

    def close(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def remove(self, name: str) -> None:
        """Delete a snapshot; one that is not there is no error."""
        directory = self.snapshots / Path(name).name
        # Without its manifest it is no snapshot any more, whatever comes next.
        (directory / "manifest.json").unlink(missing_ok=True)
        shutil.rmtree(directory, ignore_errors=True)

    def new_directory(self, snapshot_id: str) -> Path:
        """Make an empty directory for a snapshot, under a name that was never used.

        Directories that a build before it left unfinished are deleted first.
        """
        for unfinished in self.snapshots.iterdir():
            if not (unfinished / "manifest.json").exists():
                shutil.rmtree(unfinished, ignore_errors=True)
        directory = self.snapshots / f"{snapshot_id}-{os.urandom(4).hex()}"
        directory.mkdir(mode=0o700)
        return directory

    def prune(self, keep: Collection[str], count: int) -> None:
        """Delete snapshots beyond the newest `count`, unfinished ones, and unused media.

        Args:
            keep: names of directories that stay whatever their age.
        """
        whole: list[tuple[float, Path]] = []
        media: set[str] = set()
        for directory in self.snapshots.iterdir():
            try:
                manifest = read_manifest(directory)
            except SnapshotDamaged:
                if directory.name not in keep:
                    shutil.rmtree(directory, ignore_errors=True)
                continue
            whole.append(((directory / "manifest.json").stat().st_mtime, directory))
            media.update(row.blob for row in manifest.media.values())
        whole.sort(reverse=True)
        for _, directory in whole[count:]:
            if directory.name not in keep:
                self.remove(directory.name)
        for file in self.media.iterdir():
            if file.name not in media:
                file.unlink(missing_ok=True)
