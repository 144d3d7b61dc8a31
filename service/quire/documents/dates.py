"""Dates as writers type them, read as instants. Formats are rows of one table.

A date that can be read in two ways is never guessed at: a wrong day is shown as if it were
right. Weekdays and names behind a numeric offset are passed over; what they say is said twice.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_WEEKDAY = (
    r"(?:(?:Mon(?:day)?|Tue(?:s|sday)?|Wed(?:nesday)?|Thu(?:rs|rsday)?|Fri(?:day)?"
    r"|Sat(?:urday)?|Sun(?:day)?)\.?,?[ \t]+)?"
)
_MONTH = (
    r"(?P<month_name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:[ \t]*(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_NUMERIC = r"(?P<sign>[+-])(?P<offset_hours>\d{2}):?(?P<offset_minutes>[0-5]\d)?"
_ZONE = (
    rf"(?:[ \t]*(?:(?:UTC|GMT)?{_NUMERIC}(?:[ \t]+[A-Z]{{1,5}})?|(?P<zone>[A-Za-z]{{1,5}}))"
    r"(?:[ \t]+\([^()]*\))?)?"
)
_CLOCK = rf"(?:(?:,?[ \t]+(?:at[ \t]+)?){_TIME}{_ZONE})?"

_FORMATS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        # 2013-12-02, 2013-12-02T07:37:00.000Z (RFC 3339), 2013-12-02 7:37:00 -0400, 2013/12/02
        rf"(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
        rf"(?:T[ \t]*{_TIME}{_ZONE})?",
        rf"(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_CLOCK}",
        # 31 May 2024, Fri, 31 May 2024 09:30:00 +0200 (RFC 5322), 31-May-2024
        rf"{_WEEKDAY}{_DAY}[ \t-]+(?:of[ \t]+)?{_MONTH},?[ \t-]+(?P<year>\d{{4}}){_CLOCK}",
        # May 31, 2024; Fri May 31 2024 09:30:00 GMT+0200 (CEST) (JavaScript)
        rf"{_WEEKDAY}{_MONTH}[ \t]+{_DAY}(?:,[ \t]*|[ \t]+)(?P<year>\d{{4}}){_CLOCK}",
        # Fri May 31 09:30:00 UTC 2024 (date(1)), Fri May 31 09:30:00 +0200 2024 (Ruby)
        rf"{_WEEKDAY}{_MONTH}[ \t]+{_DAY}[ \t]+{_TIME}{_ZONE}[ \t]+(?P<year>\d{{4}})",
        # 31.05.2024: dots stand between days, months and years in this order only
        rf"(?P<day>\d{{1,2}})\.[ \t]?(?P<month>\d{{1,2}})\.[ \t]?(?P<year>\d{{4}}){_CLOCK}",
        # 31/05/2024, 05/31/2024: which is the day, only the numbers can say
        rf"(?P<first>\d{{1,2}})(?P<sep>[-/])(?P<other>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}){_CLOCK}",
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSETS = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("CET", "WEST"), 1),
    **dict.fromkeys(("CEST", "EET"), 2),
    "EEST": 3,
    "EDT": -4,
    "EST": -5,
    "PDT": -7,
    "PST": -8,
}
"""Hours of the zone names that mean one offset: RFC 5322's and Europe's. `CST` is also
China's, `IST` India's and Israel's and Ireland's, `BST` Bangladesh's, and so on."""
_MAX_LENGTH = 100

_SUFFIX = re.compile(r"\.(?:md|markdown|mdown|mkd|mkdn|mdx|html?)$", re.IGNORECASE)
_INDEX = re.compile(r"/_?index$", re.IGNORECASE)
_YEAR, _REST = r"(?:.*/)?(?P<year>(?:19|20)\d\d)", r"(?:/(?P<rest>[^/]+))?"
_MONTH_NUMBER, _DAY_NUMBER = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_DATED_PATHS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?:.*/)?(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[-_ /](?P<rest>[^/]+))?",
        rf"{_YEAR}/{_MONTH_NUMBER}/{_DAY_NUMBER}{_REST}",
        rf"{_YEAR}/(?P<day>){_MONTH_NUMBER}{_REST}",
    )
)


