"""The writing side of rolls: the builder's, before it moves the pointer.

Kept are the newest `least`, whatever they take, and others while they are young and all
together small.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from quire.catalogue import Columns
from quire.errors import SnapshotDamaged
from quire.library.manifest import read_sealed, sealed, write_whole
from quire.library.rolls.reading import REMOVED, ROLLS
from quire.library.rolls.removals import Log, Removal, removals, with_more
from quire.library.rolls.roll import Key, Roll, difference, roll_id, roll_of_columns

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which rolls are kept.

    Args:
        least: so many of the newest stay in any case.
        age: older ones than that go, but for these.
        bytes: of all together, beyond which the oldest go, but for these.
    """

    least: int = 1_000
    age: timedelta = timedelta(days=90)
    bytes: int = 256 * 1024 * 1024


class RollKeeper:
    """Keeps the rolls of one state directory. Used by the one builder."""

    def __init__(self, state: Path, bounds: Bounds = Bounds()) -> None:
        self._folder = state / ROLLS
        self._bounds = bounds

    def follow(self, before: Columns | None, after: Columns, roll: Roll, at: datetime) -> None:
        """Write the roll of the snapshot that is about to become current, and what it removes.

        Args:
            before: of the snapshot that is current until then, None where it cannot be read.
            roll: of `after`.

        Raises:
            OSError: the folder cannot be written.
        """
        self._folder.mkdir(mode=0o700, exist_ok=True)
        if before is not None:
            left = roll_of_columns(before)
            if not _is_whole(self._folder / left.id, left):
                self._write(left, at)
            gone, new = _gone(left, roll), _gone(roll, left)
            if gone:
                self._log_removals(removals(before, after, gone, new, at))
        self._write(roll, at)

    def _log_removals(self, more: list[Removal]) -> None:
        oldest = min((int(stat.st_mtime) for _, stat in self._files()), default=0)
        write_whole(self._folder / REMOVED, sealed(Log(with_more(self._read_log(), more, oldest))))

    def prune(self, now: datetime) -> None:
        """Delete the rolls that are beyond the bounds."""
        files = sorted(self._files(), key=lambda each: (-each[1].st_mtime, each[0].name))
        youngest = (now - self._bounds.age).timestamp()
        taken = 0
        for number, (path, stat) in enumerate(files):
            taken += stat.st_size
            within = stat.st_mtime >= youngest and taken <= self._bounds.bytes
            if number >= self._bounds.least and not within:
                path.unlink(missing_ok=True)

    def _write(self, roll: Roll, at: datetime) -> None:
        path = self._folder / roll.id
        if not _is_whole(path, roll):
            write_whole(path, roll.data)
        os.utime(path, (at.timestamp(), at.timestamp()))

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        return [
            (Path(entry.path), entry.stat())
            for entry in os.scandir(self._folder)
            if "." not in entry.name
        ]

    def _read_log(self) -> list[Removal]:
        path = self._folder / REMOVED
        if not path.exists():
            return []
        try:
            return read_sealed(path, Log).removals
        except SnapshotDamaged as error:
            _log.error(
                "the log of what was removed is damaged, a new one begins", reason=str(error)
            )
            return []


def _is_whole(path: Path, roll: Roll) -> bool:
    try:
        return roll_id(path.read_bytes()) == roll.id
    except OSError:
        return False


def _gone(before: Roll, after: Roll) -> set[Key]:
    return {before.key(number) for number in difference(before, after).removed}
