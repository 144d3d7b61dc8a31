"""What belongs to the site as a whole: discovery, archive, addresses."""

from typing import Any

from marshmallow import fields, validate

from quire.api.v1.schemas.resource import Instant, Shape, maybe, number, text


class Site(Shape):
    """What the site says of itself."""

    title = text("Empty where none is configured.")
    url = maybe("Its address, without a closing slash.")
    default_lang = text("The language that lists and slugs answer in unless `lang` is given.")
    langs = fields.List(
        fields.String(), required=True, metadata={"description": "The default language first."}
    )


class ApiInfo(Shape):
    """This API."""

    version = text("Of Quire.")
    docs = text("Reference pages.")
    openapi = text("This contract.")


class SiteCounts(Shape):
    """Visible resources, in all languages."""

    posts = number("Posts.")
    pages = number("Pages.")
    authors = number("Authors.")
    tags = number("Tags.")


class Limits(Shape):
    """Bounds of requests."""

    limit_max = number("Highest `limit`.")
    q_max = number("Characters of `q`.")
    slugs_max = number("Values of `slug`.")
    ids_max = number("Values of `id`.")
    answer_bytes_max = number("Bytes of an answer.")


class Discovery(Shape):
    """Where to begin."""

    site = fields.Nested(Site, required=True)
    api = fields.Nested(ApiInfo, required=True)
    revision = text("Of the content.")
    snapshot = text("Names this state of the content; 32 hex digits.")
    activated_at = Instant(
        required=True, metadata={"description": "When this state became current."}
    )
    counts = fields.Nested(SiteCounts, required=True)
    limits = fields.Nested(Limits, required=True)


class ArchiveMonth(Shape):
    """A month with posts."""

    month = number("1-12.", minimum=1, maximum=12)
    count = number("Posts.", minimum=1)
    url = text("Their list.")


class ArchiveYear(Shape):
    """A year with posts."""

    year = number("Four digits.")
    count = number("Posts.", minimum=1)
    url = text("Their list.")
    months = fields.List(
        fields.Nested(ArchiveMonth),
        required=True,
        metadata={"description": "Newest first; none without posts."},
    )


def _kind() -> fields.String:
    return fields.String(
        required=True,
        validate=validate.OneOf(["post", "page", "author", "tag"]),
    )


class Resolution(Shape):
    """What a path on the site leads to."""

    type = _kind()
    slug = text("Of the resource.")
    url = text("Where it is now.")
    moved = fields.Boolean(
        required=True, metadata={"description": "The path is an old one: redirect to `url`."}
    )
    status = fields.Integer(
        required=True,
        validate=validate.OneOf([200, 301]),
        metadata={"description": "What a frontend is to answer for the path."},
    )
    resource = text("Address of the resource in this API.")


class Redirect(Shape):
    """A path that has moved."""

    class Meta(Shape.Meta):
        include: dict[str, fields.Field[Any]] = {  # noqa: RUF012  `from` is a keyword
            "from": text("The old path."),
            "to": text("Where it leads."),
        }

    status = fields.Integer(required=True, validate=validate.OneOf([301]))
    type = _kind()
    resource = text("Address of the resource in this API.")
