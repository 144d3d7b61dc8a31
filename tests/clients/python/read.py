"""Reads lists, posts, a search and problems by the types that openapi-python-client made."""

import json
import sys

from quire_client import Client
from quire_client.api.posts import get_post, list_posts
from quire_client.api.search import search
from quire_client.models.list_posts_include_item import ListPostsIncludeItem
from quire_client.models.list_posts_sort_item import ListPostsSortItem
from quire_client.models.post_answer import PostAnswer
from quire_client.models.posts_answer import PostsAnswer
from quire_client.models.problem import Problem
from quire_client.models.search_answer import SearchAnswer
from quire_client.models.search_facets_item import SearchFacetsItem
from quire_client.types import UNSET, Unset

client = Client(base_url=sys.argv[1])

# A list by cursor, to its end.
slugs: list[str] = []
single: list[str] = []
cursor: str | Unset | None = UNSET
while cursor is not None:
    page = list_posts.sync(
        client=client,
        limit=10,
        cursor=cursor,
        sort=[ListPostsSortItem.PUBLISHED_AT_DESCENDING, ListPostsSortItem.TITLE_ASCENDING],
        include=[ListPostsIncludeItem.AUTHORS],
    )
    assert isinstance(page, PostsAnswer)
    slugs += [post.slug for post in page.data]
    single += [post.slug for post in page.data if post.series is None]
    cursor = page.meta.pagination.next_cursor

# A post without a series, with its html.
read = get_post.sync(single[0], client=client)
assert isinstance(read, PostAnswer)
html: str = read.data.html
published: str | None = read.data.published_at

# A search with filters.
found = search.sync(
    client=client,
    q="cache",
    tag=["caching,http"],
    featured=False,
    facets=[SearchFacetsItem.TAG],
)
assert isinstance(found, SearchAnswer)

# Problems: what was wrong, and with what.
wrong = list_posts.sync(client=client, limit=500)
assert isinstance(wrong, Problem)
fault = wrong.errors[0]
lost = get_post.sync("no-such-post", client=client)
assert isinstance(lost, Problem)

print(
    json.dumps(
        {
            "slugs": slugs,
            "post": [read.data.slug, read.data.series, published, html],
            "hits": [[hit.slug, hit.match.snippet] for hit in found.data],
            "fault": [fault.parameter, fault.code.value, fault.hint],
            "problem": [lost.status, lost.type_.value],
        }
    )
)
