"""How documents are to look in an answer: `fields`, `include`, `formats`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from quire.api.v1.arguments.faults import Flaw
from quire.api.v1.arguments.kinds import OneOf, Words
from quire.api.v1.schemas.author import AuthorReference
from quire.api.v1.schemas.post import BODIES, known_fields
from quire.api.v1.spelling import URLS, Urls

INCLUDES = ("authors", "toc")

_KNOWN = known_fields()
FIELD_NAMES = tuple(
    spelling
    for name, below in _KNOWN.items()
    for spelling in (name, *(f"{name}.{inner}" for inner in sorted(below)))
)
FULL_AUTHORS_ONLY = frozenset(
    f"authors.{name}"
    for name, field in AuthorReference._declared_fields.items()
    if not field.required
)

Picked = Mapping[str, frozenset[str] | None]
"""Names at the top, each with the names below it; None takes all of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How documents are to look.

    Args:
        bodies: out of `BODIES`, in this order, each once.
        toc: with the table of contents.
        authors: with full author objects.
        picked: None takes all fields of the summary.
        urls: how addresses are spelled, None: as they are prepared.
    """

    bodies: tuple[str, ...] = ()
    toc: bool = False
    authors: bool = False
    picked: Picked | None = None
    urls: Urls | None = None


PLAIN = Look()
"""A summary as it is."""


class FieldNames(Words):
    """Names of fields, those of nested objects behind a dot."""

    code = "unknown_field"

    def __init__(self) -> None:
        super().__init__(
            FIELD_NAMES,
            "a field of a post or page",
            "Answer with these fields alone, beside id, type, slug and url.",
            ["title", "published_at", "authors.name"],
            data_key="fields",
        )


def include_parameter() -> Words:
    """Declare `include`."""
    return Words(
        INCLUDES,
        "something to include",
        "`authors`: author objects in full. `toc`: the table of contents (details have it).",
        ["authors"],
    )


def formats_parameter(default: str) -> Words:
    """Declare `formats`."""
    return Words(
        BODIES, "a format", f"Which forms of the body to send; {default}.", ["html", "text"]
    )


def urls_parameter() -> OneOf:
    """Declare `urls`."""
    return OneOf(
        URLS,
        "How addresses in `data` are written: `absolute` in full, `relative` as paths on the site "
        "and of this API; as they are configured where it is left out.",
    )


def make_look(values: dict[str, Any], default: Look) -> Look:
    """Make a look of loaded parameters; those that an address does not have may be missing.

    Raises:
        ValidationError: see `read_look`.
    """
    try:
        return read_look(
            values["names"],
            values.get("include", ()),
            values.get("formats", ()),
            values.get("urls"),
            default,
        )
    except Flaw as flaw:
        raise ValidationError({"fields": flaw.messages}) from flaw


def read_look(
    names: tuple[str, ...],
    include: tuple[str, ...],
    formats: tuple[str, ...],
    urls: Urls | None,
    default: Look,
) -> Look:
    """Join the four parameters.

    Args:
        default: the look where nothing is asked; its bodies and toc give way to `names`.

    Raises:
        Flaw: `names` names fields that only full authors have, without `include=authors`.
    """
    authors = "authors" in include
    if not authors:
        missing = [name for name in names if name in FULL_AUTHORS_ONLY]
        if missing:
            detail = f"'{missing[0]}' comes with include=authors alone."
            raise Flaw(("unknown_field", detail, "include=authors"))
    if not names:
        return Look(formats or default.bodies, default.toc or "toc" in include, authors, None, urls)
    picked = _pick(names)
    bodies = tuple(body for body in BODIES if body in formats or body in picked)
    return Look(bodies, "toc" in include or "toc" in picked, authors, picked, urls)


def _pick(names: tuple[str, ...]) -> dict[str, frozenset[str] | None]:
    picked: dict[str, frozenset[str] | None] = {}
    for name in names:
        top, _, inner = name.partition(".")
        below = picked.get(top, frozenset())
        picked[top] = None if not inner or below is None else below | {inner}
    return picked
