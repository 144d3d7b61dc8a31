"""Media files in the state directory: named for their blobs, and checked against those names.

Source: git's object format: the id of a blob is the hash of a header and its bytes.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from quire.errors import SnapshotDamaged

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Media:
    """A stored media file.

    Args:
        file: where its bytes are.
        blob: names the content; equal blobs mean equal bytes.
        size: in bytes.
    """

    file: Path
    blob: str
    size: int
    content_type: str


class CheckedMedia:
    """Remembers which files were found whole, so that each is read for that once.

    Safe to use from several threads: at worst a file is checked twice.
    """

    def __init__(self) -> None:
        self._whole: dict[str, tuple[int, int]] = {}

    def check(self, media: Media) -> None:
        """Make sure that a file holds what its name says.

        Raises:
            SnapshotDamaged: it does not, or cannot be read.
        """
        try:
            status = media.file.stat()
            stamp = (status.st_ino, status.st_mtime_ns)
            if self._whole.get(media.blob) == stamp and status.st_size == media.size:
                return
            whole = is_whole(media.file, media.blob, media.size)
        except OSError as error:
            raise SnapshotDamaged(f"the media file {media.blob} cannot be read: {error}") from error
        if not whole:
            raise SnapshotDamaged(f"the media file {media.blob} is not as it was written")
        self._whole[media.blob] = stamp


def is_stored(media: Path, blob: str, size: int) -> bool:
    """Say whether a media file is in its folder, whole as far as its size in bytes tells."""
    try:
        return (media / blob).stat().st_size == size
    except OSError:
        return False


def is_whole(file: Path, blob: str, size: int) -> bool:
    """Say whether a file holds the bytes of a blob.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.new("sha256" if len(blob) == 64 else "sha1", usedforsecurity=False)
    digest.update(b"blob %d\0" % size)
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        while chunk := os.read(handle, _CHUNK_BYTES):
            digest.update(chunk)
    finally:
        os.close(handle)
    return digest.hexdigest() == blob
