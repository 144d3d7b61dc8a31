"""What a refused request gets: a problem where programs ask, a page where people do.

The address alone decides, never a header: so nothing that is cached can be of the wrong kind.
"""

import re
from collections.abc import Mapping

from quire.library.snapshot import Snapshot
from quire.web.links import reading_address
from quire.web.rendering import Pages, root_of
from quire.web.routes import near_routes
from quire.wire import Answer, Refusal, refusal_answer
from quire.wire.policies import NEVER
from quire.wire.problems import TYPES

_FOR_PROGRAMS = re.compile(
    r"/(v1|openapi|oembed|hooks|livez|readyz|metrics)(/|$)|/(feed\.|sitemap[-./])"
    r"|/robots\.txt$|/embed/.*\.js$"
)
_LONGEST = 200
_BEFORE_THE_FIRST = "This site is being made ready"


class Refusals:
    """Tells clients of refusals, in the form that the address has.

    Args:
        base: public address that the types of problems begin with, "" for paths.
    """

    def __init__(self, pages: Pages, base: str) -> None:
        self._pages, self._base = pages, base

    def tell(
        self, refusal: Refusal, path: str, request_id: str, snapshot: Snapshot | None
    ) -> Answer:
        """Make the answer.

        Args:
            path: of the request, decoded.
            snapshot: names what is near; None before the first one.
        """
        if _FOR_PROGRAMS.match(path):
            return refusal_answer(refusal, request_id, self._base)
        kind = TYPES[refusal.status]
        lost, waiting = refusal.status == 404, refusal.status == 503
        return self._pages.answer(
            "refusal.html",
            path,
            NEVER,
            status=refusal.status,
            headers=refusal.headers,
            code=refusal.status,
            title=_BEFORE_THE_FIRST if snapshot is None and waiting else kind.title,
            detail=refusal.detail or kind.detail,
            waiting=waiting,
            faults=() if lost else refusal.faults,
            posts=near_posts(snapshot, path) if lost and snapshot else (),
            near=near_routes(path, self._pages.routes) if lost else (),
            explained=kind.url,
            request_id=request_id,
        )


def near_posts(snapshot: Snapshot, path: str) -> list[Mapping[str, str]]:
    """Find visible posts whose slug looks like the last part of a path, best first."""
    catalogue = snapshot.catalogue
    last = path.rstrip("/").rpartition("/")[2][:_LONGEST].removesuffix(".html").lower()
    found = (catalogue.document("post", slug, None) for slug in catalogue.near_slugs("post", last))
    rows = [catalogue.documents[ordinal] for ordinal in found if ordinal is not None]
    return [
        {
            "title": row.title,
            "lang": row.lang,
            "address": _seen_from(path, reading_address("post", row.slug, row.lang, row.url)),
        }
        for row in rows
    ]


def _seen_from(path: str, address: str) -> str:
    return f"{root_of(path)}/{address}" if address.startswith("v1/") else address
