"""The resources of the reference's examples, shaped by the very schemas that answer."""

from datetime import UTC, datetime
from typing import Any

import orjson

from quire.api.v1.encoder import make_encoder
from quire.library.sealing import seal
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
from quire.model.pictures import Variant

SITE = "https://example.org"
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
HELLO = Document(
    id="5f0c2a9b7d1e4386f0a1b2c3",
    type="post",
    slug="hello",
    permalink="/blog/2024/03/05/hello/",
    url=f"{SITE}/blog/2024/03/05/hello/",
    canonical_url=f"{SITE}/blog/2024/03/05/hello/",
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
            url=f"{SITE}/de/blog/2024/03/05/hallo/",
        ),
    ),
    authors=(TermRef(_MIRA.id, _MIRA.slug, _MIRA.name),),
    tags=(TermRef(_CSS.id, _CSS.slug, _CSS.name),),
    categories=(TermRef("c0ffee00c0ffee00c0ffee00", "guides", "Guides"),),
    series=None,
    cover=Cover(
        "/v1/media/blog/2024/03/hello.png",
        "A notebook",
        1600,
        900,
        (
            Variant("/v1/media/blog/2024/03/hello.png?w=320", 320),
            Variant("/v1/media/blog/2024/03/hello.png?w=640", 640),
        ),
    ),
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

SUMMARY: dict[str, Any] = orjson.loads(seal(_encoder, _encoder.summary(HELLO))[0])
DETAIL = {
    **SUMMARY,
    "html": '<p>Words in git.</p>\n<h2 id="user-content-why">Why</h2>\n',
    "toc": orjson.loads(_encoder.toc(_HEADINGS)),
}
ABOUT = {
    **DETAIL,
    "id": "1a2b3c4d5e6f708192a3b4c5",
    "type": "page",
    "slug": "about",
    "title": "About",
    "url": f"{SITE}/about/",
    "canonical_url": f"{SITE}/about/",
    "published_at": None,
    "section": "",
    "translations": [],
}
MIRA_SHOWN: dict[str, Any] = orjson.loads(seal(_encoder, _encoder.author(_MIRA))[0])
CSS_SHOWN: dict[str, Any] = orjson.loads(seal(_encoder, _encoder.tag(_CSS))[0])
