"""Time zones by their names in the tz database."""

from datetime import tzinfo
from zoneinfo import ZoneInfo


def zone_named(name: str) -> tzinfo | None:
    """Find a time zone such as `Europe/Paris`, None where there is none of this name."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return None
