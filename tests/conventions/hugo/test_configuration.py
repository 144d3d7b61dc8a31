from dataclasses import replace

from quire.conventions.hugo.configuration import configuration_files
from quire.model import Language, Problem, Site, Taxonomy
from tests.conventions.reading import tree, understood

DEFAULTS = Site(content_dir="content", languages=(Language("en", "", "content"),))


def site(text: str) -> Site:
    """Read a site, without what only Hugo's convention and templates read of it."""
    found = understood(text)
    assert found.problems == ()
    assert found.site.templates == "hugo"
    return replace(found.site, rules=None, templates="", values={})


def test_site_without_configuration_has_hugos_defaults() -> None:
    assert site("-- content/a.md --\n") == DEFAULTS


def test_site_without_content_folder_is_content_as_a_whole() -> None:
    assert site("-- hugo.toml --\n-- posts/a.md --\n").content_dir == ""


def test_toml_yaml_and_json_say_the_same() -> None:
    toml = """
-- hugo.toml --
title = "Ink"
baseURL = "https://ink.example/blog/"
buildFuture = true
[permalinks]
posts = "/:year/:slug/"
-- content/a.md --
"""
    yaml = """
-- config.yml --
title: Ink
BASEURL: https://ink.example/blog/
buildfuture: true
permalinks:
  Posts: /:year/:slug/
-- content/a.md --
"""
    json = """
-- config.json --
{"Title": "Ink", "BaseUrl": "https://ink.example/blog/", "BuildFuture": true,
 "Permalinks": {"posts": "/:year/:slug/"}}
-- content/a.md --
"""
    expected = Site(
        title="Ink",
        url="https://ink.example/blog",
        content_dir="content",
        languages=(Language("en", "", "content"),),
        permalinks={"posts": "/:year/:slug/"},
        shows_scheduled=True,
    )
    assert (site(toml), site(yaml), site(json)) == (expected, expected, expected)


def test_first_configuration_file_wins_at_the_root() -> None:
    text = '-- config.toml --\ntitle = "old"\n-- hugo.yaml --\ntitle: new\n-- content/a.md --\n'
    assert site(text).title == "new"


def test_configuration_folder_is_laid_over_the_file_and_production_over_all() -> None:
    text = """
-- hugo.toml --
title = "Root"
baseURL = "https://root.example"
buildDrafts = true
-- config/_default/config.toml --
title = "Default"
[permalinks]
posts = "/p/:slug/"
-- config/_default/permalinks.yaml --
Posts: /q/:slug/
notes: /n/:slug/
-- config/_default/languages.de.toml --
title = "Deutsch"
-- config/_default/menus.toml --
title = "No setting of ours"
-- config/_default/readme.md --
-- config/staging/config.toml --
baseURL = "https://staging.example"
-- config/production/hugo.toml --
baseURL = "https://production.example"
-- content/a.md --
"""
    assert site(text) == Site(
        title="Default",
        url="https://production.example",
        content_dir="content",
        languages=(Language("en", "", "content"), Language("de", "de", "content", "Deutsch")),
        permalinks={"posts": "/q/:slug/", "notes": "/n/:slug/"},
        shows_drafts=True,
    )


def test_only_files_that_configure_are_listed() -> None:
    files = tree("hugo.toml", "config.toml", "config/_default/params.toml", "config/x/hugo.toml")
    assert configuration_files(files) == ["hugo.toml", "config/_default/params.toml"]


def test_unreadable_configuration_is_a_problem_and_the_rest_holds() -> None:
    found = understood(
        "-- hugo.toml --\ntitle = \n-- config/_default/hugo.toml --\ntitle = 'T'\n"
        "-- content/a.md --\n"
    )
    assert found.site.title == "T"
    assert found.codes == [("hugo.toml", 1, "settings-unreadable")]


def test_base_url_that_is_no_address_of_the_web_gives_none() -> None:
    for url in ("/", "//cdn.example/", "$URL", "ftp://x.example", ""):
        assert site(f'-- hugo.toml --\nbaseURL = "{url}"\n').url is None


def test_content_and_static_folders_are_taken_from_the_configuration() -> None:
    found = site('-- hugo.toml --\ncontentDir = "./src/../docs/"\nstaticDir = ["a/", "./b"]\n')
    assert found.content_dir == "src/docs"
    assert found.languages == (Language("en", "", "src/docs"),)
    assert found.static_dirs == ("a", "b")


def test_single_static_folder_may_be_a_text() -> None:
    assert site('-- hugo.toml --\nstaticDir = "public_files"\n').static_dirs == ("public_files",)


