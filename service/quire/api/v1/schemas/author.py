"""Authors: as a document names them, and in full."""

from marshmallow import fields

from quire.api.v1.schemas.resource import ApiUrl, Counts, Digest, Shape, Word, maybe, text

_URL = "Address of the author in this API."


class AuthorReference(Shape):
    """An author as a document names it; with `include=authors` in full."""

    id = text("24 hex digits.")
    type = Word("author")
    slug = text("Key in API addresses.")
    name = text("As readers see it.")
    avatar = maybe("Address of a picture.")
    url = ApiUrl("/v1/authors/{slug}", _URL)
    bio = fields.String(allow_none=True, metadata={"description": "Only with include=authors."})
    website = fields.String(allow_none=True, metadata={"description": "Only with include=authors."})
    links = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        metadata={"description": "Only with include=authors."},
    )
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        metadata={"description": "Only with include=authors."},
    )
    digest = fields.String(metadata={"description": "Only with include=authors."})


class Author(Shape):
    """A person who wrote visible posts, or has a profile."""

    id = text("24 hex digits.")
    type = Word("author")
    slug = text("Key in API addresses.")
    name = text("As readers see it.")
    bio = maybe("Plain text; null without a profile.")
    avatar = maybe("Address of a picture.")
    website = maybe("The author's own site.")
    links = fields.Dict(
        required=True,
        keys=fields.String(),
        values=fields.String(),
        metadata={"description": "Other addresses by name, e.g. `github`."},
    )
    url = ApiUrl("/v1/authors/{slug}", _URL)
    counts = Counts()
    digest = Digest()
