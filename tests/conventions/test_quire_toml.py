import pytest

from quire.conventions.quire_toml import overlay
from quire.model import Language, Problem, Site, Taxonomy

SITE = Site(
    title="Hugo's",
    url="https://hugo.example",
    languages=(Language("en", "", "content"),),
    content_dir="content",
    permalinks={"posts": "/:slug/"},
)
TWO = Site(languages=(Language("en", "", ""), Language("de", "de", "")))


def laid(text: str, site: Site = SITE) -> tuple[Site, list[tuple[int, str, str]]]:
    found, problems = overlay(site, "quire.toml", text.encode())
    assert {problem.path for problem in problems} <= {"quire.toml"}
    return found, [(each.line, each.code, each.message) for each in problems]


def test_every_setting_is_laid_over_the_site() -> None:
    site, problems = laid("""
[site]
title = "Ours"
url = "https://ours.example/blog/"
default_lang = "de"
post_sections = ["Blog", "news"]
excerpt_words = 40

[site.permalinks]
Blog = "/:year/:slug/"

[site.taxonomies]
tag = "Topics"
author = "writers"
""")
    assert problems == []
    assert site == Site(
        title="Ours",
        url="https://ours.example/blog",
        default_lang="de",
        languages=(Language("de", "", "content"),),
        content_dir="content",
        permalinks={"blog": "/:year/:slug/"},
        taxonomies=(Taxonomy("tag", "topics"), Taxonomy("author", "writers")),
        post_sections=("blog", "news"),
        excerpt_words=40,
    )


@pytest.mark.parametrize("text", ["", "[site]\n", "[site]\ntitle = ''\n"])
def test_what_is_not_said_stays_as_it_was(text: str) -> None:
    assert laid(text) == (SITE, [])


def test_unknown_settings_are_reported_with_the_known_ones() -> None:
    site, problems = laid("port = 80\n[site]\nexec = 'rm'\n")
    known = (
        "convention, title, url, default_lang, post_sections, excerpt_words, permalinks, taxonomies"
    )
    assert site == SITE
    assert problems == [
        (1, "unknown-setting", f"'port' is no setting; [site] knows {known}."),
        (0, "unknown-setting", f"'site.exec' is no setting; [site] knows {known}."),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "ours.example",
        "javascript:alert(1)",
        "https://user:secret@ours.example/",
        "https://ours.example/?q=1",
        "https://ours.example/#x",
        "https://ours.example/a b",
        "//ours.example/",
    ],
)
def test_address_of_the_site_must_be_plain(url: str) -> None:
    site, problems = laid(f"[site]\nurl = '{url}'\n")
    assert site == SITE
    assert problems == [(1, "invalid-setting", f"The url {url!r} is no http(s) address.")]


def test_default_language_may_be_another_of_several() -> None:
    site, problems = laid("[site]\ndefault_lang = 'DE'\n", TWO)
    assert (site.default_lang, site.languages, problems) == ("de", TWO.languages, [])


@pytest.mark.parametrize("lang", ["fr", "<b>"])
def test_default_language_that_the_site_has_not_is_reported(lang: str) -> None:
    site, problems = laid(f"[site]\ndefault_lang = '{lang}'\n", TWO)
    message = f"The default_lang {lang!r} is none of the site's languages: en, de."
    assert (site, problems) == (TWO, [(1, "invalid-setting", message)])


def test_only_language_cannot_be_renamed_to_nonsense() -> None:
    site, problems = laid("[site]\ndefault_lang = 'no such thing'\n")
    assert site == SITE
    assert [code for _, code, _ in problems] == ["invalid-setting"]


@pytest.mark.parametrize("words", ["9", "501", "'40'", "true"])
def test_excerpts_have_bounds(words: str) -> None:
    site, problems = laid(f"[site]\nexcerpt_words = {words}\n")
    assert site == SITE
    assert len(problems) == 1


def test_pattern_that_is_no_text_or_too_long_is_reported() -> None:
    text = f"[site.permalinks]\na = 1\nb = '{'/:title' * 40}'\nc = '/:slug/'\n"
    site, problems = laid(text)
    assert site.permalinks == {"c": "/:slug/"}
    message = "The permalink pattern of {} must be a text of at most 200 characters."
    assert problems == [
        (1, "invalid-setting", message.format("'a'")),
        (1, "invalid-setting", message.format("'b'")),
    ]


