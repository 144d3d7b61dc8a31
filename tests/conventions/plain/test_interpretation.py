"""A plain folder's files: what their keys mean, what hides them, where they get their titles."""

from datetime import UTC, datetime

import pytest

from quire.conventions.plain import PLAIN
from quire.model import Candidate, Problem, Seo
from tests.conventions.reading import Understood, understood


def one(front_matter: str = "", path: str = "notes/hello.md", body: str = "") -> Candidate:
    return read(front_matter, path, body).candidates[path]


def read(front_matter: str = "", path: str = "notes/hello.md", body: str = "") -> Understood:
    found = understood(f"-- {path} --\n---\n{front_matter}\n---\n{body}\n-- readme.txt --\n")
    assert found.convention is PLAIN
    return found


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_post_with_everything() -> None:
    found = read(
        "title: Hello\npubDate: 2024-05-31\nupdatedDate: 2024-06-01\ncreated: 2024-05-30\n"
        "expires: 2034-01-01\nauthor: {name: Ada, url: 'https://ada.example'}\n"
        "tags: [{label: Web, permalink: /web}, 1.10]\ncategory: News\nheroImage: a.png\n"
        "summary: Short.\ndescription: Long.\nfeatured: true\nmood: fine\nslug: hi\n"
        "canonical: https://other.example/hi"
    )
    path = "notes/hello.md"
    assert found.problems == ()
    assert found.candidates[path] == Candidate(
        path=path,
        blob=found.files[path].blob,
        kind="post",
        key="/notes/hi/",
        translation_key="/notes/hi/",
        title="Hello",
        slug="hi",
        permalink="/notes/hi/",
        lang="en",
        section="notes",
        published_at=day("2024-05-31"),
        updated_at=day("2024-06-01"),
        created_at=day("2024-05-30"),
        publish_at=day("2024-05-31"),
        expires_at=day("2034-01-01"),
        authors=("Ada",),
        websites={"Ada": "https://ada.example"},
        tags=("Web", "1.10"),
        categories=("News",),
        images=(("a.png", ""),),
        description="Long.",
        excerpt="Short.",
        featured=True,
        seo=Seo(description="Long."),
        canonical_url="https://other.example/hi",
        extra={"mood": "fine"},
    )


def test_file_without_a_date_is_a_page() -> None:
    found = understood("-- docs/a-b_c.md --\nText.\n")
    page = found.candidates["docs/a-b_c.md"]
    assert (page.kind, page.title, page.slug, page.section) == ("page", "A b c", "a-b-c", "docs")
    assert (page.published_at, page.publish_at, page.hidden) == (None, None, None)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2024-05-31-x.md", "2024-05-31"),
        ("2024-05-31-x/index.md", "2024-05-31"),
        ("blog/2024/05/31/x.md", "2024-05-31"),
        ("blog/2024/05/x.md", "2024-05-01"),
    ],
)
def test_date_stands_in_the_path(path: str, expected: str) -> None:
    assert one(path=path).published_at == day(expected)


def test_date_stands_in_the_address() -> None:
    assert one("path: /2024/05/31/x").published_at == day("2024-05-31")


def test_date_of_front_matter_comes_before_that_of_the_path() -> None:
    assert one("date: 2020-01-01", "2024-05-31-x.md").published_at == day("2020-01-01")


def test_last_update_of_docusaurus_is_read() -> None:
    assert one("last_update: {date: 2024-05-31}").updated_at == day("2024-05-31")


def test_post_is_held_back_until_its_date_unless_a_generator_publishes_it_at_once() -> None:
    assert one("date: 2034-05-31").publish_at == day("2034-05-31")
    found = understood("-- docusaurus.config.js --\n-- blog/2034-05-31-x.md --\n")
    assert found.candidates["blog/2034-05-31-x.md"].publish_at is None


