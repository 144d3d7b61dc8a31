"""Pages for people and machines around the API: the reference, problem pages, health.

Must not know what v1 answers; its OpenAPI documents are handed in as bytes.
"""

from quire.web.pages import register_pages
from quire.web.probes import register_probes
from quire.web.routes import near_routes

WITHOUT_SNAPSHOT = ("/", "/livez", "/docs", "/docs/", "/openapi/")
"""Paths, and prefixes ending in `/`, that are answered before the first snapshot."""

__all__ = ["WITHOUT_SNAPSHOT", "near_routes", "register_pages", "register_probes"]
