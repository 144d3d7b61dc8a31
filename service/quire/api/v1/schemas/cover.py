"""The picture that stands for a resource."""

from marshmallow import fields

from quire.api.v1.schemas.resource import Shape, number, text


class PictureCopy(Shape):
    """A smaller copy of a picture."""

    url = text("Its address; `&format=webp` behind it gives another format.")
    width = number("Pixels.", minimum=1)


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
    srcset = fields.List(
        fields.Nested(PictureCopy),
        required=True,
        metadata={"description": "Smaller copies, narrowest first; none where there can be none."},
    )
