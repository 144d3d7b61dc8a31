from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from quire.conventions.jekyll.rules import (
    ALWAYS_EXCLUDED,
    STYLES,
    Collection,
    Rules,
    rules_of,
    truth,
)
from quire.documents.front_matter import Scalar
from quire.model import Language, Problem, Site
from tests.conventions.reading import understood


def site_with(config: str, name: str = "_config.yml") -> tuple[Site, tuple[Problem, ...]]:
    found = understood(f"-- {name} --\n{config}\n")
    return found.site, found.problems


def test_site_without_configuration_has_jekylls_defaults() -> None:
    found = understood("-- _posts/2024-05-31-a.md --\n")
    assert found.problems == ()
    assert found.site == Site(
        languages=(Language("en", "", ""),),
        static_dirs=(),
        templates="liquid",
        values={"data": {}},
        rules=Rules(),
    )
    assert rules_of(Site()) == Rules()


def test_configuration_is_read() -> None:
    config = """
title: Riding
url: https://example.org/
baseurl: /blog/
lang: de_AT
timezone: Europe/Vienna
source: src
destination: src/public
collections_dir: /all/
data_dir: facts
permalink: pretty
show_drafts: true
future: yes
unpublished: on
include: [_pages]
exclude: [a, b/]
markdown_ext: md, Text
excerpt_separator: <!--cut-->
plugins: [jekyll-redirect-from]
collections:
  docs: {output: true, permalink: "/:path/"}
  notes: {output: yes}
  parts:
  data: {output: true}
  posts: {permalink: "/:title"}
"""
    site, problems = site_with(config)
    assert problems == ()
    assert (site.title, site.url, site.content_dir) == ("Riding", "https://example.org/blog", "src")
    assert (site.default_lang, site.languages) == ("de-at", (Language("de-at", "", "src"),))
    assert site.time_zone == ZoneInfo("Europe/Vienna")
    assert (site.shows_drafts, site.shows_scheduled, site.shows_expired) == (True, True, False)
    assert site.rules == Rules(
        collections=(
            Collection("posts", "/:title", True),
            Collection("docs", "/:path/", True),
            Collection("notes", "/:collection/:path/", True),
            Collection("parts", "/:collection/:path/", False),
        ),
        collections_dir="all",
        data_dir="facts",
        destination="public",
        permalink="pretty",
        include=("_pages",),
        exclude=("a", "b/", *ALWAYS_EXCLUDED),
        suffixes=(".md", ".text"),
        excerpt_separator="<!--cut-->",
        shows_unpublished=True,
        follows_redirects=True,
    )
    assert site.values["collections"] == {
        "docs": {"output": True, "permalink": "/:path/"},
        "notes": {"output": "yes"},
        "parts": None,
        "data": {"output": True},
        "posts": {"permalink": "/:title"},
    }
    assert site.values["timezone"] == "Europe/Vienna"


def test_collections_may_be_a_list() -> None:
    site, problems = site_with("collections: [docs, 7]")
    assert problems == ()
    assert rules_of(site).collections == (
        Collection("posts", STYLES["date"], True),
        Collection("docs", "/:collection/:path:output_ext", False),
        Collection("7", "/:collection/:path:output_ext", False),
    )


def test_configuration_may_be_toml() -> None:
    site, problems = site_with('title = "A"\npermalink = "none"', "_config.toml")
    assert problems == ()
    assert (site.title, rules_of(site).permalink) == ("A", "none")


@pytest.mark.parametrize(
    ("config", "langs"),
    [
        ("locale: en_GB", ("en-gb",)),
        ("lang: '??'", ("en",)),
        ("languages: [en, fr]\ndefault_lang: fr", ("fr", "en")),
        ("languages: [sv, de]", ("sv", "de")),
        ("languages: {en: English}\nlang: fi", ("fi",)),
    ],
)
def test_languages(config: str, langs: tuple[str, ...]) -> None:
    assert site_with(config)[0].langs == langs


@pytest.mark.parametrize(
    ("config", "code", "message"),
    [
        (
            "timezone: Mars/Olympus",
            "invalid-setting",
            "The timezone 'Mars/Olympus' is unknown; name one such as Europe/Paris.",
        ),
        (
            "permalink: /:yeer/",
            "invalid-setting",
            "The permalink pattern of 'permalink' holds ':yeer', which is no placeholder; "
            "it is left out.",
        ),
        (
            f"collections: {{docs: {{permalink: /{'x' * 200}}}}}",
            "invalid-setting",
            "The permalink pattern of 'collections.docs' is longer than 200 characters; "
            "it is left out.",
        ),
        ("collections: 7", "wrong-type", "The field 'collections' must be a mapping."),
        (
            f"collections: [{', '.join(f'c{n}' for n in range(100))}]",
            "too-many",
            "There are 101 collections; at most 100 are read.",
        ),
        ("defaults: [{scope: {}}]", "invalid-setting", None),
        (f"defaults: [{{scope: {{path: {'x' * 301}}}, values: {{}}}}]", "invalid-setting", None),
        (f"defaults: [{'{values: {}},' * 501}]", "invalid-setting", None),
    ],
)
def test_setting_that_cannot_be_used_is_reported(
    config: str, code: str, message: str | None
) -> None:
    _, problems = site_with(f"title: A\n{config}")
    assert [(each.path, each.line, each.code) for each in problems] == [("_config.yml", 2, code)]
    assert message in (None, problems[0].message)


@pytest.mark.parametrize("url", ["ftp://example.org", "/only/a/path", "''"])
def test_address_that_is_none_of_the_web_is_none(url: str) -> None:
    assert site_with(f"url: {url}")[0].url is None
    assert site_with("timezone: ../../etc/passwd")[0].time_zone is UTC


def test_broken_configuration_is_reported() -> None:
    _, problems = site_with("title: [")
    assert [each.code for each in problems] == ["settings-unreadable"]


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        (Scalar("true", True), True),
        ("Off", False),
        ("yes", True),
        (Scalar("1", 1), None),
        ([], None),
    ],
)
def test_booleans_of_older_yaml(value: object, meaning: bool | None) -> None:
    assert truth(value) is meaning
