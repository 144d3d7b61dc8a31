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


@pytest.mark.parametrize(
    "cascade",
    [
        *("true", "[1]", "text", "[[]]"),
        '{draft: false, target: {path: "["}}',
        "{draft: false, target: {section: blog}}",
        "{draft: false, target: {path: [/blog/**]}}",
        "{draft: false, target: /blog/**}",
        "{draft: false, targets: {path: /blog/**}}",
        "{draft: false, path: /blog/**}",
        "{draft: false, target: {sites: {matrix: {langs: [en]}}}}",
        '{draft: false, target: {sites: {matrix: {languages: [de, "! en"]}}}}',
        *("{draft: false, _targets: {path: /x}}", "{draft: false, paths: /x}"),
        *("{draft: false, kinds: page}", "{draft: false, langs: de}", "{drafts: true}"),
        *(
            "{headless-: true}",
            "{publish_date: 2090-01-01}",
            "{draft: false, cascade: {draft: true}}",
        ),
        *("{draft: false, target: {kind: pages}}", "{draft: false, target: {kind: regular}}"),
    ],
)
def test_cascade_that_cannot_be_read_hides_what_lies_below(cascade: str) -> None:
    found = site(("blog/", f"cascade: {cascade}"))
    assert found.candidates[PAGE].hidden == "unreadable"
    assert ("content/blog/_index.md", 0, "unreadable-section") in found.codes


def test_cascade_given_twice_hides_what_lies_below() -> None:
    assert hidden(("blog/", "cascade: {title: x}\ncascade: {title: y}")) == "unreadable"


def test_list_that_cannot_be_read_hides_what_lies_below_where_it_may_speak_of_it() -> None:
    found = site(("blog/", "cascade: [true"))
    assert found.candidates[PAGE].hidden == "unreadable"
    assert ("content/blog/_index.md", 0, "unreadable-section") in found.codes
    assert hidden(("blog/", "title: [x")) is None


def test_configured_cascade_that_cannot_be_read_is_a_rule_that_nobody_knows() -> None:
    found = site(config="cascade = 5")
    assert [problem.code for problem in found.problems] == ["unreadable-rule"]


@pytest.mark.parametrize(
    "header", ["draft: true", "publishDate: 2090-01-01", "expiryDate: 2000-01-01", "headless: true"]
)
def test_list_that_is_hidden_hides_only_itself(header: str) -> None:
    found = site(("", header), ("blog/", header)).candidates[PAGE]
    assert (found.hidden, found.publish_at, found.expires_at) == (None, None, None)


def test_page_hands_its_cascade_down_to_itself_only() -> None:
    found = site(page="cascade: {draft: true}").candidates
    assert {path: each.hidden for path, each in found.items()} == {PAGE: "draft"}
    bundle = "-- content/b/index.md --\n---\ncascade: {draft: true}\n---\n-- content/c.md --\n"
    found = understood(f"-- hugo.toml --\n{bundle}").candidates
    assert [each.hidden for each in found.values()] == ["draft", None]


def test_page_whose_own_cascade_cannot_be_read_is_hidden() -> None:
    found = site(page="cascade: {draft: false, target: {section: blog}}")
    assert found.candidates[PAGE].hidden == "unreadable"
    assert found.codes == [(PAGE, 0, "unreadable-section")]


@pytest.mark.parametrize(
    "cascade",
    [
        "[[cascade]]\ndraft = true\n[cascade.target]\nsection = 'blog'",
        "[cascade]\ndraft = true\n[cascade.target]\npaths = '/blog/**'",
        "[[cascade]]\ndraft = true\ntargets = {path = '/blog/**'}",
        "[[cascade]]\ndraft = true\nkind = 'page'",
        "[[cascade]]\ndraft = true\npaths = '/blog/**'",
        "[[cascade]]\ndraft = true\ncascade = {draft = true}",
        "[[cascade]]\ndraft = true\n[cascade._targets]\npath = '/blog/**'",
        "[[cascade]]\ndraft = true\n[cascade.target]\nkind = 'sections'",
        "[[cascade]]\nexpiry-date = 2020-01-01",
        "[[cascade]]\ndraft = true\n[cascade.target]\npath = '['",
    ],
)
def test_unknown_key_of_a_configured_cascade_is_a_rule_that_nobody_knows(cascade: str) -> None:
    found = site(config=cascade)
    assert [problem.code for problem in found.problems] == ["unreadable-rule"]


def test_other_keys_of_a_cascade_are_parameters_of_the_pages() -> None:
    found = site(("blog/", "cascade: {banner: x.png, target_group: all, options: {draft: true}}"))
    assert found.codes == []
    assert found.candidates[PAGE].extra["banner"] == "x.png"
    assert found.candidates[PAGE].hidden is None


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
