from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quire.conventions import Interpretation
from quire.conventions.hugo import HUGO
from quire.documents.front_matter import parse
from quire.model import Candidate, Problem, Seo, Site, SourceFile
from tests.conventions.reading import one, understood, understood_one

BLOB = "0" * 39 + "2"


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
        blob=BLOB,
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
        extra={"mood": {"happy": True, "level": 7}},
    )


def test_file_without_front_matter_is_a_page() -> None:
    assert understood("-- content/posts/my_first-post.md --\nJust text.\n").candidates == {
        "content/posts/my_first-post.md": Candidate(
            path="content/posts/my_first-post.md",
            blob="0" * 39 + "1",
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


# kinds


@pytest.mark.parametrize(
    ("path", "front_matter", "kind"),
    [
        ("content/posts/a.md", "date: 2024-01-01", "post"),
        ("content/a.md", "date: 2024-01-01", "post"),
        ("content/posts/a/index.md", "date: 2024-01-01", "post"),
        ("content/posts/a.md", "title: undated", "page"),
        ("content/posts/_index.md", "date: 2024-01-01", "page"),
        ("content/authors/_index.md", "title: Authors", "page"),
        ("content/authors/ada/index.md", "date: 2024-01-01", "author"),
        ("content/authors/ada/_index.md", "title: Ada", "author"),
        ("content/authors/a/b/index.md", "title: deep", "page"),
        ("content/authors/!!!/index.md", "title: nameless", "page"),
        ("content/tags/ebpf/_index.md", "title: eBPF", "term"),
        ("content/tags/ebpf/index.md", "title: eBPF", "page"),
        ("content/tags/???/_index.md", "title: nameless", "page"),
        ("content/posts/a.md", "lastmod: 2024-01-01", "post"),
        ("content/posts/a.md", "date: 0001-01-01", "page"),
    ],
)
def test_kind_of_a_file(path: str, front_matter: str, kind: str) -> None:
    assert one(front_matter, path).kind == kind


def test_only_the_named_sections_hold_posts() -> None:
    found = understood("""
-- content/Blog/a.md --
---
date: 2024-01-01
---
-- content/docs/b.md --
---
date: 2024-01-01
---
""")
    assert [each.kind for each in found.candidates.values()] == ["post", "post"]
    only = replace(found.site, post_sections=("blog",))
    kinds = {}
    for path in found.candidates:
        parsed = parse(path, b"---\ndate: 2024-01-01\n---\n")
        interpretation = found.convention.interpret(found.files[path], parsed, only)
        assert interpretation.candidate is not None
        kinds[path] = interpretation.candidate.kind
    assert kinds == {"content/Blog/a.md": "post", "content/docs/b.md": "page"}


# profiles


def test_author_profile_has_a_name_a_tagline_and_links() -> None:
    author = one(
        """
name: Edith
fullname: Edith Puclla
tagline: Writes.
social: {website: https://edith.example, twitter: "@edith", github: "edith-p", email: e@x.example}
images: [me.png]
mood: fine
""",
        "content/authors/Edith_Puclla/index.md",
    )
    assert (author.kind, author.key, author.taxonomy) == ("author", "edith_puclla", "author")
    assert (author.title, author.description) == ("Edith Puclla", "Writes.")
    assert author.links == {
        "website": "https://edith.example",
        "twitter": "https://twitter.com/edith",
        "github": "https://github.com/edith-p",
    }
    assert author.images == (("me.png", ""),)
    assert author.permalink == "/authors/edith_puclla/"


def test_profile_without_a_name_leaves_it_to_others() -> None:
    assert one("draft: false", "content/authors/ada/index.md").title == ""
    assert one("draft: false", "content/tags/ebpf/_index.md").title == ""


def test_profile_of_an_author_with_an_accent_is_found_by_name() -> None:
    assert one("name: José", "content/authors/José/index.md").key == "jose"


def test_term_profile_has_its_role_and_slug() -> None:
    config = "[taxonomies]\ntopic = 'topics'\ncategory = 'categories'"
    topic = one("title: eBPF", "content/topics/C++/_index.md", config)
    assert (topic.kind, topic.taxonomy, topic.key) == ("term", "tag", "cplusplus")
    category = one("title: eBPF", "content/categories/Guides/_index.md", config)
    assert (category.kind, category.taxonomy, category.key) == ("term", "category", "guides")


def test_draft_profile_is_hidden() -> None:
    assert one("draft: true", "content/authors/ada/index.md").hidden == "draft"


# what hides


@pytest.mark.parametrize(
    ("front_matter", "hidden"),
    [
        ("draft: false", None),
        ("draft:", None),
        ("draft: true", "draft"),
        ("draft: True", "draft"),
        ('draft: "false"', "draft"),
        ("draft: 0", "draft"),
        ("draft: no", "draft"),
        ("draft: [false]", "draft"),
        ("draft: true\ndraft: false", "draft"),
        ("DRAFT: true", "draft"),
        ("published: false", "draft"),
        ("published: true", None),
        ("published: false\ndraft: false", None),
        ("published: true\ndraft: true", "draft"),
        ('published: "no"', "unreadable"),
        ("title: [", "unreadable"),
        ("publishDate: tomorrow", "unreadable"),
        ("expiryDate: 2024-13-01", "unreadable"),
        ("unpublishDate: [2024-01-01]", "unreadable"),
        ("date: someday", "unreadable"),
        ("expiryDate: 2020-01-01\nexpiryDate: 2040-01-01", "unreadable"),
        ("publishDate: 2040-01-01\npublishDate: 2020-01-01", "unreadable"),
        ("lastmod: someday", None),
        ("headless: true", None),
        ("build: {render: never}", "unpublished"),
        ("_build: {render: never}", "unpublished"),
        ("_build: {Render: Never}", "unpublished"),
        ("_build: {render: false}", "unpublished"),
        ("_build: {render: link}", "unpublished"),
        ("_build: {render: nevr}", "unpublished"),
        ("_build: never", "unpublished"),
        ("_build: {render: [always]}", "unpublished"),
        ("_build: {render: always}", None),
        ("_build: {render: true}", None),
        ("_build: {list: never}", None),
        ("_build: {render: never}\n_build: {render: always}", "unreadable"),
    ],
)
def test_what_hides_a_page(front_matter: str, hidden: str | None) -> None:
    assert one(front_matter).hidden == hidden


@pytest.mark.parametrize("value", ["true", '"false"'])
def test_headless_hides_a_leaf_bundle(value: str) -> None:
    assert one(f"headless: {value}", "content/posts/a/index.md").hidden == "unpublished"


def test_leaf_bundle_that_is_not_headless_is_shown() -> None:
    assert one("headless: false", "content/posts/a/index.md").hidden is None


def test_site_that_shows_drafts_shows_them() -> None:
    config = "buildDrafts = true"
    assert one("draft: true", config=config).hidden is None
    assert one('draft: "true"', config=config).hidden == "draft"
    assert one("published: false", config=config).hidden is None


def test_invalid_draft_is_reported_with_its_line() -> None:
    assert understood_one("title: x\ndraft: 'no'").problems == (
        Problem(
            "content/posts/hello.md",
            3,
            "wrong-type",
            "The field 'draft' must be true or false, without quotes.",
        ),
    )


# dates


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


# identity


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


# authors


def test_author_may_be_one_text() -> None:
    assert one("author: NARUSE, Yui").authors == ("NARUSE, Yui",)


def test_authors_come_before_author() -> None:
    assert one("authors: [ada]\nauthor: grace").authors == ("ada",)


def test_authors_never_carry_an_address() -> None:
    found = one("authors: [Ada <ada@example.org>, grace@example.org, <x@example.org>, '@handle']")
    assert found.authors == ("Ada", "grace", "@handle")


def test_author_that_is_a_mapping_is_reported() -> None:
    found = understood_one("authors: [{name: Ada, email: ada@example.org}]")
    assert found.candidates["content/posts/hello.md"].authors == ()
    assert found.candidates["content/posts/hello.md"].extra == {}
    assert found.codes == [("content/posts/hello.md", 2, "wrong-type")]


def test_terms_are_trimmed_and_named_once() -> None:
    assert one("tags: [' a ', b, a, '', null]").tags == ("a", "b")


def test_terms_of_configured_taxonomies_are_found() -> None:
    config = "[taxonomies]\ntopic = 'topics'\nkeyword = 'keys'\nauthor = 'writers'"
    found = one("topics: [a]\nkeys: [b]\nwriters: [ada]\ntags: [no]", config=config)
    assert (found.tags, found.authors) == (("a", "b"), ("ada",))
    assert found.extra == {"tags": ["no"]}


# pictures


@pytest.mark.parametrize(
    ("front_matter", "images"),
    [
        ("images: cat.png", (("cat.png", ""),)),
        ("image: cat.png", (("cat.png", ""),)),
        ("image: {src: cat.png, alt: A cat}", (("cat.png", "A cat"),)),
        ("cover: {image: cat.png}", (("cat.png", ""),)),
        (
            "cover: {url: https://x.example/c.png, alt: A cat}",
            (("https://x.example/c.png", "A cat"),),
        ),
        ("cover: {alt: nothing}", ()),
        (
            "cover: a.png\nimage: b.png\nimages: [c.png]",
            (("c.png", ""), ("b.png", ""), ("a.png", "")),
        ),
        ("images: [//cdn.example/a.png]", (("//cdn.example/a.png", ""),)),
        ("image: [cat.png]", ()),
    ],
)
def test_cover_forms(front_matter: str, images: tuple[tuple[str, str], ...]) -> None:
    assert one(front_matter).images == images


@pytest.mark.parametrize("address", ["javascript:alert(1)", "DATA:text/html,x", "vbscript:x"])
def test_picture_that_would_run_is_left_out_and_reported(address: str) -> None:
    found = understood_one(f"title: x\nimages: [{address!r}]\nseo: {{image: {address!r}}}")
    candidate = found.candidates["content/posts/hello.md"]
    assert (candidate.images, candidate.seo.image) == ((), None)
    assert found.codes == [
        ("content/posts/hello.md", 3, "unsafe-address"),
        ("content/posts/hello.md", 4, "unsafe-address"),
    ]


def test_canonical_that_is_no_address_of_the_web_is_left_out() -> None:
    assert one("canonical: javascript:alert(1)").canonical_url is None
    assert one("canonicalURL: http://x.example/").canonical_url == "http://x.example/"


# aliases


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old/a/", "/old/a/"),
        ("rel", "/posts/rel"),
        ("../up/x", "/up/x"),
        ("./dot", "/posts/dot"),
        ("../../../../etc/passwd", "/etc/passwd"),
        ("/f.html", "/f.html"),
        ("a b", "/posts/a%20b"),
        ("/caf%C3%A9/", "/caf%C3%A9/"),
        ("//evil.example/", "/evil.example/"),
        ("/x/../y/", "/y/"),
    ],
)
def test_aliases_are_paths_on_the_site(alias: str, path: str) -> None:
    assert one(f"aliases: [{alias!r}]").aliases == (path,)


def test_alias_that_is_the_page_itself_is_left_out() -> None:
    assert one("aliases: [/posts/hello/, /posts/hello, hello, /a/, /a/]").aliases == ("/a/",)


def test_alias_on_another_site_is_reported() -> None:
    found = understood_one("title: x\naliases: [https://old.example/x]")
    assert found.candidates["content/posts/hello.md"].aliases == ()
    assert found.codes == [("content/posts/hello.md", 3, "invalid-alias")]


def test_aliases_have_a_languages_folder_only_beside_its_pages() -> None:
    found = understood("""
-- hugo.toml --
[languages.en]
[languages.de]
-- content/posts/a.de.md --
---
aliases: [/alt/, rel]
---
""")
    assert found.candidates["content/posts/a.de.md"].aliases == ("/alt/", "/de/posts/rel")


def test_file_outside_the_content_root_stands_for_nothing() -> None:
    site = Site(content_dir="content", languages=())
    file = SourceFile("README.md", "0" * 40, 1)
    assert HUGO.interpret(file, parse("README.md", b""), site) == Interpretation(None, ())
