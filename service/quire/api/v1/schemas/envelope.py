"""The envelope of every answer: data, meta, links."""

from typing import Any

from marshmallow import Schema, fields

from quire.api.v1.schemas.resource import Shape, maybe, number, text


class Pagination(Shape):
    """Where a page stands in its list."""

    limit = number("Items on a page at most.", minimum=1, maximum=100)
    returned = number(
        "Items on this page; fewer than `limit` on the last one, and where more would be too large."
    )
    page = number("This page, from 1; by cursor the one that its first item is on.", minimum=1)
    pages = number("Pages in all, were each full; 1 for an empty list.", minimum=1)
    total = number("Items in all.")
    next_cursor = maybe("Continues from here on the same snapshot; null on the last page.")


class FacetValue(Shape):
    """How many of the items found have one value."""

    value = text("As the filter of the facet's name takes it.")
    label = text("As readers see it.")
    count = number("Items found that have it.", minimum=1)
    selected = fields.Boolean(
        required=True, metadata={"description": "The request filters by this value."}
    )


def _facets() -> fields.Dict:
    return fields.Dict(
        required=True,
        keys=fields.String(),
        values=fields.List(fields.Nested(FacetValue)),
        metadata={"description": "By the names in `facets`; at most 100 values each."},
    )


class PageMeta(Shape):
    """Of a list without facets."""

    pagination = fields.Nested(Pagination, required=True)


class ListMeta(PageMeta):
    """Of a list."""

    facets = _facets()


class UsedQuery(Shape):
    """What was looked for."""

    q = text("As it was understood: trimmed, white space folded.")
    used = text("What was looked for: misspelt words replaced by the ones that were meant.")
    corrected = fields.Boolean(
        required=True, metadata={"description": "Whether `used` differs from `q`."}
    )
    relaxed = fields.Boolean(
        required=True,
        metadata={"description": "Nothing holds all words: these hold most of them."},
    )
    did_you_mean = maybe("A query that would find more; null where enough was found.")


class SearchMeta(ListMeta):
    """Of a search."""

    query = fields.Nested(UsedQuery, required=True)
    partial = fields.Boolean(  # type: ignore[assignment]
        required=True,
        metadata={"description": "Time ran out before every document was looked at."},
    )


class NoMeta(Shape):
    """Empty."""


class SelfLink(Shape):
    """Addresses around an answer."""

    self = text("This answer, its parameters in canonical order.")


class PageLinks(SelfLink):
    """The pages around one."""

    first = text("The first page.")
    prev = maybe("The page before; null on the first.")
    next = maybe("The page after; null on the last.")
    last = text("The last page.")


class DocumentListLinks(PageLinks):
    """The pages around one, and how to get an item's detail."""

    item = text("RFC 6570 template, expanded with an item's own fields.")


class DetailLinks(SelfLink):
    """Addresses around a page."""

    collection = text("The list that it is part of.")


class PostLinks(DetailLinks):
    """Addresses around a post."""

    neighbors = text("The posts before and after.")
    related = text("Posts like it.")


class SuggestLinks(SelfLink):
    """Addresses around suggestions."""

    search = text("The search for what was typed.")


class TermLinks(DetailLinks):
    """Addresses around an author or a tag."""

    posts = text("The posts that name it.")


def envelope(
    name: str,
    data: fields.Field[Any],
    meta: type[Schema] = NoMeta,
    links: type[Schema] = SelfLink,
    description: str = "",
) -> type[Shape]:
    """Declare the shape of one answer."""
    members: dict[str, object] = {
        "__doc__": description,
        "data": data,
        "meta": fields.Nested(meta, required=True),
        "links": fields.Nested(links, required=True),
    }
    return type(name, (Shape,), members)
