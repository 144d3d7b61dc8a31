"""Posts and pages: the summary of a list, the detail, and the sparse shape of `fields=`."""

from typing import Any

from marshmallow import fields, validate

from quire.api.v1.schemas.author import AuthorReference
from quire.api.v1.schemas.cover import Cover
from quire.api.v1.schemas.resource import Digest, Instant, Shape, maybe, nested_shape, number, text
from quire.api.v1.schemas.sparse import sparse
from quire.api.v1.schemas.tag import CategoryReference, SeriesReference, TagReference

BODIES = ("html", "text", "markdown")
"""What `formats` may name."""

ALWAYS = ("id", "type", "slug", "url")
"""What a sparse answer holds whatever was named."""


class Translation(Shape):
    """Another language version of the same document."""

    id = text("24 hex digits.")
    lang = text("Its language.")
    slug = text("Its key in API addresses, together with `lang`.")
    title = text("Its title.")
    url = text("Its permalink on the site.")


class Seo(Shape):
    """What the author wants search engines and link previews to show."""

    title = maybe("Overrides the title.")
    description = maybe("Overrides the excerpt.")
    image = maybe("Overrides the cover.")
    noindex = fields.Boolean(required=True, metadata={"description": "Keep out of indexes."})


class Source(Shape):
    """Where a document comes from."""

    path = text("Relative to the repository's root.")
    revision = maybe("The last commit that touched it; null where it is not committed.")
    edit_url = maybe("Where to propose a change.")


class Heading(Shape):
    """An entry of a table of contents."""

    level = number("1-6.", minimum=1, maximum=6)
    id = text("As it stands in the html.")
    title = text("Plain text.")
    children = fields.List(
        fields.Nested(lambda: Heading()),
        required=True,
        metadata={"description": "The deeper headings below it."},
    )


def _optional(description: str) -> fields.String:
    return fields.String(metadata={"description": description})


def _date(description: str) -> Instant:
    return Instant(required=True, allow_none=True, metadata={"description": description})


def _list(schema: type[Shape], description: str) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True, metadata={"description": description})


class PostSummary(Shape):
    """A post or page as lists show it; html, text, markdown and toc only where asked for."""

    id = text("24 hex digits, the same for as long as the document keeps its address.")
    type = fields.String(required=True, validate=validate.OneOf(["post", "page"]))
    slug = text("Key in API addresses, unique within type and language.")
    url = text("Permalink on the site; a path where the site has no address.")
    canonical_url = text("The address that search engines are to index.")
    title = text("Plain text.")
    excerpt = text("Short plain text for lists.")
    published_at = _date("The date that readers see; null on pages without one.")
    updated_at = _date("Last change.")
    created_at = _date("First commit, where nothing else is said.")
    section = text("First folder of its path, empty at the top.")
    lang = text("Language code.")
    translations = _list(Translation, "The other language versions.")
    series = fields.Nested(SeriesReference, required=True, allow_none=True)
    featured = fields.Boolean(required=True, metadata={"description": "Marked by its author."})
    authors = _list(AuthorReference, "In the author's order.")
    tags = _list(TagReference, "In the author's order.")
    categories = _list(CategoryReference, "In the author's order.")
    cover = fields.Nested(Cover, required=True, allow_none=True)
    reading_time = number("Minutes, rounded up.")
    word_count = number("Words; CJK characters count one each.")
    seo = fields.Nested(Seo, required=True)
    source = fields.Nested(Source, required=True)
    extra = fields.Dict(
        required=True,
        metadata={"description": "Front matter keys that the operator exposes."},
    )
    digest = Digest()
    html = _optional("The body, sanitised. Only where `formats` asks for it.")
    text = _optional("The body as plain text. Only where `formats` asks for it.")
    markdown = _optional("The body as its author wrote it. Only where `formats` asks for it.")
    toc = fields.List(
        fields.Nested(lambda: Heading()),
        metadata={"description": "Table of contents. Only with `include=toc`."},
    )


class Post(PostSummary):
    """A post or page in full; html unless `formats` asks for something else."""

    toc = fields.List(
        fields.Nested(lambda: Heading()),
        required=True,
        metadata={"description": "Table of contents."},
    )


SparsePost = sparse(PostSummary, "SparsePost", required=ALWAYS)
"""A post or page of which `fields` named some fields."""


def known_fields() -> dict[str, frozenset[str]]:
    """Give the names that `fields` may hold, each with the names below it."""
    return {name: _below(field) for name, field in PostSummary._declared_fields.items()}


def _below(field: fields.Field[Any]) -> frozenset[str]:
    inner = field.inner if isinstance(field, fields.List) else field
    shape = nested_shape(inner) if isinstance(inner, fields.Nested) else None
    return frozenset(shape._declared_fields) if shape else frozenset()
