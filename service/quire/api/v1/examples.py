"""The examples of the reference: made from model values by the very schemas that answer."""

from datetime import UTC, datetime
from typing import Any

import orjson

from quire import __version__
from quire.api.v1.encoder import make_encoder
from quire.model import (
    Author,
    Cover,
    Document,
    Heading,
    Seo,
    SourceRef,
    Term,
    TermRef,
    Translation,
)

_SITE = "https://example.org"
_encoder = make_encoder(None)

_MIRA = Author(
    id="3d0f6c1e8a57b2490c6d1f2e",
    slug="mira",
    name="Mira Okafor",
    bio="Writes about publishing.",
    avatar=None,
    website="https://mira.example.org",
    links={"github": "https://github.com/mira-example"},
    posts=7,
)
_CSS = Term(
    id="9b1c44e07f3a2d5860aa41c7",
    role="tag",
    slug="css",
    name="CSS",
    description=None,
    cover=None,
    posts=4,
)
_HELLO = Document(
    id="5f0c2a9b7d1e4386f0a1b2c3",
    type="post",
    slug="hello",
    permalink="/blog/2024/03/05/hello/",
    url=f"{_SITE}/blog/2024/03/05/hello/",
    canonical_url=f"{_SITE}/blog/2024/03/05/hello/",
    title="Hello",
    excerpt="Why this site keeps its words in git.",
    published_at=datetime(2024, 3, 5, tzinfo=UTC),
    updated_at=datetime(2024, 4, 2, 9, 12, 44, tzinfo=UTC),
    created_at=datetime(2024, 3, 4, 18, 3, 9, tzinfo=UTC),
    section="blog",
    lang="en",
    translations=(
        Translation(
            id="77e0d5c9a1b2c3d4e5f60718",
            lang="de",
            slug="hallo",
            title="Hallo",
            url=f"{_SITE}/de/blog/2024/03/05/hallo/",
        ),
    ),
    authors=(TermRef(_MIRA.id, _MIRA.slug, _MIRA.name),),
    tags=(TermRef(_CSS.id, _CSS.slug, _CSS.name),),
    categories=(TermRef("c0ffee00c0ffee00c0ffee00", "guides", "Guides"),),
    series=None,
    cover=Cover("/v1/media/blog/2024/03/hello.png", "A notebook", 1600, 900),
    featured=False,
    reading_time=3,
    word_count=512,
    seo=Seo(),
    source=SourceRef(
        "content/blog/2024/2024-03-05-hello.md", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", None
    ),
    extra={},
    aliases=(),
    digest="",
)
_HEADINGS = (Heading(2, "user-content-why", "Why"),)

_SUMMARY: dict[str, Any] = orjson.loads(_encoder.summary(_HELLO))
_DETAIL = {
    **_SUMMARY,
    "html": '<p>Words in git.</p>\n<h2 id="user-content-why">Why</h2>\n',
    "toc": orjson.loads(_encoder.toc(_HEADINGS)),
}
_ABOUT = {
    **_DETAIL,
    "id": "1a2b3c4d5e6f708192a3b4c5",
    "type": "page",
    "slug": "about",
    "title": "About",
    "url": f"{_SITE}/about/",
    "canonical_url": f"{_SITE}/about/",
    "published_at": None,
    "section": "",
    "translations": [],
}
_AUTHOR: dict[str, Any] = orjson.loads(_encoder.author(_MIRA))
_TAG: dict[str, Any] = orjson.loads(_encoder.tag(_CSS))
_CURSOR = "Af_gLnWKw3mEo0dZfLSWjRcAAAAUkH2s0oPaK1vM2hYcTn4e5QxVb7tUwZ8r"


def _pagination(limit: int, total: int) -> dict[str, Any]:
    pages = -(-total // limit)
    cursor = _CURSOR if pages > 1 else None
    return {"limit": limit, "page": 1, "pages": pages, "total": total, "next_cursor": cursor}


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
    "data": [_SUMMARY],
    "meta": {"pagination": _pagination(1, 3), "facets": {"tag": [_COUNTED]}},
    "links": _links("/v1/posts", "facets=tag&limit=1&tag=css", 3, item="/v1/posts/{slug}{?lang}"),
}
POST = {
    "data": _DETAIL,
    "meta": {},
    "links": {
        "self": "/v1/posts/hello",
        "collection": "/v1/posts",
        "neighbors": "/v1/posts/hello/neighbors",
    },
}
NEIGHBORS = {
    "data": {"previous": None, "next": _SUMMARY},
    "meta": {},
    "links": {"self": "/v1/posts/first/neighbors"},
}
PAGES = {
    "data": [_without_bodies(_ABOUT)],
    "meta": {"pagination": _pagination(20, 1), "facets": {}},
    "links": _links("/v1/pages", "", 1, item="/v1/pages/{slug}{?lang}"),
}
PAGE = {
    "data": _ABOUT,
    "meta": {},
    "links": {"self": "/v1/pages/about", "collection": "/v1/pages"},
}
AUTHORS = {
    "data": [_AUTHOR],
    "meta": {"pagination": _pagination(20, 1)},
    "links": _links("/v1/authors", "", 1),
}
AUTHOR = {
    "data": _AUTHOR,
    "meta": {},
    "links": {
        "self": "/v1/authors/mira",
        "collection": "/v1/authors",
        "posts": "/v1/posts?author=mira&lang=all",
    },
}
TAGS = {
    "data": [_TAG],
    "meta": {"pagination": _pagination(20, 1)},
    "links": _links("/v1/tags", "", 1),
}
TAG = {
    "data": _TAG,
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
            **_SUMMARY,
            "match": {
                "score": 7.4213,
                "title": "Hello",
                "snippet": "Words in <mark>git</mark>.",
                "section": {"title": "Why", "url": f"{_HELLO.url}#user-content-why"},
            },
        }
    ],
    "meta": {
        "pagination": _pagination(20, 1),
        "facets": {},
        "query": {"q": "git", "used": "git", "corrected": False, "did_you_mean": None},
        "partial": False,
    },
    "links": _links("/v1/search", "q=git", 1, item="/v1/{type}s/{slug}{?lang}"),
}
RESOLUTION = {
    "data": {
        "type": "post",
        "slug": "hello",
        "url": _HELLO.url,
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
            "to": _HELLO.url,
            "status": 301,
            "type": "post",
            "resource": "/v1/posts/hello",
        }
    ],
    "meta": {"pagination": _pagination(20, 1)},
    "links": _links("/v1/redirects", "", 1),
}
DISCOVERY = {
    "data": {
        "site": {"title": "Example", "url": _SITE, "default_lang": "en", "langs": ["en", "de"]},
        "api": {"version": __version__, "docs": "/docs", "openapi": "/openapi/v1.json"},
        "revision": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "snapshot": "0f343b0931126a20f133d67c2b018a3b",
        "activated_at": "2024-04-02T09:13:02Z",
        "counts": {"posts": 31, "pages": 4, "authors": 6, "tags": 24},
        "limits": {
            "limit_max": 100,
            "q_max": 256,
            "slugs_max": 100,
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
        "resolve": "/v1/resolve{?path}",
        "redirects": "/v1/redirects",
        "openapi": "/openapi/v1.json",
    },
}
