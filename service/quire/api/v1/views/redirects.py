"""`GET /v1/redirects`."""

import orjson
from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.parameters import RedirectParameters
from quire.api.v1.arguments.questions import TermList
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import envelope
from quire.api.v1.paging import Items, read_page, relations
from quire.api.v1.replies import reply
from quire.api.v1.resources import place
from quire.api.v1.schemas.answers import RedirectsAnswer
from quire.catalogue import Resolution
from quire.wire.policies import LIST

redirects = Blueprint("redirects", "Paths on the site that have moved.")


_LARGEST = 8_000
"""Bytes of an item beside its own path."""

_ESCAPED = 6
"""Bytes that JSON takes for one character at most."""


@redirects.question(
    "/redirects", "listRedirects", RedirectParameters, RedirectsAnswer, examples.REDIRECTS
)
def list_redirects(asked: Asked[TermList]) -> Response:
    """List the paths that have moved.

    By path: what a frontend or a web server needs to keep old addresses alive.
    """
    aliases = asked.snapshot.catalogue.aliases()
    page = read_page(
        asked,
        asked.question.window,
        Items(
            len(aliases),
            lambda start, count: aliases[start : start + count],
            lambda alias: _redirect(asked, *alias),
            max((_LARGEST + _ESCAPED * len(path) for path, _ in aliases), default=0),
        ),
    )
    links = page.links()
    body = envelope(page.data, {"pagination": page.meta()}, links)
    return reply(body, LIST, relations(links))


def _redirect(asked: Asked[TermList], path: str, found: Resolution) -> bytes:
    there = place(asked, found)
    return orjson.dumps(
        {
            "from": path,
            "to": there.url,
            "status": 301,
            "type": there.type,
            "resource": there.resource,
        }
    )
