"""Problem details, RFC 9457: the shape of every error."""

from marshmallow import fields, validate

from quire.api.v1.schemas.resource import Shape, maybe, text
from quire.wire.problems import CODES


class Fault(Shape):
    """One thing wrong with a request."""

    parameter = text("Name of the parameter, `path`, `slug`, or a header's name.")
    code = fields.String(
        required=True,
        validate=validate.OneOf(CODES),
        metadata={"description": "What kind of fault it is, for machines."},
    )
    detail = text("One sentence.")
    hint = maybe("The nearest value that would do.")


class Problem(Shape):
    """Why a request was refused."""

    type = text("Address of the page that explains this kind of problem.")
    title = text("The kind of problem in words.")
    status = fields.Integer(required=True, metadata={"description": "The HTTP status."})
    detail = text("One sentence on this case.")
    instance = text("The request's id, as in X-Request-Id.")
    errors = fields.List(
        fields.Nested(Fault),
        required=True,
        metadata={"description": "All faults of the request, by parameter; may be empty."},
    )
