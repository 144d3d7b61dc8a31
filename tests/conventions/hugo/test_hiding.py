import pytest

from quire.model import Problem
from tests.conventions.reading import one, understood_one


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
        ("lastmod: someday", "unreadable"),
        ("date: 2024-01-01\nlastmod: someday", None),
        ("headless: true", "unpublished"),
        ("headless: yes", "unpublished"),
        ("headless: false", None),
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
            1,
        ),
    )
