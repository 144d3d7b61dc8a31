"""The picture that stands for a resource."""

from marshmallow import fields

from quire.api.v1.schemas.resource import Empty, Shape, text


class Cover(Shape):
    """The picture that stands for a document or tag."""

    url = text("Address of the picture.")
    alt = text("What it shows, empty where the author gave no text.")
    width = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Pixels, null where unknown."}
    )
    height = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Pixels, null where unknown."}
    )
    srcset = Empty(
        fields.Dict(),
        required=True,
        metadata={"description": "Other sizes of the same picture; empty for now."},
    )
