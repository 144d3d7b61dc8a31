"""Tags, categories and series: as a document names them; tags also in full."""

from marshmallow import fields

from quire.api.v1.schemas.cover import Cover
from quire.api.v1.schemas.resource import ApiUrl, Counts, Digest, Shape, Word, maybe, text


class TagReference(Shape):
    """A tag as a document names it."""

    id = text("24 hex digits.")
    type = Word("tag")
    slug = text("Key in API addresses and filters.")
    name = text("As the author wrote it.")
    url = ApiUrl("/v1/tags/{slug}", "Address of the tag in this API.")


class CategoryReference(Shape):
    """A category as a document names it."""

    id = text("24 hex digits.")
    type = Word("category")
    slug = text("Value of the filter `category`.")
    name = text("As the author wrote it.")
    url = ApiUrl("/v1/posts?category={slug}", "Address of its posts in this API.")


class SeriesReference(Shape):
    """The series that a document is part of."""

    id = text("24 hex digits.")
    type = Word("series")
    slug = text("Value of the filter `series`.")
    name = text("As the author wrote it.")
    url = ApiUrl("/v1/posts?series={slug}", "Address of its posts in this API.")


class Tag(Shape):
    """A tag with visible posts, or a page of its own."""

    id = text("24 hex digits.")
    type = Word("tag")
    slug = text("Key in API addresses and filters.")
    name = text("As the first author to use it wrote it.")
    description = maybe("Plain text; null without a page of its own.")
    cover = fields.Nested(Cover, required=True, allow_none=True)
    url = ApiUrl("/v1/tags/{slug}", "Address of the tag in this API.")
    counts = Counts()
    digest = Digest()
