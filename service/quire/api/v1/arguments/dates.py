"""Instants in parameters: RFC 3339, or a date, which means its midnight in UTC."""

import re
from datetime import UTC, datetime

from marshmallow import fields

from quire.api.v1.arguments.faults import Flaw, shown
from quire.api.v1.arguments.kinds import Given

_SHAPE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d))?", re.ASCII
)
_LOST_PLUS = re.compile(r"(.*\d) (\d\d:\d\d)")


class Instant(Given, fields.String):
    """An instant as a parameter."""

    def __init__(self, description: str) -> None:
        super().__init__(
            metadata={
                "description": f"{description} RFC 3339, or a date (its midnight, UTC).",
                "anyOf": [{"format": "date"}, {"format": "date-time"}],
                "example": "2024-03-05",
            },
        )

    def read(self, value: str) -> datetime:
        """Read the instant."""
        lost = _LOST_PLUS.fullmatch(value)
        if lost:
            detail = f"{shown(value)} holds a space: a plus sign in a query is written %2B."
            raise Flaw(("invalid", detail, f"{lost[1]}%2B{lost[2]}"))
        instant = read_instant(value)
        if instant is None:
            detail = f"{shown(value)} is neither an RFC 3339 instant nor a date."
            raise Flaw(("invalid", detail, "2024-03-05T12:00:00Z"))
        return instant


def read_instant(value: str) -> datetime | None:
    """Read an RFC 3339 instant or a date as UTC, None where it is neither."""
    if not _SHAPE.fullmatch(value):
        return None
    try:
        instant = datetime.fromisoformat(value.upper())
        return instant.replace(tzinfo=UTC) if len(value) == 10 else instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
