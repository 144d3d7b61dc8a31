"""Authors and tags: their lists, and one by slug."""

from typing import Literal

import orjson
from flask import Response

from quire.api.v1.arguments.questions import OneTerm, TermList
from quire.api.v1.asking import Asked
from quire.api.v1.bodies import envelope
from quire.api.v1.details import not_found
from quire.api.v1.paging import Items, read_page, relations
from quire.api.v1.replies import reply
from quire.api.v1.spelling import Urls, respelled, speller
from quire.catalogue import TermRow
from quire.wire.policies import DETAIL, LIST

Role = Literal["author", "tag"]

_LONGEST_SLUG = 200


def list_terms(asked: Asked[TermList], role: Role) -> Response:
    """Answer with a page of authors or tags."""
    question = asked.question
    terms = asked.snapshot.catalogue.terms_of(role, question.sort)
    if question.ids is not None:
        terms = [term for term in terms if term.id in question.ids]
    page = read_page(
        asked,
        question.window,
        Items(
            len(terms),
            lambda start, count: terms[start : start + count],
            lambda term: _shown(asked, term, question.urls),
            max((len(term.resource) for term in terms), default=0),
        ),
    )
    links = page.links()
    body = envelope(page.data, {"pagination": page.meta()}, links)
    return reply(body, LIST, relations(links))


def show_term(asked: Asked[OneTerm], role: Role, slug: str) -> Response:
    """Answer with one author or tag."""
    catalogue = asked.snapshot.catalogue
    term = catalogue.term(role, slug)
    if term is None:
        raise not_found(role, slug, catalogue.near_slugs(role, slug[:_LONGEST_SLUG]))
    everywhere = (("lang", "all"),) if len(asked.manifest.langs) > 1 else ()
    address = asked.address
    links = {
        "self": address.url,
        "collection": address.to(f"/v1/{role}s"),
        "posts": address.to("/v1/posts", (role, slug), *everywhere),
    }
    return reply(envelope(_shown(asked, term, asked.question.urls), {}, links), DETAIL)


def _shown(asked: Asked[object], term: TermRow, urls: Urls | None) -> bytes:
    if urls is None:
        return term.resource
    return orjson.dumps(
        respelled(
            orjson.loads(term.resource),
            speller(urls, asked.manifest, asked.snapshot.catalogue.is_document),
        )
    )
