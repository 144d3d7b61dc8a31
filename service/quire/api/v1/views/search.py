"""`GET /v1/search`."""

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.alternates import feeds
from quire.api.v1.arguments.parameters import SearchParameters
from quire.api.v1.arguments.questions import Searching
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import envelope
from quire.api.v1.finding import find, index_of, items, told
from quire.api.v1.listings import count_facets, item_template
from quire.api.v1.paging import read_page, relations
from quire.api.v1.replies import reply
from quire.api.v1.schemas.answers import SearchAnswer
from quire.wire.policies import NEVER, SEARCH

search = Blueprint("search", "Full-text search.")


@search.question("/search", "search", SearchParameters, SearchAnswer, examples.SEARCH)
def search_documents(asked: Asked[Searching]) -> Response:
    """Search posts and pages.

    Best match first unless `sort` says otherwise. `match.title` and `match.snippet` are
    escaped HTML whose only element is `mark`. `meta.query` says what was looked for.
    """
    listing, catalogue = asked.question.listing, asked.snapshot.catalogue
    index = index_of(asked.snapshot)
    found = find(asked, index)
    matches = found.matches
    page = read_page(asked, listing.window, items(asked, index, found))
    meta = {
        "pagination": page.meta(),
        "facets": count_facets(
            catalogue, listing.facets, found.selection, found.bits, found.within
        ),
        "query": told(asked.question.query, matches),
        "partial": matches.partial,
    }
    links = {**page.links(), "item": item_template(asked, "/v1/{type}s", listing.lang)}
    body = envelope(page.data, meta, links)
    around = (*relations(links), *feeds(asked, "all"))
    return reply(body, NEVER if matches.partial else SEARCH, around)
