"""A snapshot opened for reading: catalogue, search index, prepared JSON and media.

Immutable. A request takes one and keeps it to its end.
"""

import hashlib
import weakref
from datetime import datetime
from functools import cached_property
from pathlib import Path

from quire.catalogue import Catalogue, columns
from quire.errors import SearchUnavailable, SnapshotDamaged
from quire.library.manifest import Manifest, read_manifest
from quire.library.media import CheckedMedia, Media
from quire.library.pieces import PackReader, StoredPieces
from quire.library.rolls import Roll, Rolls, roll_of
from quire.search.port import Engine, Index
from quire.search.synonyms import Synonyms

CATALOGUE_FILE = "catalogue.msgpack"


class Snapshot:
    """One state of the content.

    Attributes:
        id: 32 hex digits.
        directory: the name of its directory.
        manifest: what it says of itself.
        activated_at: when it became current.
        catalogue: its visible documents.
        synonyms: of its content.
        index: its search index, None where it cannot be opened (search answers 503).
        rolls: what readers saw in snapshots before it.
    """

    def __init__(
        self,
        directory: Path,
        activated_at: datetime,
        engine: Engine,
        checked: CheckedMedia | None = None,
        rolls: Rolls | None = None,
    ) -> None:
        """Open the snapshot in `directory`.

        Args:
            checked: remembers media from one snapshot to the next.
            rolls: of the state directory; remembers some as well.

        Raises:
            SnapshotDamaged: it is not whole.
        """
        self.manifest: Manifest = read_manifest(directory)
        self.id = self.manifest.snapshot
        self.directory = directory.name
        self._checked = checked or CheckedMedia()
        self.rolls = rolls or Rolls(directory.parent.parent)
        self.activated_at = activated_at
        data = _read_catalogue(directory, self.manifest.catalogue_digest)
        self.catalogue = Catalogue(columns.decode(data))
        self.synonyms = Synonyms(self.manifest.synonyms)
        for number, size in self.manifest.packs.items():
            check_size(directory / f"{number:06}.pack", size)
        self._packs = PackReader(directory, self.manifest.packs)
        self._media_directory = directory.parent.parent / "media"
        self.index: Index | None
        try:
            self.index = engine.open(directory / "index", self.catalogue.ordinals)
        except SearchUnavailable:
            self.index = None
        # A dropped snapshot may still be read by a request: it closes when nobody holds it.
        self._give_back = weakref.finalize(self, _close, self._packs, self.index)

    def pieces(self, ordinal: int) -> StoredPieces:
        """Find the prepared JSON of a document."""
        return self._packs.read(self.catalogue.documents[ordinal].piece)

    def summary(self, ordinal: int) -> bytes:
        """Read the prepared summary of a document, without looking at its bodies."""
        return self._packs.read_summary(self.catalogue.documents[ordinal].piece)

    @cached_property
    def largest_summary(self) -> int:
        """Bytes of the largest summary of a document; 0 where there is none."""
        return max((row.piece.lengths[0] for row in self.catalogue.documents), default=0)

    @cached_property
    def roll(self) -> Roll:
        """What lists show; read where it is kept, else made anew."""
        kept = self.rolls.find(self.manifest.roll)
        return kept or roll_of(self.catalogue.documents, self.catalogue.terms, self.catalogue.all)

    def media(self, path: str) -> Media | None:
        """Find a media file by its published path; None for all that no document refers to.

        Raises:
            SnapshotDamaged: it is not what was stored.
        """
        row = self.manifest.media.get(path)
        if row is None:
            return None
        found = Media(self._media_directory / row.blob, row.blob, row.size, row.content_type)
        self._checked.check(found)
        return found

    def close(self) -> None:
        """Give back files and memory; nobody may read the snapshot any more."""
        self._give_back()


def _close(packs: PackReader, index: Index | None) -> None:
    if index is not None:
        index.close()
    packs.close()


def catalogue_digest(data: bytes) -> str:
    """Name the bytes of a catalogue file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _read_catalogue(directory: Path, digest: str) -> bytes:
    try:
        data = (directory / CATALOGUE_FILE).read_bytes()
    except OSError as error:
        raise SnapshotDamaged(f"the catalogue of {directory.name} is missing") from error
    if catalogue_digest(data) != digest:
        raise SnapshotDamaged(f"the catalogue of {directory.name} has changed since it was written")
    return data


def check_size(path: Path, size: int) -> None:
    """Make sure that a file is there and of a size in bytes.

    Raises:
        SnapshotDamaged: it is not.
    """
    try:
        found = path.stat().st_size
    except OSError as error:
        raise SnapshotDamaged(f"{path.name} is missing") from error
    if found != size:
        raise SnapshotDamaged(f"{path.name} holds {found} bytes, not {size}")
