"""What the configuration changes. test_against_hugo.py has Hugo's own word on most of it."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from tests.conventions.reading import one, understood, understood_one

PAGE = "content/posts/hello.md"


def test_dates_without_an_offset_are_in_the_sites_time_zone() -> None:
    found = one("date: 2024-07-01", config='timeZone = "Europe/Paris"')
    assert found.published_at == datetime(2024, 6, 30, 22, tzinfo=UTC)


def test_language_may_have_a_time_zone_of_its_own() -> None:
    config = 'timeZone = "Europe/Paris"\n[languages.en]\ntimeZone = "Asia/Tokyo"'
    found = one("date: 2024-07-01T09:00:00", config=config)
    assert found.published_at == datetime(2024, 7, 1, tzinfo=UTC)


def test_unknown_time_zone_is_a_problem_and_dates_are_in_utc() -> None:
    found = understood_one("date: 2024-07-01", config='timeZone = "Mars/Base"')
    assert found.codes == [("hugo.toml", 1, "invalid-setting")]
    assert found.candidates[PAGE].published_at == datetime(2024, 7, 1, tzinfo=UTC)


def test_commits_come_before_lastmod_where_the_site_says_so() -> None:
    assert one("lastmod: 2024-01-01", config="enableGitInfo = true").updated_at is None
    config = 'enableGitInfo = true\n[frontmatter]\nlastmod = ["lastmod", ":git"]'
    assert one("lastmod: 2024-01-01", config=config).updated_at is not None


def test_git_is_no_source_of_dates_without_git_info() -> None:
    config = '[frontmatter]\nlastmod = [":git", "changed"]'
    found = one("changed: 2024-01-01", config=config)
    assert found.updated_at == datetime(2024, 1, 1, tzinfo=UTC)


def test_chosen_sources_of_dates_hide_when_they_cannot_be_read() -> None:
    config = '[frontmatter]\npublishDate = ["goLive"]'
    assert one("goLive: someday", config=config).hidden == "unreadable"
    assert one("date: 2020-01-01\npublishDate: someday", config=config).hidden is None


def test_file_name_gives_date_and_slug_where_the_site_says_so() -> None:
    config = '[frontmatter]\ndate = [":filename", ":default"]'
    found = one("title: x", "content/posts/2024-05-06-some-name.md", config)
    assert (found.published_at, found.publish_at, found.permalink) == (
        datetime(2024, 5, 6, tzinfo=UTC),
        datetime(2024, 5, 6, tzinfo=UTC),
        "/posts/some-name/",
    )


def test_ignored_files_and_folders_are_no_content() -> None:
    found = understood(
        "-- hugo.toml --\nignoreFiles = ['/drafts$', 'secret']\n"
        "-- content/drafts/a.md --\n-- content/drafts.md --\n-- content/x/secret-b.md --\n"
        "-- content/secret.png --\n"
    )
    assert list(found.candidates) == ["content/drafts.md"]
    assert found.convention.published_path("content/secret.png", found.site) is None


@pytest.mark.parametrize("setting", ["ignoreFiles = ['(']", "ignoreFiles = [['a']]"])
def test_expression_that_cannot_be_read_is_a_rule_that_nobody_knows(setting: str) -> None:
    found = understood(f"-- hugo.toml --\n{setting}\n-- content/a.md --\n")
    assert "unreadable-rule" in [problem.code for problem in found.problems]


MOUNTED = """
-- hugo.toml --
[[module.mounts]]
source = "docs"
target = "content/manual"
excludeFiles = ["draft/**"]
[[module.mounts]]
source = "inhalt"
target = "content"
lang = "de"
[[module.mounts]]
source = "pictures"
target = "static/img"
[[module.mounts]]
source = "../elsewhere"
target = "content"
[[module.mounts]]
source = "no target"
[languages.en]
[languages.de]
-- docs/intro.md --
[b](other.md)
-- docs/other.md --
-- docs/draft/x.md --
-- inhalt/manual/intro.md --
-- content/a.md --
-- pictures/cat.png (4x3) --
"""


def test_mounts_stand_for_content() -> None:
    found = understood(MOUNTED)
    assert found.permalinks == {
        "docs/intro.md": "/manual/intro/",
        "docs/other.md": "/manual/other/",
        "inhalt/manual/intro.md": "/de/manual/intro/",
    }
    assert found.codes == [("hugo.toml", 1, "invalid-setting")]


def test_addresses_lead_through_mounts() -> None:
    found = understood(MOUNTED)
    addresses = found.addresses()
    assert addresses.resolve("link", "/manual/other.md", "docs/intro.md").url == "/manual/other/"
    assert addresses.resolve("image", "/img/cat.png", "docs/intro.md").media == "img/cat.png"


def test_pattern_of_a_mount_that_cannot_be_read_is_a_rule_that_nobody_knows() -> None:
    text = (
        "-- hugo.toml --\n[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\n"
        "excludeFiles = '['\n-- docs/a.md --\n"
    )
    assert [problem.code for problem in understood(text).problems] == ["unreadable-rule"]


@pytest.mark.parametrize("pattern", [" ! a/**", "!  a/**", "! a/** ", "! \\ta/**", "", "! "])
def test_pattern_of_a_mount_with_blanks_around_it_is_a_rule_that_nobody_knows(pattern: str) -> None:
    text = (
        "-- hugo.toml --\n[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\n"
        f'files = ["{pattern}"]\n-- docs/a.md --\n'
    )
    assert [problem.code for problem in understood(text).problems] == ["unreadable-rule"]


@pytest.mark.parametrize("key", ["file = '! a/**'", "hidden = true", "exclude = ['a']"])
def test_unknown_key_of_a_mount_is_a_rule_that_nobody_knows(key: str) -> None:
    text = f"-- hugo.toml --\n[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\n{key}\n"
    found = understood(f"{text}-- docs/a.md --\n")
    assert [problem.code for problem in found.problems] == ["unreadable-rule"]


def test_segments_that_leave_pages_out_are_a_rule_that_nobody_knows() -> None:
    found = understood("-- hugo.toml --\nrenderSegments = ['s']\n-- content/a.md --\n")
    assert [problem.code for problem in found.problems] == ["unreadable-rule"]


def test_mount_that_says_what_holds_anyway_changes_nothing() -> None:
    plain = understood("-- hugo.toml --\n-- content/a.md --\n").site
    mount = "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n"
    assert understood(f"-- hugo.toml --\n{mount}-- content/a.md --\n").site == plain


@pytest.mark.parametrize(
    ("front_matter", "unlisted"),
    [
        ("title: x", False),
        ("build: {list: always}", False),
        ("_build: {list: true}", False),
        ("_build: {list: never}", True),
        ("build: {List: local}", True),
        ("build: {list: false}", True),
    ],
)
def test_page_that_is_in_no_list(front_matter: str, unlisted: bool) -> None:
    found = one(front_matter)
    assert (found.hidden, found.unlisted) == (None, unlisted)


def test_html_is_content_where_it_has_a_front_matter() -> None:
    found = understood(
        "-- hugo.toml --\n-- content/a.html --\n---\ntitle: A\n---\n<p>x\n"
        "-- content/b.html --\n<p>x\n-- content/c.md --\n---\nmarkup: html\n---\n<p>\n"
        "-- content/d.md --\n---\nmarkup: goldmark\n---\n"
    )
    assert {path: each.markup for path, each in found.candidates.items()} == {
        "content/a.html": "html",
        "content/c.md": "html",
        "content/d.md": "markdown",
    }
    assert found.problems == ()


def test_other_markup_is_reported_file_by_file() -> None:
    found = understood(
        "-- hugo.toml --\n-- content/a.org --\n#+TITLE: x\n-- content/b.rst --\nb\n"
        "-- content/c.md --\n---\nmarkup: asciidoc\n---\n= C\n"
    )
    assert found.candidates == {}
    assert found.codes == [
        ("content/a.org", 0, "unsupported-markup"),
        ("content/b.rst", 0, "unsupported-markup"),
        ("content/c.md", 0, "unsupported-markup"),
    ]


def test_kinds_that_are_disabled_are_not_published() -> None:
    config = 'disableKinds = ["section", "home"]'
    text = f"-- hugo.toml --\n{config}\n-- content/_index.md --\n-- content/a/_index.md --\n"
    found = understood(f"{text}-- content/a/b.md --\n").candidates
    assert [each.hidden for each in found.values()] == ["unpublished", "unpublished", None]


def test_lists_follow_patterns_of_their_kind() -> None:
    config = (
        "[permalinks.section]\nposts = '/all/:section/'\n[permalinks.page]\nposts = '/p/:slug/'"
    )
    found = understood(
        f"-- hugo.toml --\n{config}\n-- content/posts/_index.md --\n-- content/posts/a.md --\n"
        "---\ntitle: x\n---\n"
    )
    assert list(found.permalinks.values()) == ["/all/posts/", "/p/x/"]


def test_languages_on_hosts_of_their_own_have_no_prefix_there() -> None:
    found = understood(
        "-- hugo.toml --\n[languages.en]\nbaseURL = 'https://en.example/'\n"
        "[languages.de]\nbaseURL = 'https://de.example/'\n"
        "-- content/a.md --\n-- content/a.de.md --\n"
    )
    addresses = [found.site.address_of(each) for each in found.permalinks.values()]
    assert sorted(addresses) == ["https://de.example/a/", "https://en.example/a/"]


def test_templates_may_ask_for_the_sites_values() -> None:
    found = understood(
        "-- hugo.toml --\ntitle = 'Ink'\nbaseURL = 'https://ink.example/'\ncopyright = '(c)'\n"
        "[params]\nMail = 'x'\nn = 1\n[languages.en.params]\nn = 2\n-- content/a.md --\n"
    )
    assert found.site.values == {
        "title": "Ink",
        "baseurl": "https://ink.example/",
        "copyright": "(c)",
        "params": {"mail": "x", "n": 2},
    }
    assert found.site.templates == "hugo"


def test_theme_serves_its_static_files_too() -> None:
    found = understood("-- hugo.toml --\ntheme = 'pen'\n-- themes/pen/static/a.png (1x1) --\n")
    assert found.convention.published_path("themes/pen/static/a.png", found.site) == "a.png"


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("removePathAccents = true", "/posts/uber-cafe/"),
        ("disablePathToLower = true", "/posts/Über-Café/"),
        ("uglyURLs = true", "/posts/über-café.html"),
        ("uglyURLs = {posts = true}", "/posts/über-café.html"),
        ("uglyURLs = {notes = true}", "/posts/über-café/"),
        ("[permalinks]\nposts = '/:2006/:Jan/:_2/:filename/'", "/2024/mar/-9/über-café/"),
        ("[languages.en.permalinks]\nposts = '/en-only/:filename/'", "/en-only/über-café/"),
        ("[languages.de.permalinks]\nposts = '/de-only/:filename/'", "/posts/über-café/"),
    ],
)
def test_names_become_addresses_as_the_site_wants(config: str, expected: str) -> None:
    found = one("date: 2024-03-09", "content/posts/Über Café.md", config)
    assert unquote(found.permalink) == expected
