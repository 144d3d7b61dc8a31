"""How the builder stands to its source: a code from a fixed list, and since when.

Written by the builder and read by web processes. A file of one size, written over in place:
that works on a full disk, too. It holds no path and no message; those stand in the log.
"""

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

_FILE = "standing.json"
_BYTES = 256


class Code(StrEnum):
    """What the builder is about."""

    FOLLOWING = "following"
    """The snapshot is that of the source."""
    INCOMPLETE = "incomplete"
    """It is, but for files that could not be read or rendered; they are tried again."""
    HELD_BACK = "held_back"
    """A newer one would hide, show or lose too much."""
    SOURCE_UNREACHABLE = "source_unreachable"
    """The source does not answer; the last good snapshot is served."""
    STATE_UNUSABLE = "state_unusable"
    """The state directory cannot be written: a full disk, a read-only one."""
    BUILD_FAILED = "build_failed"
    """Anything else; a defect, or a machine at its end."""


class Standing(msgspec.Struct, frozen=True):
    """A code and since when it holds."""

    code: Code
    since: datetime


def write_standing(state: Path, standing: Standing) -> None:
    """Write how the builder stands.

    Raises:
        OSError: the file cannot be written.
    """
    data = msgspec.json.encode(standing).ljust(_BYTES)
    handle = os.open(state / _FILE, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.pwrite(handle, data, 0)
    finally:
        os.close(handle)


def read_standing(state: Path) -> Standing | None:
    """Read how the builder stands, None where nobody knows."""
    try:
        return msgspec.json.decode((state / _FILE).read_bytes(), type=Standing)
    except (OSError, msgspec.MsgspecError):
        return None