class DateUnreadable(ValueError):
    """A text that is no date, or a date that no calendar has."""


class DateAmbiguous(DateUnreadable):
    """A date that means different instants to different readers."""


def read_date(text: str, default_zone: tzinfo) -> datetime | None:
    """Read a date.

    Args:
        text: a date of years 1-9999, with or without a time (a date alone is midnight) and
            an offset from UTC.
        default_zone: of dates that carry no offset. A time that it has twice means the first,
            one that it skips (as clocks go forward) is as much later as they are.

    Returns:
        The instant, in the offset it was written with; None for the zero date (1 January of
        year 1), by which Hugo says "no date".

    Raises:
        DateAmbiguous: the day and the month cannot be told apart, or a zone's name means
            several offsets.
        DateUnreadable: the text has none of the formats, or no such day or time exists.
    """
    text = text.strip()
    if len(text) <= _MAX_LENGTH:
        for pattern in _FORMATS:
            if found := pattern.fullmatch(text):
                return _instant(found.groupdict(), default_zone)
    raise DateUnreadable(f"{text[:64]!r} is not a date")


def date_of_path(path: str) -> tuple[str, str] | None:
    """Find the date that a path carries: in the file's name (`2024-05-31-x.md`), in the name
    of a page's folder (`2024-05-31-x/index.md`) or in folders (`2024/05/31/x.md`).

    Args:
        path: of a file, or the path part of an address.

    Returns:
        The date as YYYY-MM-DD, which may be no day of the calendar, the first of the month
        where there is no day; and the name without date and suffix. None without a date.
    """
    stem = _INDEX.sub("", _SUFFIX.sub("", path.strip("/")))
    for pattern in _DATED_PATHS:
        if found := pattern.fullmatch(stem):
            day = f"{found['year']}-{int(found['month']):02}-{int(found['day'] or 1):02}"
            return day, found["rest"] or ""
    return None


def _instant(parts: dict[str, str | None], default_zone: tzinfo) -> datetime | None:
    def number(name: str) -> int:
        return int(parts.get(name) or 0)

    month, day = _month_and_day(parts)
    try:
        instant = datetime(
            number("year"),
            month,
            day,
            _hour(number("hour"), parts["half"]),
            number("minute"),
            # RFC 3339 allows a leap second; no calendar here has one.
            59 if parts["second"] == "60" else number("second"),
            int((parts["fraction"] or "")[:6].ljust(6, "0")),
            _zone(parts, default_zone),
        )
        if (instant.year, instant.month, instant.day) == (1, 1, 1):
            return None
        # An instant that UTC cannot express is no use to anyone; and what comes back from
        # there exists in its zone. Its offset is fixed: within one zone Python compares clocks.
        instant = instant.astimezone(UTC).astimezone(instant.tzinfo)
        return instant.replace(tzinfo=timezone(instant.utcoffset() or timedelta()))
    except (ValueError, OverflowError) as error:
        if isinstance(error, DateUnreadable):
            raise
        raise DateUnreadable("no calendar has such a day or time") from error


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    if name := parts.get("month_name"):
        return _MONTHS.index(name[:3].lower()) + 1, int(parts["day"] or 0)
    if parts.get("first") is None:
        return int(parts["month"] or 0), int(parts["day"] or 0)
    first, other = int(parts["first"] or 0), int(parts["other"] or 0)
    if first != other and first <= 12 and other <= 12:
        raise DateAmbiguous("the day and the month cannot be told apart")
    return (other, first) if first > 12 else (first, other)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("no clock of twelve hours shows this")
    return hour % 12 + (12 if half in "Pp" else 0)


def _zone(parts: dict[str, str | None], default_zone: tzinfo) -> tzinfo:
    if parts["sign"]:
        hours, minutes = int(parts["offset_hours"] or 0), int(parts["offset_minutes"] or 0)
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if parts["sign"] == "-" else offset)
    if parts["zone"] is None:
        return default_zone
    if parts["zone"].upper() not in _OFFSETS:
        raise DateAmbiguous(f"the time zone {parts['zone']!r} is not known to mean one offset")
    return timezone(timedelta(hours=_OFFSETS[parts["zone"].upper()]))
