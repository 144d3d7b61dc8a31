"""Addresses and the like follow Zola's documentation of pages and sections."""

from datetime import UTC, datetime

import pytest

from quire.model import Candidate, Seo
from tests.conventions.reading import Understood, understood

CONFIG = 'base_url = "https://ink.example"'


def site(front_matter: str, path: str, config: str = CONFIG, more: str = "") -> Understood:
    return understood(
        f"-- config.toml --\n{config}\n-- {path} --\n+++\n{front_matter}\n+++\n{more}"
    )


def one(front_matter: str = "", path: str = "content/blog/a.md", config: str = CONFIG) -> Candidate:
    return site(front_matter, path, config).candidates[path]


def test_post_with_everything() -> None:
    found = site(
        """
title = "Hello"
description = "For search engines."
date = 2024-05-31T09:30:00+02:00
updated = 2024-06-01
slug = "Some Slug"
authors = ["Ada", "Grace"]
aliases = ["old", "/older/"]
[taxonomies]
tags = ["Rust", "C++"]
categories = ["News"]
[extra]
image = "cover.png"
featured = true
draft = true
mood = "calm"
""",
        "content/blog/a.md",
    )
    assert found.problems == ()
    assert found.candidates["content/blog/a.md"] == Candidate(
        path="content/blog/a.md",
        blob=found.files["content/blog/a.md"].blob,
        kind="post",
        key="/blog/some-slug/",
        translation_key="blog/a/a",
        title="Hello",
        slug="some-slug",
        permalink="/blog/some-slug/",
        lang="en",
        section="blog",
        published_at=datetime(2024, 5, 31, 7, 30, tzinfo=UTC),
        updated_at=datetime(2024, 6, 1, tzinfo=UTC),
        authors=("Ada", "Grace"),
        tags=("Rust", "C++"),
        images=(("cover.png", ""),),
        aliases=("/old", "/older/"),
        description="For search engines.",
        featured=True,
        seo=Seo(description="For search engines."),
        extra={"mood": "calm", "categories": ["News"]},
    )


@pytest.mark.parametrize(
    ("path", "front_matter", "expected"),
    [
        ("content/a.md", "", "/a/"),
        ("content/blog/Some Post.md", "", "/blog/some-post/"),
        ("content/Blog X/a.md", "", "/Blog%20X/a/"),
        ("content/blog/it's & Co.md", "", "/blog/it-s-co/"),
        ("content/blog/Größe.md", "", "/blog/grosse/"),
        ("content/blog/trip/index.md", "", "/blog/trip/"),
        ("content/blog/2024-05-31-hello.md", "", "/blog/hello/"),
        ("content/blog/2024-05-31_hello.md", "", "/blog/hello/"),
        ("content/blog/2024-05-31-trip/index.md", "", "/blog/trip/"),
        ("content/blog/2024-05-31.md", "", "/blog/2024-05-31/"),
        ("content/blog/a.md", 'slug = "X/Y"', "/blog/x-y/"),
        ("content/blog/a.md", 'path = "2024/05/31/X"', "/2024/05/31/X/"),
        ("content/blog/a.md", 'path = "/x/../y/"', "/y/"),
        ("content/blog/a.md", 'path = "x"\nslug = "z"', "/x/"),
        ("content/_index.md", "", "/"),
        ("content/blog/_index.md", 'path = "x"', "/blog/"),
    ],
)
def test_addresses(path: str, front_matter: str, expected: str) -> None:
    assert one(front_matter, path).permalink == expected


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("on", "/some-name/"),
        ("safe", "/2024-05-31-Some%20Name./"),
        ("off", "/2024-05-31-Some%20Name.%3F/"),
    ],
)
def test_names_become_addresses_as_the_site_wants(strategy: str, expected: str) -> None:
    keep = "" if strategy == "on" else "\npaths_keep_dates = true"
    config = f'{CONFIG}\n[slugify]\npaths = "{strategy}"{keep}'
    assert one("", "content/2024-05-31-Some Name.?.md", config).permalink == expected


