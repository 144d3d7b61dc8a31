"""The base of every wire shape and the field kinds that they share."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from marshmallow import EXCLUDE, Schema, fields, missing, validate


class Shape(Schema):
    """A JSON object of the wire. Fields keep their order; unlisted ones never get out.

    Args:
        base: address that API URLs begin with, "" for root-relative ones.
    """

    class Meta:
        unknown = EXCLUDE

    def __init__(self, *, base: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.base = base
        for field in self.fields.values():
            inner = field.inner if isinstance(field, fields.List) else field
            if isinstance(inner, fields.Nested) and nested_shape(inner) is not None:
                inner.schema.base = base  # type: ignore[attr-defined]


def nested_shape(field: fields.Nested) -> type[Shape] | None:
    """Give the shape that a field nests, None for one that nests itself.

    It never asks the field for its schema: a declared field would share it with every copy.
    """
    nested = field.nested
    return nested if isinstance(nested, type) and issubclass(nested, Shape) else None


class Word(fields.String):
    """A constant: what kind of resource this is."""

    _CHECK_ATTRIBUTE = False

    def __init__(self, word: str) -> None:
        super().__init__(required=True, validate=validate.OneOf([word]))
        self.word = word

    def _serialize(self, *_: Any, **__: Any) -> str:
        return self.word


class ApiUrl(fields.String):
    """The API address of a resource, made from its slug: `/v1/tags/{slug}`."""

    _CHECK_ATTRIBUTE = False

    def __init__(self, pattern: str, description: str) -> None:
        super().__init__(required=True, metadata={"description": description})
        self.pattern = pattern

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:  # noqa: ARG002
        base = self.parent.base if isinstance(self.parent, Shape) else ""
        return base + self.pattern.format(slug=quote(obj.slug, safe=""))


class Either(fields.Raw):
    """A value of one of several shapes."""

    def __init__(self, *shapes: type[Shape], nullable: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.shapes = shapes
        self.nullable = nullable


class Digest(fields.String):
    """Names all that answers show of a resource; put in once the rest of it is written."""

    _CHECK_ATTRIBUTE = False

    def __init__(self) -> None:
        description = (
            "Names this state of the resource, bodies included; 32 hex digits. Equal ones mean "
            "that nothing has changed, in whatever form it is asked for."
        )
        super().__init__(required=True, metadata={"description": description})

    def _serialize(self, *_: Any, **__: Any) -> Any:
        return missing


class Instant(fields.DateTime):
    """RFC 3339, UTC, `Z`."""

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str | None:
        return None if value is None else rfc3339(value)


class Counts(fields.Field[Any]):
    """`{"posts": n}` from the resource's `posts`."""

    def __init__(self) -> None:
        super().__init__(
            required=True,
            attribute="posts",
            metadata={
                "type": "object",
                "description": "Visible posts, in all languages.",
                "properties": {"posts": {"type": "integer", "minimum": 0}},
                "required": ["posts"],
            },
        )

    def _serialize(self, value: Any, *_: Any, **__: Any) -> dict[str, int]:
        return {"posts": value}


def rfc3339(instant: datetime) -> str:
    """Write an aware instant in UTC; microseconds only where there are some."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def text(description: str, **options: Any) -> fields.String:
    """Declare a string that is always present."""
    return fields.String(required=True, metadata={"description": description, **options})


def maybe(description: str) -> fields.String:
    """Declare a string that is always present and may be null."""
    return fields.String(required=True, allow_none=True, metadata={"description": description})


def number(description: str, **options: Any) -> fields.Integer:
    """Declare a whole number that is always present."""
    return fields.Integer(
        required=True, metadata={"minimum": 0, "description": description, **options}
    )
