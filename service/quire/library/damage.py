"""Notes of damage: who reads a snapshot leaves one, and the builder makes the snapshot anew.

A note is an empty file named for a snapshot's directory, so that a full disk can hold it.
"""

from pathlib import Path

import structlog

_log = structlog.get_logger()

DAMAGE = "damage"
"""Name of the folder of notes in a state directory."""


class DamageNotes:
    """The notes of one state directory.

    Args:
        state: of the directory, which may be gone.
    """

    def __init__(self, state: Path) -> None:
        self._folder = state / DAMAGE

    def write(self, directory: str, reason: str) -> None:
        """Note that a snapshot is damaged; only the first note of each is logged."""
        note = self._folder / directory
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            note.touch(exist_ok=False)
        except FileExistsError:
            return
        except OSError as error:
            _log.error("damage cannot be noted", reason=reason, cause=str(error))
            return
        _log.error("a snapshot is damaged and will be made anew", reason=reason)

    def holds(self, directory: str) -> bool:
        """Say whether a snapshot is noted as damaged."""
        return (self._folder / directory).exists()

    def names(self) -> list[str]:
        """Name the directories of all that are noted."""
        try:
            return [note.name for note in self._folder.iterdir()]
        except OSError:
            return []

    def forget(self, directory: str) -> None:
        """Take a note away; its snapshot is gone."""
        (self._folder / directory).unlink(missing_ok=True)
