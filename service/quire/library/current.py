"""The snapshot that is current, as the builder sees it: whole, or to be made anew.

Looked at before each build, cheaply: readers that find damage inside of a file leave a note.
"""

from pathlib import Path

import structlog

from quire.catalogue import columns
from quire.errors import SearchError, SnapshotDamaged
from quire.library.damage import DamageNotes
from quire.library.manifest import Manifest, Pointer, read_manifest, read_pointer
from quire.library.media import is_stored, is_whole
from quire.library.pieces import pack_name
from quire.library.snapshot import CATALOGUE_FILE, Snapshot, check_size
from quire.library.state import State
from quire.library.writing import Carried
from quire.search.port import Engine

_log = structlog.get_logger()


class CurrentSnapshot:
    """The snapshot that the pointer of a state directory names."""

    def __init__(self, state: State, engine: Engine) -> None:
        self._state = state
        self._engine = engine
        self._notes = DamageNotes(state.path)
        self._whole: str | None = None
        self._complaint = ""

    def manifest(self) -> Manifest | None:
        """Read its manifest; None where there is no snapshot that is whole."""
        try:
            pointer = read_pointer(self._state.path)
            if pointer is None:
                return None
            if self._notes.holds(pointer.directory):
                raise SnapshotDamaged(f"{pointer.directory} was found damaged by a reader")
            if pointer.directory != self._whole:
                self._open(pointer)
            manifest = read_manifest(self._state.snapshots / pointer.directory)
            self._look(pointer.directory, manifest)
            self._drop_noted(pointer.directory)
        except (SnapshotDamaged, SearchError, OSError) as error:
            if self._complaint != str(error):
                self._complaint = str(error)
                _log.warning("the current snapshot is damaged and is built anew", reason=str(error))
            self._whole = None
            return None
        self._complaint = ""
        return manifest

    def carried(self) -> Carried | None:
        """Read what the next snapshot is compared with and carried forward from."""
        manifest = self.manifest()
        if manifest is None or self._whole is None:
            return None
        directory = self._state.snapshots / self._whole
        try:
            data = (directory / CATALOGUE_FILE).read_bytes()
        except OSError:
            self._whole = None
            return None
        return Carried(directory, manifest, columns.decode(data))

    def became(self, directory: str) -> None:
        """Take note that a directory which was just written is current."""
        self._whole = directory
        self._drop_noted(directory)

    def _drop_noted(self, current: str) -> None:
        """Delete the older snapshots that readers found damaged."""
        for name in self._notes.names():
            if name != current:
                self._state.remove(name)
                self._notes.forget(name)

    def drop_damaged_media(self) -> None:
        """Remove media files that are not what their names say, so that they are stored again."""
        for file in self._state.media.iterdir():
            try:
                whole = is_whole(file, file.name, file.stat().st_size)
            except OSError:
                whole = False
            if not whole:
                file.unlink(missing_ok=True)

    def _open(self, pointer: Pointer) -> None:
        """Open a snapshot as a web worker would, once for each that this builder did not make."""
        directory = self._state.snapshots / pointer.directory
        snapshot = Snapshot(directory, pointer.activated_at, self._engine)
        searchable = snapshot.index is not None
        snapshot.close()
        if not searchable:
            raise SnapshotDamaged(f"the search index of {pointer.directory} cannot be opened")
        self._whole = pointer.directory

    def _look(self, name: str, manifest: Manifest) -> None:
        """See whether all files are there."""
        directory = self._state.snapshots / name
        if not (directory / CATALOGUE_FILE).exists():
            raise SnapshotDamaged(f"the catalogue of {name} is missing")
        for number, size in manifest.packs.items():
            check_size(directory / pack_name(number), size)
        self._engine.check(directory / "index")
        for row in manifest.media.values():
            if not is_stored(self._state.media, row.blob, row.size):
                raise SnapshotDamaged(f"the media file {row.blob} is not whole")


def last_whole(state: Path, engine: Engine) -> Manifest | None:
    """Open the snapshot that a state directory names, without holding the directory.

    Returns:
        Its manifest; None where there is none that can be served.
    """
    try:
        pointer = read_pointer(state)
        if pointer is None:
            return None
        snapshot = Snapshot(state / "snapshots" / pointer.directory, pointer.activated_at, engine)
    except SnapshotDamaged:
        return None
    snapshot.close()
    return snapshot.manifest
