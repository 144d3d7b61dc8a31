"""Dates as templates write them: `%B %-d, %Y`. In English and in the date's own offset.

The platform's strftime is not used: it reads the locale, and a width in its pattern asks for
any amount of memory.
"""

import re
from datetime import datetime

from quire.model.calendar import MONTHS, WEEKDAYS

_PART = re.compile(r"%([-_0^]?)([A-Za-z%])")
_OFFSET = re.compile(r"\s*([+-]\d\d):?(\d\d)$")


def write(text: str, pattern: str) -> str:
    """Write a date by a pattern of strftime; a text that is no date stays as it is."""
    date = _read(text)
    if date is None or not pattern:
        return text
    return _PART.sub(lambda found: _part(date, found[1], found[2]), pattern[:1000])


def _read(text: str) -> datetime | None:
    cleaned = _OFFSET.sub(r"\1:\2", text.strip().removesuffix(" UTC"))
    try:
        return datetime.fromisoformat(cleaned)
    except ValueError:
        return None


def _part(date: datetime, flag: str, letter: str) -> str:
    zone = date.strftime("%z") or "+0000"
    hour = date.hour % 12 or 12
    padded = {
        "d": (date.day, 2), "e": (date.day, 2), "m": (date.month, 2), "y": (date.year % 100, 2),
        "H": (date.hour, 2), "k": (date.hour, 2), "I": (hour, 2), "l": (hour, 2),
        "M": (date.minute, 2), "S": (date.second, 2), "j": (date.timetuple().tm_yday, 3),
    }  # fmt: skip
    if letter in padded:
        number, width = padded[letter]
        if flag == "-":
            return str(number)
        return str(number).rjust(width, " " if flag == "_" or letter in "ekl" else "0")
    month, day = MONTHS[date.month - 1], WEEKDAYS[date.weekday()]
    written = {
        "Y": str(date.year), "B": month, "b": month[:3], "h": month[:3], "A": day, "a": day[:3],
        "p": "AM" if date.hour < 12 else "PM", "P": "am" if date.hour < 12 else "pm",
        "F": date.strftime("%Y-%m-%d"), "T": date.strftime("%H:%M:%S"),
        "D": date.strftime("%m/%d/%y"), "R": date.strftime("%H:%M"), "z": zone, "Z": "UTC",
        "u": str(date.isoweekday()), "w": str(date.isoweekday() % 7), "%": "%",
    }.get(letter, "")  # fmt: skip
    return written.upper() if flag == "^" else written
