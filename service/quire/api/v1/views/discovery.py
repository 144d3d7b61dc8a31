"""`GET /v1`."""

import orjson
from flask import Response

from quire import __version__
from quire.api.v1 import examples
from quire.api.v1.alternates import have_feeds
from quire.api.v1.arguments.filters import MAX_LIMIT, MAX_SLUGS
from quire.api.v1.arguments.kinds import MAX_IDS
from quire.api.v1.arguments.parameters import NothingParameters
from quire.api.v1.arguments.questions import Nothing
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import MAX_BYTES, envelope
from quire.api.v1.replies import reply
from quire.api.v1.schemas.answers import DiscoveryAnswer
from quire.api.v1.schemas.resource import rfc3339
from quire.search.query import MAX_CHARACTERS
from quire.wire.policies import DISCOVERY

discovery = Blueprint("discovery", "Where to begin.")

_LINKS = {
    "posts": "/v1/posts",
    "pages": "/v1/pages",
    "posts_all": "/v1/posts?lang=all",
    "pages_all": "/v1/pages?lang=all",
    "authors": "/v1/authors",
    "tags": "/v1/tags",
    "archive": "/v1/archive",
    "search": "/v1/search{?q}",
    "suggest": "/v1/suggest{?q}",
    "resolve": "/v1/resolve{?path}",
    "redirects": "/v1/redirects",
    "changes": "/v1/changes",
    "openapi": "/openapi/v1.json",
    "openapi_clients": "/openapi/v1-clients.json",
}
_OF_FEEDS = {
    "feed_atom": "/feed.atom",
    "feed_rss": "/feed.rss",
    "feed_json": "/feed.json",
    "sitemap": "/sitemap.xml",
}


@discovery.question("", "getDiscovery", NothingParameters, DiscoveryAnswer, examples.DISCOVERY)
def get_discovery(asked: Asked[Nothing]) -> Response:
    """Say what is here.

    The site, the state of its content, counts, and links to everything else.
    """
    manifest, base = asked.manifest, asked.setting.base
    data = {
        "site": {
            "title": manifest.site_title,
            "url": manifest.site_url,
            "default_lang": manifest.default_lang,
            "langs": manifest.langs,
        },
        "api": {
            "version": __version__,
            "docs": f"{base}/docs",
            "openapi": f"{base}/openapi/v1.json",
        },
        "revision": manifest.revision,
        "snapshot": asked.snapshot.id,
        "activated_at": rfc3339(asked.snapshot.activated_at),
        "counts": {
            name: manifest.counts.get(name, 0) for name in ("posts", "pages", "authors", "tags")
        },
        "limits": {
            "limit_max": MAX_LIMIT,
            "q_max": MAX_CHARACTERS,
            "slugs_max": MAX_SLUGS,
            "ids_max": MAX_IDS,
            "answer_bytes_max": MAX_BYTES,
        },
    }
    there = have_feeds(asked)
    links = {
        "self": asked.address.url,
        **{rel: base + path for rel, path in _LINKS.items()},
        **{rel: base + path if there else None for rel, path in _OF_FEEDS.items()},
    }
    return reply(envelope(orjson.dumps(data), {}, links), DISCOVERY)
