"""Pages for people and machines around the API: the front page, the reference, problems, health.

Must not know how v1 makes its answers: it asks like any client, and its OpenAPI documents are
handed in as bytes.
"""

from quire.web.pages import register_pages
from quire.web.probes import register_probes
from quire.web.refusals import Refusals
from quire.web.rendering import Pages
from quire.web.routes import near_routes

WITHOUT_SNAPSHOT = ("/livez", "/docs", "/docs/", "/openapi/")
"""Paths, and prefixes ending in `/`, that are answered before the first snapshot."""

__all__ = [
    "WITHOUT_SNAPSHOT",
    "Pages",
    "Refusals",
    "near_routes",
    "register_pages",
    "register_probes",
]
