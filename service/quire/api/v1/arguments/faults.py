"""Faults of parameters: what one says, and the nearest name that would do."""

from collections.abc import Collection, Iterable, Sequence

from marshmallow import ValidationError
from rapidfuzz import fuzz, process

_SHOWN = 60
_LISTED = 8
_NEAR_ENOUGH = 65


class Flaw(ValidationError):
    """One or more things wrong with the value of one parameter.

    Attributes:
        flaws: (code, detail, hint) each.
    """

    def __init__(self, *flaws: tuple[str, str, str | None]) -> None:
        super().__init__([detail for _, detail, _ in flaws])
        self.messages = list(flaws)


def raise_if_any(flaws: Sequence[tuple[str, str, str | None]]) -> None:
    """Raise all flaws of a value at once."""
    if flaws:
        raise Flaw(*flaws)


def unknown(
    value: str, known: Collection[str], what: str, code: str = "unknown_value"
) -> tuple[str, str, str | None]:
    """Say that a name is none of the known ones: with the nearest, else with a few of them."""
    detail = f"{shown(value)} is not {what}"
    near = nearest(value, known)
    if near is None and len(known) <= _LISTED:
        detail += f": {', '.join(known)}"
    return code, f"{detail}.", near


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Find the known name that looks most like a value, None where none does."""
    found = process.extractOne(
        value[:_SHOWN].lower(), list(known), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH
    )
    return None if found is None else str(found[0])


def shown(value: str) -> str:
    """Quote a value as error texts show it, cut where it is long."""
    return f"'{value}'" if len(value) <= _SHOWN else f"'{value[:_SHOWN]}…'"
