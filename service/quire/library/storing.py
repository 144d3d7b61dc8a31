"""Media files that documents refer to, stored under the names of their blobs."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from quire.conventions.addresses import media_type
from quire.library.manifest import MediaRow, write_whole
from quire.library.media import is_stored
from quire.model import SourceFile

Reader = Callable[[Iterable[SourceFile]], Iterable[tuple[SourceFile, bytes | None]]]


def store_media(
    wanted: Mapping[str, SourceFile], directory: Path, read: Reader
) -> tuple[dict[str, MediaRow], list[SourceFile]]:
    """Store what is not there yet.

    Args:
        wanted: by published path.

    Returns:
        The rows of all that are stored, by published path, and the files that cannot be read.

    Raises:
        OSError: the directory cannot be written.
    """
    fresh = [file for file in wanted.values() if not is_stored(directory, file.blob, file.size)]
    unread = []
    for file, data in read(fresh):
        if data is None:
            unread.append(file)
        else:
            write_whole(directory / file.blob, data)
    rows = {
        path: MediaRow(file.blob, file.size, media_type(path) or "")
        for path, file in sorted(wanted.items())
        if is_stored(directory, file.blob, file.size)
    }
    return rows, unread
