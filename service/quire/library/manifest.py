"""What a snapshot directory says of itself, and the pointer to the current one.

The manifest is written last: a directory without one is not a snapshot. Both files hold the
digest of what they say, so that a changed one is never taken for a whole one.
"""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from quire.errors import SnapshotDamaged
from quire.library.lapses import Lapse

FORMAT = 3

_T = TypeVar("_T")


class _Sealed(msgspec.Struct, frozen=True):
    """What a file says, and the blake2b of those bytes: 32 hex digits."""

    digest: str
    says: msgspec.Raw


class MediaRow(msgspec.Struct, frozen=True, array_like=True):
    """A file that visible documents refer to: its blob names the stored copy."""

    blob: str
    size: int
    content_type: str


class Manifest(msgspec.Struct, frozen=True):
    """Args:
    snapshot: its id, 32 hex digits.
    revision: of the source.
    fingerprint: of the code and settings that made it; only equals carry it forward.
    visible_from: the instant of the last change of visibility before the build, None: never.
    next_change_at: the next instant at which a document appears or expires, None: never.
    site: title, url, default language and languages for discovery.
    counts: of `posts`, `pages`, `authors`, `tags`.
    problems: counts by code.
    packs: number and size in bytes of each pack.
    catalogue_digest: blake2b of the catalogue file, 32 hex digits.
    roll: id of the roll of what lists show, 32 hex digits.
    media: by published path.
    media_base: what the addresses of media begin with.
    synonyms: by word or phrase, what a search for it finds as well.
    lapses: what may be another thing at the next try, sorted; they are part of the id.
    """

    format: int
    snapshot: str
    revision: str
    fingerprint: str
    visible_from: datetime | None
    next_change_at: datetime | None
    site_title: str
    site_url: str | None
    default_lang: str
    langs: list[str]
    counts: dict[str, int]
    problems: dict[str, int]
    packs: dict[int, int]
    catalogue_digest: str
    roll: str
    media: dict[str, MediaRow]
    synonyms: dict[str, tuple[str, ...]] = {}
    media_base: str = "/v1/media/"
    lapses: tuple[Lapse, ...] = ()


class Pointer(msgspec.Struct, frozen=True):
    """Names the directory of the current snapshot and when it became current."""

    directory: str
    snapshot: str
    activated_at: datetime


def read_manifest(directory: Path) -> Manifest:
    """Read a directory's manifest.

    Raises:
        SnapshotDamaged: it is missing, unreadable or of another format.
    """
    manifest = read_sealed(directory / "manifest.json", Manifest)
    if manifest.format != FORMAT:
        raise SnapshotDamaged(f"{directory.name} has format {manifest.format}, not {FORMAT}")
    return manifest


def read_pointer(state: Path) -> Pointer | None:
    """Read the pointer of a state directory, None where there is none yet.

    Raises:
        SnapshotDamaged: it is there and cannot be read.
    """
    path = state / "current.json"
    if not path.exists():
        return None
    pointer = read_sealed(path, Pointer)
    if Path(pointer.directory).name != pointer.directory:
        raise SnapshotDamaged("the pointer leads out of the state directory")
    return pointer


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest, which makes the directory a snapshot."""
    write_whole(directory / "manifest.json", sealed(manifest))


def write_pointer(state: Path, pointer: Pointer) -> None:
    """Move the pointer: before, readers see the old snapshot; after, the new one."""
    write_whole(state / "current.json", sealed(pointer))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that readers see all of it or the old one, even after a crash."""
    beside = path.with_name(path.name + ".new")
    with open(beside, "wb", opener=_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_directory(path.parent)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sync_directory(path: Path) -> None:
    """Make a directory's entries survive a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def now_utc() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def sealed(said: msgspec.Struct) -> bytes:
    """Write what a file says with the digest of it."""
    data = msgspec.json.encode(said)
    return msgspec.json.encode(_Sealed(_digest(data), msgspec.Raw(data)))


def read_sealed(path: Path, kind: type[_T]) -> _T:
    """Read a file that holds the digest of what it says.

    Raises:
        SnapshotDamaged: it is missing, or not as it was written.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Sealed)
        if _digest(found.says) != found.digest:
            raise SnapshotDamaged(f"{path.name} is not as it was written")
        return msgspec.json.decode(found.says, type=kind)
    except (OSError, msgspec.MsgspecError) as error:
        raise SnapshotDamaged(f"{path.name} cannot be read: {error}") from error


def _digest(data: bytes | msgspec.Raw) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
