"""One envelope for each operation."""

from typing import Any

from marshmallow import fields

from quire.api.v1.schemas.author import Author
from quire.api.v1.schemas.changes import Changes, ChangesMeta
from quire.api.v1.schemas.envelope import (
    DetailLinks,
    DocumentListLinks,
    ListMeta,
    PageLinks,
    PageMeta,
    PostLinks,
    SearchMeta,
    SelfLink,
    SuggestLinks,
    TermLinks,
    envelope,
)
from quire.api.v1.schemas.post import Post, PostSummary, SparsePost
from quire.api.v1.schemas.resource import Either, Shape, maybe, number, text
from quire.api.v1.schemas.site import ArchiveYear, Discovery, Redirect, Resolution
from quire.api.v1.schemas.tag import Tag


class Neighbors(Shape):
    """The posts around one in its language, by date."""

    previous = Either(PostSummary, SparsePost, nullable=True, required=True)
    next = Either(PostSummary, SparsePost, nullable=True, required=True)


class MatchSection(Shape):
    """The heading under which a match stands."""

    title = text("Plain text.")
    url = text("The document's url with the heading's fragment.")


class Match(Shape):
    """Where a query matched; both texts are escaped HTML whose only element is mark."""

    score = fields.Float(required=True, metadata={"description": "Orders within one answer only."})
    title = text("The whole title.")
    snippet = text("The best fragment of the body.")
    section = fields.Nested(MatchSection, required=True, allow_none=True)


class Hit(PostSummary):
    """A summary, and where it matched."""

    match = fields.Nested(Match, required=True)


class SparseHit(SparsePost):  # type: ignore[misc, valid-type]
    """A sparse document, and where it matched."""

    match = fields.Nested(Match, required=True)


class SuggestedPost(Shape):
    """A post whose title holds what was typed."""

    slug = text("Key in API addresses, together with `lang`.")
    title = text("Plain text.")
    lang = text("Its language.")
    url = text("Permalink on the site.")


class SuggestedTerm(Shape):
    """A tag or author whose name holds what was typed."""

    slug = text("Key in API addresses and filters.")
    name = text("As readers see it.")
    count = number("Posts in the language that was asked for.", minimum=1)


class Suggestions(Shape):
    """What somebody may be about to type; kinds that were not asked for are left out."""

    posts = fields.List(fields.Nested(SuggestedPost))
    tags = fields.List(fields.Nested(SuggestedTerm))
    authors = fields.List(fields.Nested(SuggestedTerm))


class ChangesLinks(SelfLink):
    """The next page of changes."""

    next = maybe("The page after, within the same two states; null on the last.")


class Links(SelfLink):
    """Where to go from here; `{?q}` are RFC 6570 templates."""

    posts = text("Posts in the default language.")
    pages = text("Pages in the default language.")
    posts_all = text("Posts in all languages.")
    pages_all = text("Pages in all languages.")
    authors = text("Authors.")
    tags = text("Tags.")
    archive = text("Counts by year and month.")
    search = text("Full-text search.")
    suggest = text("Suggestions for a search box.")
    resolve = text("From a path on the site to its resource.")
    redirects = text("Paths that have moved.")
    feed_atom = maybe(
        "Posts as an Atom feed; it takes the filters of lists, and `q`. Null where the address of "
        "the site or of the service is not configured."
    )
    feed_rss = maybe("The same as RSS.")
    feed_json = maybe("The same as JSON Feed.")
    sitemap = maybe("The site's pages for search engines; null as feeds are.")
    changes = text("What differs since the last time, for copies.")
    openapi = text("This contract.")
    openapi_clients = text("The same for generators of typed clients: full shapes only.")


class ResolutionLinks(SelfLink):
    """Addresses around a resolution."""

    resource = maybe("Address of the resource in this API.")


def _many(field: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(field, required=True)


def _one(shape: type[Shape]) -> fields.Nested:
    return fields.Nested(shape, required=True)


def _summaries() -> fields.List[Any]:
    return _many(Either(PostSummary, SparsePost))


DiscoveryAnswer = envelope("DiscoveryAnswer", _one(Discovery), links=Links)
PostsAnswer = envelope("PostsAnswer", _summaries(), ListMeta, DocumentListLinks)
PagesAnswer = envelope("PagesAnswer", _summaries(), ListMeta, DocumentListLinks)
PostAnswer = envelope("PostAnswer", Either(Post, SparsePost, required=True), links=PostLinks)
PageAnswer = envelope("PageAnswer", Either(Post, SparsePost, required=True), links=DetailLinks)
NeighborsAnswer = envelope("NeighborsAnswer", _one(Neighbors))
AuthorsAnswer = envelope("AuthorsAnswer", _many(fields.Nested(Author)), PageMeta, PageLinks)
AuthorAnswer = envelope("AuthorAnswer", _one(Author), links=TermLinks)
TagsAnswer = envelope("TagsAnswer", _many(fields.Nested(Tag)), PageMeta, PageLinks)
TagAnswer = envelope("TagAnswer", _one(Tag), links=TermLinks)
ArchiveAnswer = envelope("ArchiveAnswer", _many(fields.Nested(ArchiveYear)))
SearchAnswer = envelope(
    "SearchAnswer", _many(Either(Hit, SparseHit)), SearchMeta, DocumentListLinks
)
SuggestAnswer = envelope("SuggestAnswer", _one(Suggestions), links=SuggestLinks)
RelatedAnswer = envelope("RelatedAnswer", _summaries())
ResolutionAnswer = envelope("ResolutionAnswer", _one(Resolution), links=ResolutionLinks)
RedirectsAnswer = envelope("RedirectsAnswer", _many(fields.Nested(Redirect)), PageMeta, PageLinks)
ChangesAnswer = envelope("ChangesAnswer", _one(Changes), ChangesMeta, ChangesLinks)