LANGUAGES = f"{CONFIG}\n[languages.fr]\n"


@pytest.mark.parametrize(
    ("path", "lang", "expected"),
    [
        ("content/blog/a.fr.md", "fr", "/fr/blog/a/"),
        ("content/blog/trip/index.fr.md", "fr", "/fr/blog/trip/"),
        ("content/_index.fr.md", "fr", "/fr/"),
        ("content/blog/_index.fr.md", "fr", "/fr/blog/"),
        ("content/blog/a.md", "en", "/blog/a/"),
        ("content/blog/a.en.md", "en", "/blog/a-en/"),
    ],
)
def test_languages_are_in_the_name(path: str, lang: str, expected: str) -> None:
    found = one("", path, LANGUAGES)
    assert (found.lang, found.permalink) == (lang, expected)


def test_versions_of_a_page_belong_together() -> None:
    text = f"-- config.toml --\n{LANGUAGES}"
    for name in ("a.md", "a.fr.md"):
        text += f"\n-- content/{name} --\n+++\n+++"
    assert {each.translation_key for each in understood(text).candidates.values()} == {"a/a"}


def test_path_overrules_the_language() -> None:
    assert one('path = "x"', "content/a.fr.md", LANGUAGES).permalink == "/x/"


def test_own_id_keeps_the_identity() -> None:
    assert one('id = "7"').key == "7"
    assert one('id = "7"', "content/a.fr.md", LANGUAGES).key == "7@fr"


def test_language_that_the_site_does_not_have_is_reported() -> None:
    found = site("", "content/a.xx.md", LANGUAGES)
    assert (found.candidates, found.codes) == ({}, [("content/a.xx.md", 0, "unknown-language")])


def test_dot_in_a_name_is_no_language_where_there_is_only_one() -> None:
    assert one("", "content/v1.2.md").permalink == "/v1-2/"


@pytest.mark.parametrize(
    ("path", "front_matter", "kind", "day"),
    [
        ("content/a.md", "", "page", None),
        ("content/a.md", "date = 2024-05-31", "post", 31),
        ("content/2024-05-30-a.md", "", "post", 30),
        ("content/2024-05-30-a.md", "date = 2024-05-31", "post", 31),
        ("content/2024-02-30-a.md", "", "page", None),
        ("content/a.md", 'path = "2024/05/29/a"', "post", 29),
        ("content/a.md", 'path = "2024/13/45/a"', "page", None),
        ("content/_index.md", "date = 2024-05-31", "page", 31),
    ],
)
def test_dates_make_posts(path: str, front_matter: str, kind: str, day: int | None) -> None:
    found = one(front_matter, path)
    assert (found.kind, found.published_at and found.published_at.day) == (kind, day)
    assert found.publish_at is None


def test_post_sections_of_quire_toml_hold() -> None:
    config = f"{CONFIG}\n-- quire.toml --\n"
    assert one("date = 2024-05-31", "content/a.md", config).kind == "post"


@pytest.mark.parametrize(
    ("front_matter", "path", "hidden"),
    [
        ("draft = false", "content/a.md", None),
        ("draft = true", "content/a.md", "draft"),
        ('draft = "false"', "content/a.md", "draft"),
        ("render = false", "content/a.md", "unpublished"),
        ('render = "yes"', "content/a.md", "unpublished"),
        ("render = true", "content/a.md", None),
        ("render = false", "content/_index.md", "unpublished"),
        ('redirect_to = "https://x.example"', "content/_index.md", "unpublished"),
        ('redirect_to = "https://x.example"', "content/a.md", None),
        ("title = ", "content/a.md", "unreadable"),
    ],
)
def test_what_hides_a_page(front_matter: str, path: str, hidden: str | None) -> None:
    assert one(front_matter, path).hidden == hidden