def test_taxonomy_with_an_unknown_role_is_reported() -> None:
    site, problems = laid("[site.taxonomies]\ntag = 'topics'\nmood = 'moods'\nseries = 3\n")
    assert site.taxonomies == (Taxonomy("tag", "topics"),)
    message = (
        "The taxonomy {} names no front matter key or is none of tag, category, series, author."
    )
    assert problems == [
        (1, "invalid-setting", message.format("'mood'")),
        (1, "invalid-setting", message.format("'series'")),
    ]


@pytest.mark.parametrize("data", [b"[site", b"\xff", b"[site]\ntitle = 'a'\ntitle = 'b'\n"])
def test_unreadable_file_changes_nothing_and_is_reported(data: bytes) -> None:
    site, problems = overlay(SITE, "content/quire.toml", data)
    assert site == SITE
    assert [problem.path for problem in problems] == ["content/quire.toml"]


def test_site_that_is_no_table_is_reported() -> None:
    site, problems = overlay(SITE, "quire.toml", b"site = 'x'\n")
    assert site == SITE
    assert problems == (
        Problem(
            "quire.toml",
            1,
            "wrong-type",
            "The field 'site' must be a mapping of keys to values.",
            1,
        ),
    )


def test_synonyms_are_groups_and_one_way_streets() -> None:
    site, problems = laid("""
[synonyms]
groups = [["K8s", "Kubernetes"], ["js", "ECMA  Script", "javascript"]]

[synonyms.one_way]
postgres = ["postgresql", "pg"]
js = ["node"]
""")
    assert problems == []
    assert site.synonyms == {
        "k8s": ("kubernetes",),
        "kubernetes": ("k8s",),
        "js": ("ecma script", "javascript", "node"),
        "ecma script": ("js", "javascript"),
        "javascript": ("js", "ecma script"),
        "postgres": ("postgresql", "pg"),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("groups = 'a'", "synonyms.groups must be a list of lists of words."),
        ("groups = ['a']", "Group 1 of the synonyms holds 1 different words; write 2 to 9."),
        ("groups = [['a', 'A']]", "Group 1 of the synonyms holds 1 different words; write 2 to 9."),
        (
            f"groups = [{[str(n) for n in range(10)]}]",
            "Group 1 of the synonyms holds 10 different words; write 2 to 9.",
        ),
        (
            "groups = [['a', 1]]",
            "Group 1 of the synonyms holds what is no word of at most 64 characters.",
        ),
        (
            "groups = [['a', '!']]",
            "Group 1 of the synonyms holds what is no word of at most 64 characters.",
        ),
        (
            f"groups = [['a', '{'b' * 65}']]",
            "Group 1 of the synonyms holds what is no word of at most 64 characters.",
        ),
        ("one_way = ['a']", "synonyms.one_way must map words to lists of words."),
        (
            "one_way = {a = []}",
            "one_way.a of the synonyms holds 1 different words; write 2 to 9.",
        ),
        (
            "groups = [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']]\none_way = {a = ['x', 'y', 'z']}",
            "'a' has more than 8 synonyms; the rest is left out.",
        ),
        ("words = []", "'synonyms.words' is no setting; [synonyms] knows groups and one_way."),
    ],
)
def test_synonyms_that_cannot_be_used_are_reported(text: str, message: str) -> None:
    _, problems = laid(f"[synonyms]\n{text}\n")
    assert [each for _, _, each in problems] == [message]


def test_words_with_synonyms_are_bounded() -> None:
    words = ", ".join(f"w{n} = ['x']" for n in range(1_001))
    site, problems = laid(f"[synonyms]\none_way = {{{words}}}\n")
    assert len(site.synonyms) == 1_000
    assert [each for _, _, each in problems] == [
        "More than 1,000 words have synonyms; the rest has none."
    ]


def test_unknown_convention_is_reported_with_the_known_ones() -> None:
    _, problems = overlay(SITE, "quire.toml", b"[site]\nconvention = 'x'\n", ("hugo", "plain"))
    message = "The convention 'x' is none of hugo, plain."
    assert problems == (Problem("quire.toml", 1, "invalid-setting", message, 2),)