def test_static_folder_that_is_the_whole_site_is_not_taken() -> None:
    assert site('-- hugo.toml --\nstaticDir = "."\n').static_dirs == ("static",)


def test_languages_have_prefixes_and_content_folders() -> None:
    found = site("""
-- hugo.toml --
title = "Ink"
defaultContentLanguage = "EN"
[languages.de]
title = "Tinte"
[languages.fr]
contentDir = "content/fr"
[languages.en]
title = "English ink"
[languages.Pt-BR]
-- content/a.md --
""")
    assert (found.title, found.default_lang) == ("Ink", "en")
    assert found.langs == ("en", "de", "fr", "pt-br")
    assert found.languages == (
        Language("de", "de", "content", "Tinte"),
        Language("fr", "fr", "content/fr"),
        Language("en", "", "content", "English ink"),
        Language("pt-br", "pt-br", "content"),
    )


def test_default_language_may_stand_in_a_folder_of_its_own() -> None:
    found = site("""
-- hugo.toml --
defaultContentLanguageInSubdir = true
[languages.en]
[languages.de]
""")
    assert found.languages == (Language("en", "en", ""), Language("de", "de", ""))


def test_default_language_that_is_not_configured_is_added_first() -> None:
    found = site('-- hugo.toml --\ndefaultContentLanguage = "it"\n[languages.de]\n')
    assert found.languages == (Language("it", "", ""), Language("de", "de", ""))


def test_title_of_the_default_language_stands_in_for_the_sites() -> None:
    assert site('-- hugo.toml --\n[languages.en]\ntitle = "Ink"\n').title == "Ink"


def test_disabled_languages_are_kept_apart() -> None:
    found = site("""
-- hugo.toml --
disableLanguages = ["FR", "en"]
[languages.en]
[languages.fr]
[languages.de]
disabled = true
""")
    assert found.languages == (Language("en", "", ""),)
    assert found.disabled_languages == (Language("fr", "fr", ""), Language("de", "de", ""))


def test_language_whose_disabled_cannot_be_read_is_disabled() -> None:
    found = understood('-- hugo.toml --\n[languages.de]\ndisabled = "false"\n')
    assert found.site.disabled_languages == (Language("de", "de", ""),)
    assert found.codes == [("hugo.toml", 1, "wrong-type")]


def test_taxonomies_get_roles() -> None:
    found = site("""
-- hugo.toml --
[taxonomies]
topic = "Topics"
category = "kinds"
series = "series"
contributor = "writers"
unheard = "of"
""")
    assert found.taxonomies == (
        Taxonomy("tag", "topics"),
        Taxonomy("category", "kinds"),
        Taxonomy("series", "series"),
        Taxonomy("author", "writers"),
    )


def test_tags_and_authors_are_looked_for_even_when_not_configured() -> None:
    found = site('-- hugo.toml --\n[taxonomies]\ncategory = "categories"\n')
    assert found.taxonomies == (
        Taxonomy("category", "categories"),
        Taxonomy("tag", "tags"),
        Taxonomy("author", "authors"),
    )


def test_patterns_may_stand_under_page() -> None:
    found = site("""
-- hugo.toml --
[permalinks]
notes = "/n/:slug/"
[permalinks.page]
posts = "/p/:slug/"
[permalinks.section]
posts = "/other/"
""")
    assert found.permalinks == {"notes": "/n/:slug/", "posts": "/p/:slug/"}


def test_pattern_with_an_unknown_token_is_a_problem_and_left_out() -> None:
    found = understood("""
-- hugo.toml --
[permalinks]
posts = "/:year/:slog/"
notes = "/:sections[1:]/:Year/"
fine = "/:sections[1:last]/:slugorfilename/"
""")
    assert found.site.permalinks == {"fine": "/:sections[1:last]/:slugorfilename/"}
    assert found.problems == (
        Problem(
            "hugo.toml",
            1,
            "invalid-setting",
            "The permalink pattern of 'notes' holds ':Year', which is no token; it is left out.",
        ),
        Problem(
            "hugo.toml",
            1,
            "invalid-setting",
            "The permalink pattern of 'posts' holds ':slog', which is no token; it is left out.",
        ),
    )


def test_pattern_that_would_exhaust_memory_is_left_out() -> None:
    found = understood(f'-- hugo.toml --\n[permalinks]\nposts = "{"/:title" * 40}"\n')
    assert found.site.permalinks == {}
    assert found.codes == [("hugo.toml", 1, "invalid-setting")]


def test_shown_drafts_and_expired_pages_are_read() -> None:
    found = site("-- hugo.toml --\nbuildDrafts = true\nbuildExpired = true\n")
    assert (found.shows_drafts, found.shows_scheduled, found.shows_expired) == (True, False, True)
