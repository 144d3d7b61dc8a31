from datetime import UTC, datetime

import pytest

from quire.conventions import Interpretation
from quire.conventions.hugo import HUGO
from quire.documents.front_matter import parse
from quire.model import Candidate, Seo, Site, SourceFile
from tests.conventions.reading import one, understood, understood_one


def test_post_with_everything() -> None:
    found = understood_one("""
title: Hello, World
slug: hello-world
id: 42
date: 2024-05-31T09:30:00+02:00
lastmod: 2024-06-01
created: 2024-05-01
publishDate: 2024-05-31T10:00:00+02:00
expiryDate: 2030-01-01
draft: false
authors: [ada, Grace Hopper]
tags: [no, 1.10, C++]
categories: [Guides]
series: [Part works, Second]
images: [cat.png, dog.png]
aliases: [/old/, older]
description: For search engines.
summary: For lists.
featured: true
canonical: https://elsewhere.example/hello/
seo: {title: SEO title, image: /big.png, noindex: true}
mood: {happy: true, level: 7}
weight: 3
""")
    assert found.problems == ()
    assert found.candidates["content/posts/hello.md"] == Candidate(
        path="content/posts/hello.md",
        blob=found.files["content/posts/hello.md"].blob,
        kind="post",
        key="42",
        translation_key="42",
        title="Hello, World",
        slug="hello-world",
        permalink="/posts/hello-world/",
        lang="en",
        section="posts",
        published_at=datetime(2024, 5, 31, 7, 30, tzinfo=UTC),
        updated_at=datetime(2024, 6, 1, tzinfo=UTC),
        created_at=datetime(2024, 5, 1, tzinfo=UTC),
        publish_at=datetime(2024, 5, 31, 8, 0, tzinfo=UTC),
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
        authors=("ada", "Grace Hopper"),
        tags=("no", "1.10", "C++"),
        categories=("Guides",),
        series=("Part works",),
        images=(("cat.png", ""), ("dog.png", "")),
        aliases=("/old/", "/posts/older"),
        description="For search engines.",
        excerpt="For lists.",
        featured=True,
        seo=Seo("SEO title", "For search engines.", "/big.png", noindex=True),
        canonical_url="https://elsewhere.example/hello/",
        extra={"weight": 3, "mood": {"happy": True, "level": 7}},
    )


def test_file_without_front_matter_is_a_page() -> None:
    found = understood("-- content/posts/my_first-post.md --\nJust text.\n")
    assert found.candidates == {
        "content/posts/my_first-post.md": Candidate(
            path="content/posts/my_first-post.md",
            blob=found.files["content/posts/my_first-post.md"].blob,
            kind="page",
            key="/posts/my_first-post/",
            translation_key="posts/my_first-post",
            title="My first post",
            slug="my-first-post",
            permalink="/posts/my_first-post/",
            lang="en",
            section="posts",
        )
    }


def test_home_page_has_a_title_and_a_slug() -> None:
    home = understood("-- content/_index.md --\n").candidates["content/_index.md"]
    assert (home.title, home.slug, home.permalink) == ("Home", "home", "/")


def test_file_outside_the_content_root_stands_for_nothing() -> None:
    site = Site(content_dir="content", languages=())
    file = SourceFile("README.md", "0" * 40, 1)
    assert HUGO.interpret(file, parse("README.md", b""), site) == Interpretation(None, ())


def test_key_is_the_permalink_or_the_front_matters_id() -> None:
    assert one("title: x").key == "/posts/hello/"
    assert one("id: hello-1").key == "hello-1"


def test_language_versions_have_keys_of_their_own_and_share_one() -> None:
    found = understood("""
-- hugo.toml --
[languages.en]
[languages.de]
-- content/posts/a.md --
---
id: x
---
-- content/posts/a.de.md --
---
id: x
---
-- content/posts/b.md --
-- content/posts/b.de.md --
-- content/posts/c.de.md --
---
translationKey: posts/b
---
""")
    assert {
        path: (each.key, each.translation_key, each.lang) for path, each in found.candidates.items()
    } == {
        "content/posts/a.md": ("x", "x", "en"),
        "content/posts/a.de.md": ("x@de", "x", "de"),
        "content/posts/b.md": ("/posts/b/", "posts/b", "en"),
        "content/posts/b.de.md": ("/de/posts/b/", "posts/b", "de"),
        "content/posts/c.de.md": ("/de/posts/c/", "posts/b", "de"),
    }


@pytest.mark.parametrize(
    ("front_matter", "path", "slug"),
    [
        ("slug: Über uns", "content/a.md", "uber-uns"),
        ("draft: false", "content/v1.2.md", "v1-2"),
        ("url: /some/page.html", "content/a.md", "page"),
        ("url: /caf%C3%A9/", "content/a.md", "cafe"),
        ("url: /", "content/a.md", "a-title"),
        ("slug: '!!!'", "content/b.md", "a-title"),
    ],
)
def test_slug_is_never_empty(front_matter: str, path: str, slug: str) -> None:
    assert one(f"title: A title\n{front_matter}", path).slug == slug


def test_date_is_the_first_of_its_names() -> None:
    found = one("lastmod: 2024-01-03\npubdate: 2024-01-02\ndate: 2024-01-01")
    assert found.published_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert found.publish_at == datetime(2024, 1, 2, tzinfo=UTC)
    assert found.updated_at == datetime(2024, 1, 3, tzinfo=UTC)


def test_date_holds_a_page_back_unless_a_publish_date_says_otherwise() -> None:
    assert one("date: 2040-01-01").publish_at == datetime(2040, 1, 1, tzinfo=UTC)
    assert one("date: 2040-01-01\npublishDate: 2020-01-01").publish_at == datetime(
        2020, 1, 1, tzinfo=UTC
    )


def test_published_may_be_a_date() -> None:
    found = one("published: 2024-01-02")
    assert found.published_at == found.publish_at == datetime(2024, 1, 2, tzinfo=UTC)


def test_published_flag_is_no_date_and_no_problem() -> None:
    found = understood_one("published: true\ndate: 2024-01-01")
    assert found.problems == ()
    assert found.candidates["content/posts/hello.md"].published_at == datetime(
        2024, 1, 1, tzinfo=UTC
    )


def test_date_from_the_file_name_stands_in() -> None:
    found = one("title: x", "content/posts/2024-05-31-hello.md")
    assert found.published_at == found.publish_at == datetime(2024, 5, 31, tzinfo=UTC)
    assert found.kind == "post"


def test_date_from_the_file_name_gives_way_to_the_front_matter() -> None:
    found = one("date: 2023-01-01", "content/posts/2024-05-31-hello.md")
    assert found.published_at == datetime(2023, 1, 1, tzinfo=UTC)


def test_impossible_date_in_a_file_name_is_part_of_the_name() -> None:
    found = one("x: y", "content/posts/2024-13-45-hello.md")
    assert (found.kind, found.published_at) == ("page", None)


def test_title_of_a_dated_file_leaves_the_date_out() -> None:
    assert one("x: y", "content/posts/2024-05-31-hello-there.md").title == "Hello there"
