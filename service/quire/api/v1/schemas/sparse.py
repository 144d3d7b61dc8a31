"""The shape of an answer of which `fields=` picks some fields: nothing is required but keys."""

import copy
from collections.abc import Collection

from marshmallow import fields

from quire.api.v1.schemas.resource import Shape


def sparse(shape: type[Shape], name: str, required: Collection[str] = ()) -> type[Shape]:
    """Make a shape with the same fields, of which only `required` must be present.

    Nested shapes become sparse too, under names of their own.
    """
    members: dict[str, object] = {"__doc__": shape.__doc__}
    for key, field in shape._declared_fields.items():
        members[key] = _loosened(field, name, key in required)
    return type(name, (Shape,), members)


def _loosened(field: fields.Field, name: str, required: bool) -> fields.Field:
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
        loosened: fields.Field = fields.List(_nested(field.inner, name), metadata=field.metadata)
    elif isinstance(field, fields.Nested):
        loosened = _nested(field, name)
    else:
        loosened = copy.deepcopy(field)
    loosened.required = required
    return loosened


def _nested(field: fields.Nested, name: str) -> fields.Nested:
    shape = type(field.schema)
    if not issubclass(shape, Shape) or "children" in shape._declared_fields:
        return fields.Nested(shape)
    return fields.Nested(
        sparse(shape, f"Sparse{shape.__name__}"), allow_none=field.allow_none
    )
