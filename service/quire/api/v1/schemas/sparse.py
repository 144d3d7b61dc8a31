"""The shape of an answer of which `fields=` picks some fields: nothing is required but keys."""

import copy
from collections.abc import Collection
from typing import Any

from marshmallow import fields

from quire.api.v1.schemas.resource import Shape, nested_shape


def sparse(shape: type[Shape], name: str, required: Collection[str] = ()) -> type[Shape]:
    """Make a shape with the same fields, of which only `required` must be present.

    Nested shapes become sparse too, under names of their own.
    """
    members: dict[str, object] = {"__doc__": shape.__doc__}
    for key, field in shape._declared_fields.items():
        members[key] = _loosened(field, key in required)
    return type(name, (Shape,), members)


def _loosened(field: fields.Field[Any], required: bool) -> fields.Field[Any]:
    loosened = copy.copy(field)
    if isinstance(loosened, fields.List) and isinstance(loosened.inner, fields.Nested):
        loosened.inner = _nested(loosened.inner)
    elif isinstance(loosened, fields.Nested):
        loosened = _nested(loosened)
    loosened.required = required
    return loosened


def _nested(field: fields.Nested) -> fields.Nested:
    shape = nested_shape(field)
    if shape is None:
        return field
    return fields.Nested(sparse(shape, f"Sparse{shape.__name__}"), allow_none=field.allow_none)
