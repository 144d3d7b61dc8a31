"""The reading side of rolls: those of the state directory, a few of them in memory.

Web processes hold one `Rolls` each. It writes nothing. Safe to use from several threads.
"""

import os
import threading
from collections import OrderedDict
from pathlib import Path

import structlog

from quire.errors import SnapshotDamaged
from quire.library.manifest import read_sealed
from quire.library.rolls.removals import Log, Removal
from quire.library.rolls.roll import Key, Roll, roll_id

ROLLS = "rolls"
"""Name of the folder of rolls in a state directory; each file is named by its roll's id."""

REMOVED = "removed.json"
"""Name of the log of removals beside them."""

_IN_MEMORY = 4

_log = structlog.get_logger()


class Rolls:
    """The rolls of one state directory, which may be gone."""

    def __init__(self, state: Path) -> None:
        self._folder = state / ROLLS
        self._held: OrderedDict[str, Roll] = OrderedDict()
        self._removals: dict[Key, Removal] = {}
        self._read_as: tuple[int, int, int] | None = None
        self._complaints: set[str] = set()
        self._lock = threading.Lock()

    def find(self, name: str) -> Roll | None:
        """Find a roll by its id; None where it is not kept, or is not as it was written."""
        with self._lock:
            found = self._held.get(name) or self._read(name)
            if found is not None:
                self._held[name] = found
                self._held.move_to_end(name)
                while len(self._held) > _IN_MEMORY:
                    self._held.popitem(last=False)
            return found

    def removals(self) -> dict[Key, Removal]:
        """Give what was removed, by key; empty where the log cannot be read."""
        with self._lock:
            self._read_log()
            return self._removals

    def _read(self, name: str) -> Roll | None:
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        if roll_id(data) != name:
            self._complain(f"the roll {name} is not as it was written; it counts as lost")
            return None
        return Roll(data)

    def _read_log(self) -> None:
        """Read the log where it is another file than the one that was read last."""
        path = self._folder / REMOVED
        try:
            stat = path.stat()
            stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if stamp == self._read_as:
                return
            log = read_sealed(path, Log)
        except FileNotFoundError:
            self._read_as, self._removals = None, {}
        except (SnapshotDamaged, OSError) as error:
            self._complain(f"the log of what was removed is lost: {error}")
            self._read_as, self._removals = None, {}
        else:
            self._read_as = stamp
            self._removals = {removal.key: removal for removal in log.removals}

    def _complain(self, reason: str) -> None:
        """Report damage once."""
        if reason not in self._complaints:
            self._complaints.add(reason)
            _log.error("a roll is damaged", reason=reason, process=os.getpid())
