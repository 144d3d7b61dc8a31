"""Dates in the layouts of Go's `time` package, as permalink patterns may ask for them.

Source: https://pkg.go.dev/time#pkg-constants; of its elements those made of word characters.
"""

import re
from collections.abc import Callable
from datetime import datetime

from quire.model.calendar import MONTHS, WEEKDAYS

_ELEMENT = re.compile(
    r"January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|_2(?!006)|002|0[1-6]|15|[1-5]|PM|pm"
    r"|Z070000|Z0700|Z07"
)
_WRITTEN: dict[str, Callable[[datetime], str]] = {
    "January": lambda date: MONTHS[date.month - 1],
    "Jan": lambda date: MONTHS[date.month - 1][:3],
    "Monday": lambda date: WEEKDAYS[date.weekday()],
    "Mon": lambda date: WEEKDAYS[date.weekday()][:3],
    "MST": lambda date: date.tzname() or "UTC",
    "2006": lambda date: f"{date.year:04}",
    "_2": lambda date: f"{date.day:2}",
    "002": lambda date: f"{date.timetuple().tm_yday:03}",
    "01": lambda date: f"{date.month:02}",
    "02": lambda date: f"{date.day:02}",
    "03": lambda date: f"{_hour_of_12(date):02}",
    "04": lambda date: f"{date.minute:02}",
    "05": lambda date: f"{date.second:02}",
    "06": lambda date: f"{date.year % 100:02}",
    "15": lambda date: f"{date.hour:02}",
    "1": lambda date: str(date.month),
    "2": lambda date: str(date.day),
    "3": lambda date: str(_hour_of_12(date)),
    "4": lambda date: str(date.minute),
    "5": lambda date: str(date.second),
    "PM": lambda date: "PM" if date.hour >= 12 else "AM",
    "pm": lambda date: "pm" if date.hour >= 12 else "am",
    "Z07": lambda date: _offset(date, 2),
    "Z0700": lambda date: _offset(date, 4),
    "Z070000": lambda date: _offset(date, 6),
}


def is_layout(text: str) -> bool:
    """Say whether a text holds an element of a date."""
    return _ELEMENT.search(text) is not None


def written(date: datetime, layout: str) -> str:
    """Write a date in a layout; what is no element stays as it is."""
    return _ELEMENT.sub(lambda element: _WRITTEN[element[0]](date), layout)


def _hour_of_12(date: datetime) -> int:
    return date.hour % 12 or 12


def _offset(date: datetime, digits: int) -> str:
    text = date.strftime("%z") or "+0000"
    return "Z" if not text[1:].strip("0") else (text + "00")[: digits + 1]
