"""The post `hello` of the small site as v1 shows it."""

from typing import Any

MIRA: dict[str, Any] = {
    "id": "7202668745cc05c7beaa83d8",
    "type": "author",
    "slug": "mira",
    "name": "Mira Okafor",
    "avatar": None,
    "url": "/v1/authors/mira",
}

MIRA_IN_FULL: dict[str, Any] = {
    "id": "7202668745cc05c7beaa83d8",
    "type": "author",
    "slug": "mira",
    "name": "Mira Okafor",
    "bio": "Writes about publishing.",
    "avatar": None,
    "website": "https://mira.example",
    "links": {"github": "https://github.com/mira"},
    "url": "/v1/authors/mira",
    "counts": {"posts": 4},
    "digest": "300c76e6479b2e6a61e84b0771fcbbc4",
}

GIT: dict[str, Any] = {
    "id": "11467be3f4636db70c290cc6",
    "type": "tag",
    "slug": "git",
    "name": "Git",
    "url": "/v1/tags/git",
}

CSS: dict[str, Any] = {
    "id": "31704d3a125d156b3a8a59fb",
    "type": "tag",
    "slug": "css",
    "name": "CSS",
    "url": "/v1/tags/css",
}

HELLO: dict[str, Any] = {
    "id": "d7db1a1d71b4c782f9cdc174",
    "type": "post",
    "slug": "hello",
    "url": "https://ink.example/blog/hello/",
    "canonical_url": "https://ink.example/blog/hello/",
    "title": "Hello",
    "excerpt": "Words live in git here.",
    "published_at": "2024-03-05T00:00:00Z",
    "updated_at": "2024-04-02T09:12:44Z",
    "created_at": "2024-03-05T00:00:00Z",
    "section": "blog",
    "lang": "en",
    "translations": [
        {
            "id": "23e82ed004a30a434a74861a",
            "lang": "de",
            "slug": "hallo",
            "title": "Hallo",
            "url": "https://ink.example/de/blog/hallo/",
        }
    ],
    "series": None,
    "featured": True,
    "authors": [MIRA],
    "tags": [GIT, CSS],
    "categories": [
        {
            "id": "2d39d865acfa9d059f252214",
            "type": "category",
            "slug": "guides",
            "name": "Guides",
            "url": "/v1/posts?category=guides",
        }
    ],
    "cover": {
        "url": "/v1/media/blog/hello.png",
        "alt": "A notebook",
        "width": 4,
        "height": 3,
        "srcset": [],
    },
    "reading_time": 1,
    "word_count": 14,
    "seo": {"title": None, "description": None, "image": None, "noindex": False},
    "source": {"path": "content/en/hello.md", "revision": None, "edit_url": None},
    "extra": {"mood": "calm"},
    "digest": "2615bde560fa9dacb9c104148e7fed21",
}

HTML = (
    '<p>Words live in git here.</p><h2 id="user-content-why">Why</h2>'
    "<p>Because a commit is a publication & nothing else.</p>"
)
TEXT = "Words live in git here.\nWhy\nBecause a commit is a publication & nothing else."
MARKDOWN = "Words live in git here.\n\n## Why\n\nBecause a commit is a publication & nothing else."
TOC = [{"level": 2, "id": "user-content-why", "title": "Why", "children": []}]
