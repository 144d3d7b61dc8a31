"""Changes: what to put into a copy of the content, and what to take out of it."""

import copy
from typing import Any

from marshmallow import fields, validate

from quire.api.v1.schemas.author import Author
from quire.api.v1.schemas.post import ALWAYS, PostSummary, SparsePost
from quire.api.v1.schemas.resource import Either, Shape, maybe, number, text
from quire.api.v1.schemas.tag import Tag

_ALWAYS = (*ALWAYS, "digest")
_KINDS = ("post", "page", "author", "tag")


def _kind() -> fields.String:
    return fields.String(required=True, validate=validate.OneOf(_KINDS))


def _joined(*shapes: type[Shape]) -> dict[str, Any]:
    """Give the fields of several shapes, of which all but a few are there for some only."""
    members: dict[str, Any] = {}
    for shape in shapes:
        for name, field in shape._declared_fields.items():
            members[name] = copy.copy(members.get(name, field))
            members[name].required = name in _ALWAYS
    return {**members, "type": _kind()}


ChangedResource: type[Shape] = type(
    "ChangedResource",
    (Shape,),
    {
        "__doc__": "A resource as its list shows it: all fields of its `type`.",
        **_joined(PostSummary, Author, Tag),
    },
)


class Successor(Shape):
    """What took the place of something that was removed."""

    type = _kind()
    id = text("24 hex digits.")
    slug = text("Key in API addresses.")
    url = text("As lists show it.")


class Removed(Shape):
    """What readers saw and see no more."""

    type = _kind()
    id = text("24 hex digits.")
    slug = text("The last one it had.")
    url = text("The last one it had.")
    replaced_by = fields.Nested(Successor, required=True, allow_none=True)


class Changes(Shape):
    """Take out what was removed, then put in what changed, each by type and id."""

    changed = fields.List(Either(ChangedResource, SparsePost), required=True)
    removed = fields.List(fields.Nested(Removed), required=True)


class ChangesMeta(Shape):
    """Of changes."""

    token = maybe("What to ask with next time, as `since`; null until the last page.")
    snapshot = text("The snapshot that all pages lead to; 32 hex digits.")
    revision = text("Of its content.")
    more = fields.Boolean(required=True, metadata={"description": "More follows: at `links.next`."})
    next_cursor = maybe("Continues from here within the same two states; null on the last page.")
    returned = number("Items on this page.")
    total = number("Items on all pages.")
