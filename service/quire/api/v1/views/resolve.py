"""`GET /v1/resolve`."""

from urllib.parse import unquote

import orjson
from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.faults import shown
from quire.api.v1.arguments.parameters import ResolveParameters
from quire.api.v1.arguments.questions import Path
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import envelope
from quire.api.v1.replies import reply
from quire.api.v1.resources import place
from quire.api.v1.schemas.answers import ResolutionAnswer
from quire.errors import QueryError
from quire.wire.policies import DETAIL
from quire.wire.problems import Fault, Refusal

resolve = Blueprint("resolve", "From addresses on the site to resources.")


@resolve.question(
    "/resolve", "resolvePath", ResolveParameters, ResolutionAnswer, examples.RESOLUTION
)
def resolve_path(asked: Asked[Path]) -> Response:
    """Find what a path on the site leads to.

    For frontends that route by the site's own addresses: `status` says whether to show the
    resource (200) or to redirect to `url` (301).
    """
    path = _site_path(asked.question.path, asked.manifest.site_url)
    catalogue = asked.snapshot.catalogue
    found = catalogue.resolve(path) or catalogue.resolve(unquote(path))
    if found is None:
        detail = f"{shown(path)} leads to nothing."
        raise Refusal(404, detail, [Fault("path", "not_found", detail)])
    there = place(asked, found)
    data = {
        "type": there.type,
        "slug": there.slug,
        "url": there.url,
        "moved": found.moved,
        "status": 301 if found.moved else 200,
        "resource": there.resource,
    }
    links = {"self": asked.address.url, "resource": there.resource}
    return reply(envelope(orjson.dumps(data), {}, links), DETAIL)


def _site_path(asked_for: str, site_url: str | None) -> str:
    """Cut the site's own address off.

    Raises:
        QueryError: what is left is no path.
    """
    path = asked_for
    if site_url is not None and (path == site_url or path.startswith(f"{site_url}/")):
        path = path[len(site_url) :] or "/"
    if not path.startswith("/"):
        detail = f"{shown(path)} begins neither with / nor with the site's address."
        raise QueryError("path", "invalid", detail, None if ":" in path else f"/{path[:200]}")
    bare = path.partition("#")[0].partition("?")[0]
    if bare != path:
        raise QueryError("path", "invalid", "A path has no query and no fragment.", bare)
    return path
