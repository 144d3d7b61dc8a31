"""The routes of v1, one file a resource: checked question, one snapshot, one answer."""

from quire.api.v1.blueprint import Blueprint
from quire.api.v1.views.archive import archive
from quire.api.v1.views.authors import authors
from quire.api.v1.views.changes import changes
from quire.api.v1.views.discovery import discovery
from quire.api.v1.views.media import media
from quire.api.v1.views.pages import pages
from quire.api.v1.views.posts import posts
from quire.api.v1.views.redirects import redirects
from quire.api.v1.views.resolve import resolve
from quire.api.v1.views.search import search
from quire.api.v1.views.suggest import suggest
from quire.api.v1.views.tags import tags

BLUEPRINTS: tuple[Blueprint, ...] = (
    discovery,
    posts,
    pages,
    authors,
    tags,
    archive,
    search,
    suggest,
    resolve,
    redirects,
    changes,
    media,
)
"""In the order of the reference."""
