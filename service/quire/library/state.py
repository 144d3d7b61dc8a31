"""The state directory: who may build in it, what lies where, what may go.

Never needed: deleting it costs only time. One builder at a time holds its lock.
"""

import fcntl
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from quire.errors import SettingError, SnapshotDamaged
from quire.library.manifest import read_manifest

_MARKER = "quire-state"


class State:
    """A state directory held by one builder.

    Attributes:
        path: of the directory.
        snapshots, media: its folders.
    """

    def __init__(self, path: Path) -> None:
        """Create the directory where it is missing and take its lock.

        Raises:
            SettingError: it cannot be written, belongs to something else, or another
                builder holds it.
        """
        self.path = path
        self.snapshots = path / "snapshots"
        self.media = path / "media"
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            foreign = not (path / _MARKER).exists() and any(path.iterdir())
            if foreign:
                raise SettingError(
                    f"the state directory {path} holds files that are not Quire's; "
                    "name an empty one with --state-dir"
                )
            path.chmod(0o700)
            (path / _MARKER).touch()
            self.snapshots.mkdir(exist_ok=True)
            self.media.mkdir(exist_ok=True)
            self._lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise SettingError(
                f"the state directory {path} cannot be used ({error.strerror}); "
                "name another one with --state-dir"
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise SettingError(
                f"another Quire is building in {path}; stop it, or name another state "
                "directory with --state-dir"
            ) from error

    def close(self) -> None:
        """Give the lock back."""
        os.close(self._lock)

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
                # Without its manifest it is no snapshot any more, whatever comes next.
                (directory / "manifest.json").unlink(missing_ok=True)
                shutil.rmtree(directory, ignore_errors=True)
        for file in self.media.iterdir():
            if file.name not in media:
                file.unlink(missing_ok=True)


def is_stored(media: Path, blob: str, size: int) -> bool:
    """Say whether a media file is in its folder, whole as far as its size in bytes tells."""
    try:
        return (media / blob).stat().st_size == size
    except OSError:
        return False
