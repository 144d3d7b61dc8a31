"""Where a list or search is a feed: told in the Link header."""

from typing import Any

from quire.api.v1.addresses import spell
from quire.api.v1.arguments.filters import FILTERS
from quire.api.v1.asking import Asked
from quire.wire.answers import Link

_KEPT = frozenset(
    {
        *FILTERS,
        "featured",
        "id",
        "lang",
        "published_after",
        "published_before",
        "q",
        "slug",
        "type",
        "updated_after",
    }
)
_TYPES = {
    "/feed.atom": "application/atom+xml",
    "/feed.rss": "application/rss+xml",
    "/feed.json": "application/feed+json",
}
_LONGEST = 500
"""Characters of a query that is written three times: proxies bound what headers hold."""


def have_feeds(asked: Asked[Any]) -> bool:
    """Say whether there are feeds and a sitemap: they hold absolute addresses alone."""
    return asked.setting.feeds and asked.manifest.site_url is not None


def feeds(asked: Asked[object], kind: str) -> tuple[Link, ...]:
    """Give the feeds of a list, newest first whatever the list's own order; none without the
    addresses that feeds need.

    Args:
        kind: of its documents where the request names none: `post`, `page` or `all`.
    """
    pairs = tuple(pair for pair in asked.address.pairs if pair[0] in _KEPT)
    if kind != "post" and not any(name == "type" for name, _ in pairs):
        pairs = tuple(sorted((*pairs, ("type", kind))))
    query = spell("", pairs)
    if len(query) > _LONGEST or not have_feeds(asked):
        return ()
    base = asked.setting.base
    return tuple(("alternate", base + path + query, type_) for path, type_ in _TYPES.items())
