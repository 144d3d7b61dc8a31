"""The instant at which things are visible: now, or the one that the operator pinned."""

from collections.abc import Callable
from datetime import UTC, datetime

from quire.settings import Settings


def clock(settings: Settings) -> Callable[[], datetime]:
    """Give the clock, or one that stands still where the operator pinned it."""
    pinned = settings.now
    if pinned is None:
        return lambda: datetime.now(UTC)
    instant = pinned if pinned.tzinfo else pinned.replace(tzinfo=UTC)
    return lambda: instant
