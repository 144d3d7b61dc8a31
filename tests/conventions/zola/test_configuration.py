import pytest

from quire.conventions.hugo import HUGO
from quire.conventions.zola import ZOLA
from quire.conventions.zola.rules import Rules
from quire.model import Language, Site, Taxonomy
from tests.conventions.reading import understood


@pytest.mark.parametrize(
    ("configuration", "is_zola"),
    [
        ('base_url = "https://x.example"', True),
        ("build_search_index = true", True),
        ("[slugify]\npaths = 'off'", True),
        ('baseURL = "https://x.example"', False),
        ('baseURL = "https://x.example"\nbase_url = "https://y.example"', False),
        ('title = "x"', False),
        ("base_url =", False),
    ],
)
def test_config_toml_is_zolas_by_its_keys(configuration: str, is_zola: bool) -> None:
    found = understood(f"-- config.toml --\n{configuration}\n-- content/a.md --\n+++\n+++\n")
    assert found.convention is (ZOLA if is_zola else HUGO)


def test_zola_toml_is_zolas() -> None:
    assert understood("-- zola.toml --\nbase_url = '/'\n").convention is ZOLA


def test_configuration_becomes_a_site() -> None:
    found = understood("""
-- config.toml --
base_url = "https://ink.example/blog/"
title = "Ink"
description = "On paper"
default_language = "EN"
theme = "pen"
ignored_content = ["*.draft.md"]
taxonomies = [{name = "tags"}, {name = "Categories", feed = true}, {name = "colours"}]
[languages.fr]
title = "Encre"
[slugify]
paths = "safe"
paths_keep_dates = true
[extra]
mood = "calm"
-- content/2024/_index.md --
+++
transparent = true
+++
-- content/later/_index.fr.md --
+++
draft = true
+++
""")
    assert found.problems == ()
    assert found.site == Site(
        title="Ink",
        url="https://ink.example/blog",
        languages=(Language("en", "", "content"), Language("fr", "fr", "content", "Encre")),
        content_dir="content",
        static_dirs=("static", "themes/pen/static"),
        taxonomies=(
            Taxonomy("tag", "tags"),
            Taxonomy("category", "categories"),
            Taxonomy("author", "authors"),
        ),
        shows_scheduled=True,
        templates="zola",
        values={
            "title": "Ink",
            "base_url": "https://ink.example/blog",
            "description": "On paper",
            "default_language": "en",
            "extra": {"mood": "calm"},
        },
        rules=Rules(
            ignored=("*.draft.md",),
            slugs="safe",
            keeps_dates=True,
            drafts=frozenset({"later"}),
            transparent=frozenset({"2024"}),
        ),
    )


def test_settings_that_cannot_be_followed_are_reported() -> None:
    found = understood(
        "-- config.toml --\nbase_url = '/'\nignored_content = ['[']\n[slugify]\npaths = 'maybe'\n"
    )
    assert found.codes == [
        ("config.toml", 2, "unreadable-rule"),
        ("config.toml", 3, "invalid-setting"),
    ]
    assert found.site.url is None


def test_site_that_is_said_to_be_zolas_needs_no_configuration() -> None:
    site, problems = ZOLA.site({}, lambda _: b"")
    assert (site.default_lang, site.url, problems) == ("en", None, ())
