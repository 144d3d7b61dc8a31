"""Dates as writers type them, read as instants. Formats are rows of one table."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_OFFSET = (
    r"(?P<offset>Z|z|UTC|GMT|(?P<sign>[+-])(?P<offset_hours>\d{2}):?(?P<offset_minutes>[0-5]\d)?)"
)

_FORMATS = (
    # 2013-12-02, 2013-12-02T07:37:00Z (RFC 3339), 2013-12-02 7:37:00 -0400
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
        rf"(?:(?:[Tt]|[ \t]+){_TIME}(?:[ \t]*{_OFFSET})?)?",
        re.ASCII,
    ),
)
_MAX_LENGTH = 64


class DateUnreadable(ValueError):
    """A text that is no date, or a date that no calendar has."""


def read_date(text: str, default_zone: tzinfo) -> datetime | None:
    """Read a date.

    Args:
        text: a date of years 1-9999, with or without a time (a date alone is midnight) and
            an offset from UTC.
        default_zone: of dates that carry no offset.

    Returns:
        The instant, in the offset it was written with; None for the zero date (1 January of
        year 1), by which Hugo says "no date".

    Raises:
        DateUnreadable: the text has none of the formats, or no such day or time exists.
    """
    text = text.strip()
    if len(text) <= _MAX_LENGTH:
        for pattern in _FORMATS:
            if found := pattern.fullmatch(text):
                return _instant(found.groupdict(), default_zone)
    raise DateUnreadable(f"{text[:_MAX_LENGTH]!r} is not a date")


def _instant(parts: dict[str, str | None], default_zone: tzinfo) -> datetime | None:
    def number(name: str) -> int:
        return int(parts[name] or 0)

    try:
        zone = default_zone
        if parts["offset"]:
            offset = timedelta(hours=number("offset_hours"), minutes=number("offset_minutes"))
            zone = timezone(-offset if parts["sign"] == "-" else offset)
        instant = datetime(
            number("year"),
            number("month"),
            number("day"),
            number("hour"),
            number("minute"),
            # RFC 3339 allows a leap second; no calendar here has one.
            59 if parts["second"] == "60" else number("second"),
            int((parts["fraction"] or "")[:6].ljust(6, "0")),
            zone,
        )
        if (instant.year, instant.month, instant.day) == (1, 1, 1):
            return None
        # An instant that UTC cannot express is no use to anyone.
        instant.astimezone(UTC)
        return instant
    except (ValueError, OverflowError) as error:
        raise DateUnreadable("no calendar has such a day or time") from error
