"""The examples of the reference: one whole answer of each operation."""

from typing import Any

from quire import __version__
from quire.api.v1.example_values import ABOUT, CSS_SHOWN, DETAIL, HELLO, MIRA_SHOWN, SITE, SUMMARY

_CURSOR = "Af_gLnWKw3mEo0dZfLSWjRcAAAAUkH2s0oPaK1vM2hYcTn4e5QxVb7tUwZ8r"


def _pagination(limit: int, total: int) -> dict[str, Any]:
    pages = -(-total // limit)
    cursor = _CURSOR if pages > 1 else None
    return {
        "limit": limit,
        "returned": min(limit, total),
        "page": 1,
        "pages": pages,
        "total": total,
        "next_cursor": cursor,
    }


def _links(path: str, query: str, pages: int, **more: str) -> dict[str, Any]:
    address = f"{path}?{query}" if query else path
    join = "&" if query else "?"
    return {
        "self": address,
        "first": address,
        "prev": None,
        "next": f"{address}{join}page=2" if pages > 1 else None,
        "last": f"{address}{join}page={pages}" if pages > 1 else address,
        **more,
    }


def _without_bodies(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in ("html", "toc")}


_COUNTED = {"value": "css", "label": "CSS", "count": 3, "selected": True}

POSTS = {
    "data": [SUMMARY],
    "meta": {"pagination": _pagination(1, 3), "facets": {"tag": [_COUNTED]}},
    "links": _links("/v1/posts", "facets=tag&limit=1&tag=css", 3, item="/v1/posts/{slug}{?lang}"),
}
POST = {
    "data": DETAIL,
    "meta": {},
    "links": {
        "self": "/v1/posts/hello",
        "collection": "/v1/posts",
        "neighbors": "/v1/posts/hello/neighbors",
        "related": "/v1/posts/hello/related",
    },
}
NEIGHBORS = {
    "data": {"previous": None, "next": SUMMARY},
    "meta": {},
    "links": {"self": "/v1/posts/first/neighbors"},
}
RELATED = {
    "data": [SUMMARY],
    "meta": {},
    "links": {"self": "/v1/posts/first/related"},
}
PAGES = {
    "data": [_without_bodies(ABOUT)],
    "meta": {"pagination": _pagination(20, 1), "facets": {}},
    "links": _links("/v1/pages", "", 1, item="/v1/pages/{slug}{?lang}"),
}
PAGE = {
    "data": ABOUT,
    "meta": {},
    "links": {"self": "/v1/pages/about", "collection": "/v1/pages"},
}
AUTHORS = {
    "data": [MIRA_SHOWN],
    "meta": {"pagination": _pagination(20, 1)},
    "links": _links("/v1/authors", "", 1),
}
AUTHOR = {
    "data": MIRA_SHOWN,
    "meta": {},
    "links": {
        "self": "/v1/authors/mira",
        "collection": "/v1/authors",
        "posts": "/v1/posts?author=mira&lang=all",
    },
}
TAGS = {
    "data": [CSS_SHOWN],
    "meta": {"pagination": _pagination(20, 1)},
    "links": _links("/v1/tags", "", 1),
}
TAG = {
    "data": CSS_SHOWN,
    "meta": {},
    "links": {
        "self": "/v1/tags/css",
        "collection": "/v1/tags",
        "posts": "/v1/posts?lang=all&tag=css",
    },
}
ARCHIVE = {
    "data": [
        {
            "year": 2024,
            "count": 3,
            "url": "/v1/posts?year=2024",
            "months": [
                {
                    "month": 3,
                    "count": 3,
                    "url": "/v1/posts?published_after=2024-03-01&published_before=2024-04-01",
                }
            ],
        }
    ],
    "meta": {},
    "links": {"self": "/v1/archive"},
}
SEARCH = {
    "data": [
        {
            **SUMMARY,
            "match": {
                "score": 7.4213,
                "title": "Hello",
                "snippet": "Words in <mark>git</mark>.",
                "section": {"title": "Why", "url": f"{HELLO.url}#user-content-why"},
            },
        }
    ],
    "meta": {
        "pagination": _pagination(20, 1),
        "facets": {},
        "query": {
            "q": "gti",
            "used": "git",
            "corrected": True,
            "relaxed": False,
            "did_you_mean": None,
        },
        "partial": False,
    },
    "links": _links("/v1/search", "q=gti", 1, item="/v1/{type}s/{slug}{?lang}"),
}
SUGGESTIONS = {
    "data": {
        "posts": [{"slug": "hello", "title": "Hello", "lang": "en", "url": HELLO.url}],
        "tags": [],
        "authors": [{"slug": "helga", "name": "Helga Sand", "count": 2}],
    },
    "meta": {},
    "links": {"self": "/v1/suggest?q=hel", "search": "/v1/search?prefix=true&q=hel"},
}
RESOLUTION = {
    "data": {
        "type": "post",
        "slug": "hello",
        "url": HELLO.url,
        "moved": True,
        "status": 301,
        "resource": "/v1/posts/hello",
    },
    "meta": {},
    "links": {"self": "/v1/resolve?path=/2024/hello.html", "resource": "/v1/posts/hello"},
}
REDIRECTS = {
    "data": [
        {
            "from": "/2024/hello.html",
            "to": HELLO.url,
            "status": 301,
            "type": "post",
            "resource": "/v1/posts/hello",
        }
    ],
    "meta": {"pagination": _pagination(20, 1)},
    "links": _links("/v1/redirects", "", 1),
}
_SEEN = "AQ80OwkxEmog8TPWfCwBija7pGhXqkJwm1tYcTn4e5QxVb7tUwZ8rKdM"
CHANGES = {
    "data": {
        "changed": [SUMMARY, MIRA_SHOWN],
        "removed": [
            {
                "type": "post",
                "id": "0a1b2c3d4e5f60718293a4b5",
                "slug": "helo",
                "url": f"{SITE}/blog/2024/03/05/helo/",
                "replaced_by": {
                    "type": "post",
                    "id": HELLO.id,
                    "slug": HELLO.slug,
                    "url": HELLO.url,
                },
            }
        ],
    },
    "meta": {
        "token": _SEEN,
        "snapshot": "0f343b0931126a20f133d67c2b018a3b",
        "revision": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "more": False,
        "next_cursor": None,
        "returned": 3,
        "total": 3,
    },
    "links": {"self": f"/v1/changes?since={_SEEN}", "next": None},
}
DISCOVERY = {
    "data": {
        "site": {"title": "Example", "url": SITE, "default_lang": "en", "langs": ["en", "de"]},
        "api": {"version": __version__, "docs": "/docs", "openapi": "/openapi/v1.json"},
        "revision": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "snapshot": "0f343b0931126a20f133d67c2b018a3b",
        "activated_at": "2024-04-02T09:13:02Z",
        "counts": {"posts": 31, "pages": 4, "authors": 6, "tags": 24},
        "limits": {
            "limit_max": 100,
            "q_max": 256,
            "slugs_max": 100,
            "ids_max": 100,
            "answer_bytes_max": 2_000_000,
        },
    },
    "meta": {},
    "links": {
        "self": "/v1",
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
        "feed_atom": "/feed.atom",
        "feed_rss": "/feed.rss",
        "feed_json": "/feed.json",
        "sitemap": "/sitemap.xml",
        "changes": "/v1/changes",
        "openapi": "/openapi/v1.json",
        "openapi_clients": "/openapi/v1-clients.json",
    },
}
