"""What lists and the configuration hand down. test_against_hugo.py has Hugo's own word."""

from datetime import UTC, datetime

import pytest

from quire.conventions.quire_toml import overlay
from quire.documents.front_matter import parse
from tests.conventions.reading import Understood, understood

PAGE = "content/blog/sub/a.md"


def site(*lists: tuple[str, str], page: str = "title: A", config: str = "") -> Understood:
    """Make a site with one page and some lists, each given as (folder, front matter)."""
    text = f"-- hugo.toml --\n{config}\n-- {PAGE} --\n---\n{page}\n---\n"
    for folder, header in lists:
        text += f"-- content/{folder}_index.md --\n---\n{header}\n---\n"
    return understood(text)


def hidden(*lists: tuple[str, str], page: str = "title: A", config: str = "") -> str | None:
    return site(*lists, page=page, config=config).candidates[PAGE].hidden


@pytest.mark.parametrize(
    "cascade",
    [
        "cascade: {draft: true}",
        "cascade:\n- draft: true",
        "Cascade:\n- Draft: true",
        'cascade: [{draft: true, _target: {path: "/blog/**"}}]',
        'cascade: [{draft: true, target: {path: "/BLOG/**"}}]',
        'cascade: [{draft: true, _target: {path: "["}}]',
        "cascade: [{draft: true, _target: {kind: page, lang: en, environment: prod*}}]",
        "cascade: [{draft: true}, {draft: false}]",
        "cascade: [{draft: false, _target: {kind: section}}, {draft: true}]",
    ],
)
def test_cascade_hides_what_lies_below(cascade: str) -> None:
    assert hidden(("blog/", f"draft: false\n{cascade}")) == "draft"
    assert hidden(("", f"draft: false\n{cascade}")) == "draft"


@pytest.mark.parametrize(
    "cascade",
    [
        "cascade:",
        "cascade: []",
        'cascade: [{draft: true, _target: {path: "/blog/*.md"}}]',
        "cascade: [{draft: true, _target: {kind: term}}]",
        "cascade: [{draft: true, _target: {lang: de}}]",
        "cascade: [{draft: true, _target: {environment: staging}}]",
        "cascade: [{draft: false}, {draft: true}]",
    ],
)
def test_cascade_that_means_other_pages_hides_nothing(cascade: str) -> None:
    assert hidden(("blog/", f"draft: false\n{cascade}")) is None


def test_front_matter_of_the_page_wins() -> None:
    assert hidden(("blog/", "draft: false\ncascade: {draft: true}"), page="draft: false") is None


def test_nearer_list_wins_and_others_do_not_count() -> None:
    outer = ("blog/", "draft: false\ncascade: {draft: true, title: Outer, description: kept}")
    inner = ("blog/sub/", "cascade: {draft: false, title: Inner}")
    other = ("news/", "cascade: {title: Other}")
    found = site(outer, inner, other, page="tags: [x]").candidates[PAGE]
    assert (found.title, found.hidden, found.description) == ("Inner", None, "kept")


@pytest.mark.parametrize(
    ("cascade", "reason"),
    [
        ("_build: {render: never}", "unpublished"),
        ("build: {render: link}", "unpublished"),
        ("draft: 'no'", "draft"),
        ("expiryDate: someday", "unreadable"),
    ],
)
def test_other_things_that_hide_are_handed_down(cascade: str, reason: str) -> None:
    header = f"draft: false\nexpiryDate: 2090-01-01\ncascade: {{{cascade}}}"
    assert hidden(("blog/", header)) == reason


def test_dates_are_handed_down() -> None:
    found = site(("blog/", "publishDate: 2000-01-01\ncascade: {publishDate: 2090-01-01}"))
    assert found.candidates[PAGE].publish_at == datetime(2090, 1, 1, tzinfo=UTC)


def test_configuration_hands_down_to_all_and_lists_overrule_it() -> None:
    config = "[[cascade]]\ndraft = true\n[cascade._target]\nkind = 'page'\npath = '/blog/**'\n"
    assert hidden(config=config) == "draft"
    assert hidden(("blog/", "cascade: {draft: false}"), config=config) is None


@pytest.mark.parametrize("cascade", ["true", "[1]", "text", "[[]]"])
def test_cascade_that_cannot_be_read_hides_what_lies_below(cascade: str) -> None:
    found = site(("blog/", f"cascade: {cascade}"))
    assert found.candidates[PAGE].hidden == "unreadable"
    assert ("content/blog/_index.md", 0, "unreadable-section") in found.codes


def test_cascade_given_twice_hides_what_lies_below() -> None:
    assert hidden(("blog/", "cascade: {title: x}\ncascade: {title: y}")) == "unreadable"


def test_list_that_cannot_be_read_hides_what_lies_below_where_it_may_speak_of_it() -> None:
    found = site(("blog/", "draft: [true"))
    assert found.candidates[PAGE].hidden == "unreadable"
    assert ("content/blog/_index.md", 0, "unreadable-section") in found.codes
    assert hidden(("blog/", "title: [x")) is None


def test_configured_cascade_that_cannot_be_read_is_a_rule_that_nobody_knows() -> None:
    found = site(config="cascade = 5")
    assert [problem.code for problem in found.problems] == ["unreadable-rule"]


def test_list_that_is_a_draft_hides_what_lies_below_in_its_language() -> None:
    text = (
        "-- hugo.toml --\n[languages.en]\n[languages.de]\n"
        "-- content/blog/_index.md --\n---\ndraft: true\n---\n"
        "-- content/blog/a.md --\n---\ndraft: false\n---\n-- content/blog/sub/b/index.md --\n"
        "-- content/blog/a.de.md --\n-- content/blogs/c.md --\n"
    )
    assert {path: each.hidden for path, each in understood(text).candidates.items()} == {
        "content/blog/_index.md": "draft",
        "content/blog/a.md": "draft",
        "content/blog/sub/b/index.md": "draft",
        "content/blog/a.de.md": None,
        "content/blogs/c.md": None,
    }


def test_pages_are_shown_while_their_lists_are() -> None:
    found = site(
        ("", "publishDate: 2030-01-01\nexpiryDate: 2080-01-01"),
        ("blog/", "publishDate: 2040-01-01\nexpiryDate: 2090-01-01"),
        page="publishDate: 2000-01-01",
    ).candidates[PAGE]
    assert (found.publish_at, found.expires_at) == (
        datetime(2040, 1, 1, tzinfo=UTC),
        datetime(2080, 1, 1, tzinfo=UTC),
    )


def test_site_that_shows_drafts_shows_what_lies_below_them() -> None:
    assert hidden(("blog/", "draft: true"), config="buildDrafts = true") is None


def test_site_with_the_same_lists_is_the_same_site() -> None:
    lists = ("blog/", "cascade: {title: x}")
    assert site(lists).site == site(lists, page="title: other").site


def test_lists_speak_for_their_pages_whatever_the_only_language_is_called() -> None:
    header = "draft: false\ncascade: {draft: true}"
    found = site(("blog/", header), ("blog/sub/", "title: x"), config="")
    renamed, _ = overlay(found.site, "quire.toml", b"[site]\ndefault_lang = 'fr'\n")
    file = found.files[PAGE]
    candidate = found.convention.interpret(file, parse(PAGE, b""), renamed).candidate
    assert candidate is not None
    assert (candidate.lang, candidate.hidden) == ("fr", "draft")
