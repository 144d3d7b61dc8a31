"""How the builder stands to its source: a code from a fixed list, since when, seen when.

Written by the builder and read by web processes. A file of one size, written over in place:
that works on a full disk, too. It holds no path and no message; those stand in the log. The
file's own time is that of the builder's last word, so that a builder which says nothing more
is noticed.
"""

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

_FILE = "standing.json"
_BYTES = 256


class Code(StrEnum):
    """What the builder is about."""

    UNKNOWN = "unknown"
    """No builder has said anything yet."""
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


class Seen(msgspec.Struct, frozen=True):
    """A standing as a web process reads it.

    Args:
        said_at: when the builder last said that it is so.
    """

    standing: Standing
    said_at: datetime

    def behind_seconds(self, now: datetime) -> float:
        """Say how long the content may have been behind its source, in seconds."""
        is_level = self.standing.code is Code.FOLLOWING
        level_at = self.said_at if is_level else self.standing.since
        return max(0.0, (now - level_at).total_seconds())


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


def confirm_standing(state: Path, standing: Standing) -> bool:
    """Say that a standing still holds; False where the file does not say the same.

    Raises:
        OSError: the file cannot be touched.
    """
    seen = read_standing(state)
    if seen is None or seen.standing != standing:
        return False
    os.utime(state / _FILE)
    return True


def read_standing(state: Path) -> Seen | None:
    """Read how the builder stands, None where nobody knows."""
    path = state / _FILE
    try:
        standing = msgspec.json.decode(path.read_bytes(), type=Standing)
        return Seen(standing, datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except (OSError, msgspec.MsgspecError):
        return None
