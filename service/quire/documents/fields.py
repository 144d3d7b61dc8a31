"""Typed fields of a front matter: schema first, faults collected, none raised.

Owns types, lengths and counts. Must not know which field means what.
"""

import math
import re
from collections.abc import Collection
from datetime import datetime, tzinfo
from enum import Enum
from typing import Final

from quire.documents.dates import DateAmbiguous, DateUnreadable, read_date
from quire.documents.front_matter import Parsed, Scalar, Value
from quire.model import Problem


class Invalid(Enum):
    """The type of `INVALID`, a value that is given but cannot be used."""

    INVALID = "invalid"


INVALID: Final = Invalid.INVALID

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAX_SHOWN = 60


class Fields:
    """Reads the values of one mapping by lower-cased name.

    A field that is not given, empty or null reads as None (or empty). One that is given but
    wrong reads as if it were not given, is reported, and its name is in `invalid`: who must
    fail closed looks there. `flag` says it in its return type.

    Attributes:
        problems: what was found wrong so far, the parser's own findings first.
        invalid: names of the fields that were read and are wrong.
    """

    __slots__ = (
        "_ambiguous",
        "_columns",
        "_lines",
        "_path",
        "_prefix",
        "_values",
        "invalid",
        "problems",
    )

    def __init__(self, parsed: Parsed) -> None:
        self._path = parsed.path
        self._values = parsed.values
        self._lines = parsed.lines
        self._columns = parsed.columns
        self._prefix = ""
        self.problems: list[Problem] = list(parsed.problems)
        self._ambiguous = parsed.ambiguous
        self.invalid: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields that are given, in order."""
        return tuple(self._values)

    def text(self, name: str, *, max_length: int = 500) -> str | None:
        """Read a text, trimmed. Numbers, dates and booleans count as they are spelled."""
        value = self._values.get(name)
        if isinstance(value, (dict, list)):
            self._wrong(name, "wrong-type", "must be a text")
            return None
        return self._text(name, value, max_length)

    def texts(self, name: str, *, max_count: int = 100, max_length: int = 200) -> tuple[str, ...]:
        """Read a list of texts; a single text is a list of one and is never split.

        Items that are wrong are left out, and so is what goes beyond `max_count`.
        """
        if isinstance(self._values.get(name), dict):
            self._wrong(name, "wrong-type", "must be a list of texts")
            return ()
        texts = []
        for item in self._items(name, max_count):
            if isinstance(item, (dict, list)):
                self._wrong(name, "wrong-type", "must be a list of texts")
            elif text := self._text(name, item, max_length):
                texts.append(text)
        return tuple(texts)

    def entries(
        self, name: str, *, max_count: int = 100, max_length: int = 200
    ) -> "tuple[str | Fields, ...]":
        """Read a list of texts and mappings, mixed as they come; a single one is a list of one.

        Items that are wrong are left out, and so is what goes beyond `max_count`.
        """
        entries: list[str | Fields] = []
        for item in self._items(name, max_count):
            if isinstance(item, dict):
                entries.append(self._inside(name, item))
            elif isinstance(item, list):
                self._wrong(name, "wrong-type", "must be a list of texts or mappings")
            elif text := self._text(name, item, max_length):
                entries.append(text)
        return tuple(entries)

    def flag(self, name: str) -> bool | Invalid | None:
        """Read a boolean; `INVALID` for anything else: the text "true", a key given twice.

        INVALID is truthy, so what hides a document hides it when in doubt.
        """
        if name in self._ambiguous:
            self.invalid.add(name)
            return INVALID
        match self._values.get(name):
            case None:
                return None
            case Scalar(value=bool(value)):
                return value
            case _:
                self._wrong(name, "wrong-type", "must be true or false, without quotes")
                return INVALID

    def integer(self, name: str, *, minimum: int, maximum: int) -> int | None:
        """Read a whole number between two bounds, both included."""
        match self._values.get(name):
            case None:
                return None
            case Scalar(value=int(value)) if not isinstance(value, bool):
                if minimum <= value <= maximum:
                    return value
                self._wrong(name, "out-of-range", f"must be {minimum} to {maximum}")
                return None
            case _:
                self._wrong(name, "wrong-type", "must be a whole number, without quotes")
                return None

    def instant(self, name: str, *, default_zone: tzinfo) -> datetime | None:
        """Read a date as an aware instant, in the offset it was written with.

        None for the zero date too; see `read_date`.
        """
        text = self.text(name, max_length=100)
        if text is None:
            return None
        try:
            return read_date(text, default_zone)
        except DateUnreadable as error:
            code = "ambiguous-date" if isinstance(error, DateAmbiguous) else "impossible-date"
            remedy = "write it like 2024-05-31 or 2024-05-31T09:30:00Z"
            self._wrong(name, code, f"cannot be read: {error}; {remedy}")
            return None

    def mapping(self, name: str) -> dict[str, object]:
        """Read a mapping as plain JSON values, keys as written; empty where not given."""
        value = self._values.get(name)
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if value is not None:
            self._wrong(name, "wrong-type", "must be a mapping of keys to values")
        return {}

    def raw(self, name: str) -> Value:
        """Give a value as it was parsed, for who reads more than types; None where not given."""
        return self._values.get(name)

    def is_mapping(self, name: str) -> bool:
        """Say whether a field holds a mapping."""
        return isinstance(self._values.get(name), dict)

    def is_text(self, name: str) -> bool:
        """Say whether a field holds a text."""
        return isinstance(self._values.get(name), str)

    def is_flag(self, name: str) -> bool:
        """Say whether a field holds a boolean."""
        value = self._values.get(name)
        return isinstance(value, Scalar) and isinstance(value.value, bool)

    def nested(self, name: str) -> "Fields":
        """Read a mapping as fields of their own, keys lower-cased; empty where not given.

        Its problems are collected here, its invalid names in itself. One that is no mapping
        is empty and names itself as invalid.
        """
        value = self._values.get(name)
        if isinstance(value, dict):
            return self._inside(name, value)
        inner = self._inside(name, {})
        if value is not None:
            self._wrong(name, "wrong-type", "must be a mapping of keys to values")
            inner.invalid.add(name)
        return inner

    def report(self, name: str, code: str, message: str) -> None:
        """Add a problem that only the reader of a field could find, at the field's line."""
        line, column = self._lines.get(name, 0), self._columns.get(name, 0)
        self.problems.append(Problem(self._path, line, code, message, column))

    def rest(self, known: Collection[str]) -> dict[str, object]:
        """Give the values of all other fields as plain JSON values, nulls left out."""
        return {
            name: plain(value)
            for name, value in self._values.items()
            if name not in known and value is not None
        }

    def _items(self, name: str, max_count: int) -> list[Value]:
        value = self._values.get(name)
        items = value if isinstance(value, list) else [value]
        if len(items) > max_count:
            self._wrong(name, "too-many", f"holds {len(items)} items; at most {max_count} are read")
        return items[:max_count]

    def _inside(self, name: str, values: dict[str, Value]) -> "Fields":
        """Make fields of a mapping that stands in a field; it shares the list of problems."""
        inner = object.__new__(Fields)
        inner._path, inner._prefix = self._path, f"{self._prefix}{name}."
        inner._ambiguous, inner.invalid = frozenset(), set()
        inner.problems = self.problems
        inner._values = {key.lower(): item for key, item in values.items()}
        inner._lines = dict.fromkeys(inner._values, self._lines.get(name, 0))
        inner._columns = dict.fromkeys(inner._values, self._columns.get(name, 0))
        return inner

    def _text(self, name: str, value: Value, max_length: int) -> str | None:
        text = value.text if isinstance(value, Scalar) else str(value or "")
        text = text.strip()
        if _CONTROLS.search(text):
            self._wrong(name, "control-character", "holds a control character; remove it")
            return None
        if len(text) > max_length:
            count = f"has {len(text)} characters"
            self._wrong(name, "too-long", f"{count}; shorten it to {max_length}")
            return None
        return text or None

    def _wrong(self, name: str, code: str, fault: str) -> None:
        self.invalid.add(name)
        message = f"The field {(self._prefix + name)[:_MAX_SHOWN]!r} {fault}."
        self.report(name, code, message)


def plain(value: Value) -> object:
    """Turn a front matter value into JSON's types; what JSON cannot say becomes its spelling."""
    match value:
        case Scalar(value=float(number)) if not math.isfinite(number):
            return value.text
        case Scalar():
            return value.value
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case _:
            return value
