"""Which convention a tree follows, and whose word counts."""

import pytest

from quire.conventions import NAMES, Convention, convention_named, detect
from quire.conventions.hugo import HUGO
from quire.conventions.jekyll import JEKYLL
from quire.conventions.plain import PLAIN
from quire.errors import SettingError
from quire.model import SourceFile
from tests.conventions.reading import tree, understood


def detected(files: dict[str, SourceFile], data: bytes = b"") -> tuple[Convention, str]:
    return detect(files, lambda _: data)


def test_configuration_file_makes_a_hugo_site() -> None:
    assert detected(tree("hugo.yaml", "a.md")) == (HUGO, "hugo.yaml is there")


def test_configuration_folder_makes_a_hugo_site() -> None:
    files = tree("config/_default/params.toml", "config/_default/hugo.toml")
    assert detected(files) == (HUGO, "config/_default/hugo.toml is there")


def test_content_folder_makes_a_hugo_site() -> None:
    assert detected(tree("content/a.md")) == (HUGO, "a folder content/ is there")


@pytest.mark.parametrize("home", ["index.md", "Index.markdown", "index.html"])
def test_content_folder_that_hugo_would_make_one_page_of_is_plain(home: str) -> None:
    files = (f"content/{home}", "content/blog/a.md")
    assert detected(tree(*files)) == (PLAIN, "no other convention claims this folder")
    assert detected(tree(*files, "hugo.toml"))[0] == HUGO


@pytest.mark.parametrize("home", ["_index.md", "blog/index.md", "index.txt"])
def test_content_folder_with_pages_beside_its_home_is_hugos(home: str) -> None:
    assert detected(tree(f"content/{home}", "content/a.md"))[0] == HUGO


@pytest.mark.parametrize(
    ("file", "generator"),
    [
        ("docusaurus.config.js", "Docusaurus"),
        ("astro.config.mjs", "Astro"),
        (".eleventy.js", "Eleventy"),
        ("pelicanconf.py", "Pelican"),
        ("mkdocs.yml", "MkDocs"),
        ("gatsby-config.ts", "Gatsby"),
    ],
)
def test_content_folder_of_another_generator_is_plain(file: str, generator: str) -> None:
    assert detected(tree("content/a.md", file)) == (PLAIN, f"{file} is there: {generator}")


def test_folder_that_nobody_claims_is_plain() -> None:
    assert detected(tree("a.md")) == (PLAIN, "no other convention claims this folder")
    assert detected({}) == (PLAIN, "no other convention claims this folder")


def test_the_operators_word_counts_most() -> None:
    reason = "the setting QUIRE_CONVENTION says so"
    files = tree("hugo.toml", "quire.toml")
    assert detect(files, lambda _: b"", "jekyll") == (JEKYLL, reason)


def test_content_may_name_its_convention() -> None:
    site = understood("-- hugo.toml --\n-- quire.toml --\n[site]\nconvention = 'plain'\n")
    assert (site.convention, site.codes) == (PLAIN, [])


@pytest.mark.parametrize("data", [b"[site]\nconvention = 'joomla'", b"[site", b"site = 1", b""])
def test_content_that_names_no_convention_is_looked_at(data: bytes) -> None:
    assert detected(tree("quire.toml", "hugo.toml"), data) == (HUGO, "hugo.toml is there")


def test_unknown_convention_is_refused_with_the_known_ones() -> None:
    known = ", ".join(NAMES)
    with pytest.raises(SettingError) as refused:
        convention_named("joomla")
    assert str(refused.value) == f"QUIRE_CONVENTION is 'joomla'; it must be one of {known}"


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)
