"""The parameters of a file: which copy of a picture is wanted."""

import re
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, post_load, validate

from quire.api.v1.arguments.faults import Flaw, shown
from quire.api.v1.arguments.filters import Parameters
from quire.api.v1.arguments.kinds import Given, OneOf
from quire.library.variants import FORMATS
from quire.model.pictures import VARIANT_WIDTHS

_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a picture; the original where neither is given.

    Args:
        width: one of `VARIANT_WIDTHS`.
        form: one of `FORMATS`.
    """

    width: int | None = None
    form: str | None = None


class Width(Given, fields.Integer):
    """One of the widths that pictures can be had in."""

    def __init__(self, description: str) -> None:
        super().__init__(
            validate=validate.OneOf(VARIANT_WIDTHS), metadata={"description": description}
        )

    def read(self, value: str) -> int:
        """Read the width; the nearest one that would do is the hint of a refusal."""
        widths = ", ".join(map(str, VARIANT_WIDTHS))
        if not _DIGITS.fullmatch(value):
            raise Flaw(("invalid", f"{shown(value)} is none of the widths {widths}.", None))
        if int(value) not in VARIANT_WIDTHS:
            larger = (width for width in VARIANT_WIDTHS if width > int(value))
            hint = str(next(larger, VARIANT_WIDTHS[-1]))
            raise Flaw(("unknown_value", f"{value} is none of the widths {widths}.", hint))
        return int(value)


class MediaParameters(Parameters[Copy]):
    """A file, or a copy of a picture."""

    w = Width("Width in pixels of a smaller copy of a picture; it is never enlarged.")
    format = OneOf(
        tuple(sorted(FORMATS)), "Format of the copy; near the original's where it is left out."
    )

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Copy(values["w"], values["format"])
