"""`GET /v1/search`."""

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.parameters import SearchParameters
from quire.api.v1.arguments.questions import Searching
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import array, envelope
from quire.api.v1.finding import find, index_of, room_of_each, show_hit
from quire.api.v1.listings import count_facets, item_template
from quire.api.v1.paging import paginate, relations
from quire.api.v1.replies import reply
from quire.api.v1.schemas.answers import SearchAnswer
from quire.wire.policies import NEVER, SEARCH

search = Blueprint("search", "Full-text search.")


@search.question("/search", "search", SearchParameters, SearchAnswer, examples.SEARCH)
def search_documents(asked: Asked[Searching]) -> Response:
    """Search posts and pages.

    Best match first unless `sort` says otherwise. `match.title` and `match.snippet` are
    escaped HTML whose only element is `mark`.
    """
    listing, catalogue = asked.question.listing, asked.snapshot.catalogue
    index = index_of(asked.snapshot)
    found = find(asked, index)
    bits = found.bits(catalogue.size)
    paging = paginate(asked, listing.window, len(found.ordinals))
    start = paging.offset
    page = (
        catalogue.page(bits, listing.sort, start, paging.limit)
        if listing.sort
        else found.ordinals[start : start + paging.limit]
    )
    room = room_of_each(len(page))
    hits = (show_hit(asked, index, n, found.scores[n], listing.look, room) for n in page)
    text = asked.question.query.text
    meta = {
        "pagination": paging.meta(),
        "facets": count_facets(catalogue, listing.facets, bits, found.selection),
        "query": {"q": text, "used": text, "corrected": False, "did_you_mean": None},
        "partial": found.partial,
    }
    links = {**paging.links(), "item": item_template(asked, "/v1/{type}s", listing.lang)}
    body = envelope(array(hits, paging.limit), meta, links)
    return reply(body, NEVER if found.partial else SEARCH, relations(links))
