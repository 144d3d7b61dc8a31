"""The reading side of the state directory: the current snapshot and the last few before it.

Web workers hold one `Holder` each. It writes nothing but notes of damage.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import structlog

from quire.errors import SnapshotDamaged, SnapshotGone
from quire.library.damage import DamageNotes
from quire.library.manifest import Pointer, now_utc, read_pointer
from quire.library.media import CheckedMedia
from quire.library.rolls import Rolls
from quire.library.snapshot import Snapshot
from quire.library.standing import Seen, read_standing
from quire.search.port import Engine

_log = structlog.get_logger()

_OLD_KEPT_OPEN = 2


class Holder:
    """Gives the current snapshot and swaps it when the pointer moves."""

    def __init__(self, state: Path, engine: Engine, now: Callable[[], datetime] = now_utc) -> None:
        self._state = state
        self._now = now
        self._engine = engine
        self._pointer: Pointer | None = None
        self._current: Snapshot | None = None
        self._old: OrderedDict[str, Snapshot] = OrderedDict()
        self._lock = threading.Lock()
        self._notes = DamageNotes(state)
        self._checked = CheckedMedia()
        self._rolls = Rolls(state)
        self._complaint = ""

    @property
    def current(self) -> Snapshot | None:
        """The snapshot to answer from; take it once a request. None before the first."""
        return self._current

    def refresh(self) -> bool:
        """Look at the pointer and swap to the snapshot it names; True when it moved.

        A snapshot that cannot be opened is logged and the held one stays.
        """
        with self._lock:
            try:
                pointer = read_pointer(self._state)
                if pointer is None or pointer == self._pointer:
                    return False
                opened = self._open(pointer.directory, pointer.activated_at)
            except SnapshotDamaged as error:
                # Ten times a second it would be the same line.
                if self._complaint != str(error):
                    self._complaint = str(error)
                    _log.error(
                        "snapshot cannot be opened, the last good one stays", reason=str(error)
                    )
                return False
            self._complaint = ""
            if self._current is not None:
                self._keep(self._current)
            self._pointer, self._current = pointer, opened
            return True

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Give the current snapshot or an older one that is still kept.

        One that shows what has expired since, or hides what has appeared, is kept no longer.

        Raises:
            SnapshotGone: it is no longer kept.
        """
        current = self._current
        if current is not None and current.id == snapshot_id:
            return current
        with self._lock:
            found = self._old.get(snapshot_id) or self._open_old(snapshot_id)
            change_at = found.manifest.next_change_at if found else None
            if found is None or (change_at is not None and change_at <= self._now()):
                raise SnapshotGone(f"snapshot {snapshot_id} is no longer kept")
            return found

    def standing(self) -> Seen | None:
        """Read how the builder stands to its source, None where nobody knows."""
        return read_standing(self._state)

    def report_damage(self, snapshot: Snapshot, reason: str) -> None:
        """Ask the builder to make a snapshot anew that turned out to be damaged."""
        self._notes.write(snapshot.directory, reason)

    def _open(self, directory: str, activated_at: datetime) -> Snapshot:
        """Open a snapshot, and have it made anew where that shows that it is damaged.

        Raises:
            SnapshotDamaged: it cannot be opened.
        """
        place = self._state / "snapshots" / directory
        try:
            opened = Snapshot(place, activated_at, self._engine, self._checked, self._rolls)
        except SnapshotDamaged as error:
            self._notes.write(directory, str(error))
            raise
        if opened.index is None:
            self._notes.write(directory, "its search index cannot be opened")
        return opened

    def _open_old(self, snapshot_id: str) -> Snapshot | None:
        for directory in (self._state / "snapshots").glob(f"{snapshot_id}-*"):
            try:
                made_at = (directory / "manifest.json").stat().st_mtime
                activated_at = datetime.fromtimestamp(made_at, UTC)
                found = self._open(directory.name, activated_at)
            except (SnapshotDamaged, OSError):
                continue
            self._keep(found)
            return found
        return None

    def close(self) -> None:
        """Close all snapshots; no request may be under way."""
        for snapshot in (self._current, *self._old.values()):
            if snapshot is not None:
                snapshot.close()

    def _keep(self, snapshot: Snapshot) -> None:
        """Hold an older snapshot open; a reader that still has a dropped one keeps it alive."""
        self._old[snapshot.id] = snapshot
        self._old.move_to_end(snapshot.id)
        while len(self._old) > _OLD_KEPT_OPEN:
            self._old.popitem(last=False)