@pytest.mark.parametrize(
    ("front_matter", "path", "hidden"),
    [
        ("draft: true", "a.md", "draft"),
        ("draft: 'true'", "a.md", "draft"),
        ("draft: false", "a.md", None),
        ("isDraft: true", "a.md", "draft"),
        ("private: true", "a.md", "draft"),
        ("published: false", "a.md", "draft"),
        ("published: true", "a.md", None),
        ("publish: false", "a.md", "draft"),
        ("status: Draft", "a.md", "draft"),
        ("status: published", "a.md", None),
        ("title: x", "_drafts/a.md", "draft"),
        ("permalink: false", "a.md", "unpublished"),
        ("date: 2024-02-30", "a.md", "unreadable"),
        ("date: 05/06/2024", "a.md", "unreadable"),
        ("date: 2024-01-01\ndate: 2034-01-01", "a.md", "unreadable"),
        ("published: true\npublished: false", "a.md", "unreadable"),
        ("title: x", "2024-02-30-a.md", "unreadable"),
        ("title: [x", "a.md", "unreadable"),
    ],
)
def test_what_hides_a_file(front_matter: str, path: str, hidden: str | None) -> None:
    assert one(front_matter, path).hidden == hidden


def test_impossible_date_in_a_name_is_reported() -> None:
    assert read(path="2024-02-30-a.md").problems == (
        Problem(
            "2024-02-30-a.md",
            0,
            "impossible-date",
            "The date 2024-02-30 in the path cannot be read: no calendar has such a day or time; "
            "mend the name.",
        ),
    )


@pytest.mark.parametrize(
    ("front_matter", "unlisted"),
    [
        ("unlisted: true", True),
        ("unlisted: 'yes'", True),
        ("unlisted: false", False),
        ("eleventyExcludeFromCollections: true", True),
        ("title: x", False),
    ],
)
def test_unlisted_file_is_published_at_its_address(front_matter: str, unlisted: bool) -> None:
    found = one(front_matter)
    assert (found.unlisted, found.hidden) == (unlisted, None)


def test_pelicans_status_is_understood() -> None:
    site = understood(
        "-- a.md --\nTitle: A\nStatus: hidden\n\nText.\n"
        "-- b.md --\nTitle: B\nStatus: draft\n\nText.\n"
        "-- c.md --\nTitle: C\nStatus: published\n\nText.\n"
    )
    assert [(each.hidden, each.unlisted) for each in site.candidates.values()] == [
        (None, True),
        ("draft", False),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Hello *big* `world` #\n\nText.", "Hello big world"),
        ("Intro.\n\n# A [link](x.md) {#id}\n", "A link"),
        ("Hello\n=====\n", "Hello"),
        ("```\n# no\n```\n# Yes\n", "Yes"),
        ("~~~~\n# no\n~~~\n# no\n~~~~\n# Yes", "Yes"),
        ("# ![logo](a.png)\n# snake_case stays_\n", "snake_case stays"),
        ("## Second level\n", "Hello"),
        ("#hashtag\n", "Hello"),
        ("    # code\n", "Hello"),
        ("- item\n===\n", "Hello"),
    ],
)
def test_title_is_the_first_heading_else_the_name(body: str, title: str) -> None:
    assert one(body=body).title == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("2024-05-31-my-post.md", "My post"),
        ("2024-05-31.md", "2024 05 31"),
        ("02-install.md", "Install"),
        ("docs/README.md", "Docs"),
        ("README.md", "Home"),
    ],
)
def test_title_of_a_name(path: str, title: str) -> None:
    assert one(path=path).title == title


def test_profile_in_a_file_is_an_authors() -> None:
    found = one("name: Ada L.\ngithub: ada", "authors/ada/index.md")
    assert (found.kind, found.key, found.title) == ("author", "ada", "Ada L.")
    assert found.links == {"github": "https://github.com/ada"}
    assert one(path="authors/README.md").kind == "page"
    assert one(path="people/grace.md").key == "grace"


def test_profiles_in_data_files_are_authors() -> None:
    found = understood(
        "-- blog/authors.yml --\nada: {name: Ada, title: Countess, url: 'https://ada.example'}\n"
        "-- people/grace.toml --\nname = 'Grace'\n-- people/_tags.toml --\nname = 'x'\n"
        '-- node_modules/x/authors.json --\n{"x": {"name": "X"}}\n'
    )
    assert [(each.key, each.title, each.description) for each in found.profiles] == [
        ("ada", "Ada", "Countess"),
        ("grace", "Grace", None),
    ]
    assert understood("-- a.md --\n").profiles == ()


def test_own_id_is_the_identity_of_a_file() -> None:
    assert one("id: 42").key == "42"


def test_only_post_sections_hold_posts() -> None:
    found = understood(
        "-- quire.toml --\n[site]\n-- blog/2024-05-31-a.md --\n-- docs/2024-05-31-b.md --\n"
    )
    assert {each.kind for each in found.candidates.values()} == {"post"}
