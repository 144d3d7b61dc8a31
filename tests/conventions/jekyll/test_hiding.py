import pytest

from quire.catalogue.visibility import hidden_reason
from tests.conventions.jekyll.generator import NOW
from tests.conventions.jekyll.sites import one, site_of


@pytest.mark.parametrize(
    ("front_matter", "hidden"),
    [
        ("", None),
        ("published: true", None),
        ("published: yes", None),
        ("published: false", "unpublished"),
        ("published: no", "unpublished"),
        ("published:", "unpublished"),
        ("published: 0", "unpublished"),
        ("published: later", "unpublished"),
        ("published: true\npublished: true", "unreadable"),
        ("draft: true", "draft"),
        ("draft: false", None),
        ('draft: "false"', "draft"),
        ("title: [", "unreadable"),
        ("date: someday", "unreadable"),
        ("date: 2024-02-31", "unreadable"),
        ("date: 2020-01-01\ndate: 2021-01-01", "unreadable"),
        ("redirect_to: /there/", None),
    ],
)
def test_what_hides_a_post(front_matter: str, hidden: str | None) -> None:
    assert one(front_matter).hidden == hidden


def test_what_is_neither_true_nor_false_is_reported() -> None:
    codes = site_of("published: later").codes
    assert codes == [("_posts/2024-05-31-hello.md", 2, "wrong-type")]


def test_drafts_are_hidden_until_they_are_asked_for() -> None:
    assert one("", "_drafts/idea.md").hidden == "draft"
    assert one("", "a/_drafts/idea.md", "show_drafts: true").hidden is None
    assert one("draft: true", config="show_drafts: true").hidden is None
    assert one("draft: maybe", config="show_drafts: true").hidden == "draft"
    shown = one("", "_drafts/idea.md", "show_drafts: true")
    assert (shown.kind, shown.published_at, shown.permalink) == ("post", None, "/idea.html")


def test_unpublished_posts_are_shown_where_the_site_says_so() -> None:
    assert one("published: false", config="unpublished: true").hidden is None


def test_collection_without_output_is_hidden() -> None:
    assert one("", "_docs/a.md", "collections: [docs]").hidden == "unpublished"


def test_defaults_hide_too() -> None:
    config = "defaults: [{scope: {type: posts}, values: {published: false}}]"
    assert one("", config=config).hidden == "unpublished"
    assert one("published: true", config=config).hidden is None


def test_redirections_are_no_documents_where_the_plugin_is_used() -> None:
    config = "plugins: [jekyll-redirect-from]"
    assert one("redirect_to: /there/", "a.md", config).hidden == "redirect"


@pytest.mark.parametrize(
    ("path", "front_matter", "config", "hidden"),
    [
        ("_posts/2099-01-01-a.md", "", "", "scheduled"),
        ("_posts/2099-01-01-a.md", "date: 2024-01-01", "", None),
        ("_posts/2024-01-01-a.md", "date: 2099-01-01", "", "scheduled"),
        ("_posts/2099-01-01-a.md", "", "future: true", None),
        ("_docs/2099-01-01-a.md", "", "collections: {docs: {output: true}}", "scheduled"),
        ("a.md", "date: 2099-01-01", "", None),
    ],
)
def test_posts_wait_for_their_date_and_pages_do_not(
    path: str, front_matter: str, config: str, hidden: str | None
) -> None:
    found = site_of(front_matter, path, config)
    assert hidden_reason(found.candidates[path], found.site, NOW) == hidden


def test_page_whose_date_cannot_be_read_is_shown_and_reported() -> None:
    found = site_of("date: someday", "a.md")
    assert found.candidates["a.md"].hidden is None
    assert found.codes == [("a.md", 2, "impossible-date")]


def test_file_name_with_an_impossible_date_hides_the_post() -> None:
    path = "_posts/2024-02-31-a.md"
    found = site_of("", path)
    assert found.candidates[path].hidden == "unreadable"
    assert found.codes == [(path, 0, "impossible-date")]
    assert found.permalinks == {path: "/a.html"}
    assert one("date: 2024-03-02", path).hidden is None