@pytest.mark.parametrize(
    ("header", "hidden"),
    [
        ("draft = true", "draft"),
        ("draft = false", None),
        ('draft = "x"', "unreadable"),
        ("draft = ", "unreadable"),
        ("title = ", None),
    ],
)
def test_section_that_is_a_draft_hides_what_lies_below(header: str, hidden: str | None) -> None:
    more = f"-- content/blog/_index.md --\n+++\n{header}\n+++\n"
    for path in ("content/blog/a.md", "content/blog/deep/b/index.md", "content/blog/index.md"):
        assert site("", path, more=more).candidates[path].hidden == hidden
    assert site("", "content/blogs/a.md", more=more).candidates["content/blogs/a.md"].hidden is None


def test_section_of_which_nobody_knows_whether_it_is_a_draft_is_reported() -> None:
    found = site("draft = 'x'", "content/blog/_index.md")
    assert ("content/blog/_index.md", 0, "unreadable-section") in found.codes


def test_transparent_section_hands_its_pages_on() -> None:
    more = "-- content/2024/_index.md --\n+++\ntransparent = true\n+++\n"
    assert site("", "content/2024/a.md", more=more).candidates["content/2024/a.md"].section == ""
    more = more.replace("2024", "blog/2024")
    found = site("", "content/blog/2024/a.md", more=more)
    assert found.candidates["content/blog/2024/a.md"].section == "blog"


def test_file_without_front_matter_is_reported() -> None:
    found = understood(f"-- config.toml --\n{CONFIG}\n-- content/a.md --\ntext\n")
    assert (found.candidates, found.codes) == ({}, [("content/a.md", 0, "front-matter-missing")])


def test_page_without_a_title_is_named_for_its_file() -> None:
    assert one("", "content/2024-05-31-my_first-post.md").title == "My first post"
    assert one("", "content/blog/_index.md").title == "Blog"
    assert one("", "content/_index.md").title == "Home"


def test_ignored_files_are_no_content() -> None:
    config = f"{CONFIG}\nignored_content = ['*.draft.md', 'notes/**']"
    text = f"-- config.toml --\n{config}\n-- content/a.draft.md --\n+++\n+++\n"
    assert understood(f"{text}-- content/notes/b.md --\n+++\n+++\n").candidates == {}


def test_aliases_are_paths_from_the_root() -> None:
    assert one('aliases = ["2014/old.html"]').aliases == ("/2014/old.html",)
    assert one('aliases = "single"').aliases == ("/blog/single",)


LINKED = f"""
-- config.toml --
{CONFIG}
-- content/blog/a.md --
+++
path = "2024/05/31/a"
+++
-- content/blog/trip/index.md --
+++
+++
-- content/blog/trip/map.png (4x3) --
-- static/img/logo.png (4x3) --
-- content/.hidden.md --
-- README.md --
"""


@pytest.mark.parametrize(
    ("kind", "address", "expected"),
    [
        ("link", "@/blog/a.md", "https://ink.example/2024/05/31/a/"),
        ("link", "@/blog/a.md#part", "https://ink.example/2024/05/31/a/#part"),
        ("link", "../a.md", "https://ink.example/2024/05/31/a/"),
        ("image", "map.png", "/v1/media/blog/trip/map.png"),
        ("image", "/img/logo.png", "/v1/media/img/logo.png"),
        ("image", "@/blog/trip/map.png", "/v1/media/blog/trip/map.png"),
    ],
)
def test_links_and_pictures_are_found(kind: str, address: str, expected: str) -> None:
    addresses = understood(LINKED).addresses()
    assert addresses.resolve(kind, address, "content/blog/trip/index.md").url == expected


def test_internal_link_to_nothing_is_reported() -> None:
    found = understood(LINKED).addresses().resolve("link", "@/gone.md", "content/blog/a.md")
    assert found.problem is not None
    assert found.problem[0] == "broken-link"


def test_only_content_is_content() -> None:
    found = understood(LINKED)
    assert list(found.candidates) == ["content/blog/a.md", "content/blog/trip/index.md"]
    published = found.convention.published_path
    assert published("content/blog/a.md", found.site) is None
    assert published("README.md", found.site) is None
    assert found.profiles == ((), ()) or not any(found.profiles)
