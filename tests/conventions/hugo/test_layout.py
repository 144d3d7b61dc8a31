import pytest

from quire.conventions.hugo import HUGO
from quire.conventions.hugo.layout import Place, date_in_name, place
from quire.model import Language, Site
from tests.conventions.reading import tree, understood

EN = Language("en", "", "content")
DE = Language("de", "de", "content")
FR = Language("fr", "fr", "content/fr")
IT = Language("it", "it", "content/it")
SITE = Site(languages=(DE, EN, FR), disabled_languages=(IT,), content_dir="content")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/about.md", Place(EN, (), "about")),
        ("content/posts/hello.md", Place(EN, ("posts",), "hello")),
        ("content/posts/hello.de.markdown", Place(DE, ("posts",), "hello")),
        ("content/posts/hello.xx.MD", Place(EN, ("posts",), "hello.xx")),
        ("content/posts/hello.DE.md", Place(DE, ("posts",), "hello")),
        ("content/posts/Index.De.md", Place(DE, ("posts",), "index")),
        ("content/posts/v1.2.md", Place(EN, ("posts",), "v1.2")),
        ("content/posts/page.html", Place(EN, ("posts",), "page")),
        ("content/posts/page.de.HTM", Place(DE, ("posts",), "page")),
        ("content/posts/page.org", Place(EN, ("posts",), "page")),
        ("content/fr/posts/bonjour.mdown", Place(FR, ("posts",), "bonjour")),
        ("content/fr/posts/hallo.de.md", Place(DE, ("posts",), "hallo")),
        ("content/node_modules/x.md", Place(EN, ("node_modules",), "x")),
    ],
)
def test_place_of_a_content_file(path: str, expected: Place) -> None:
    assert place(path, SITE) == expected


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "contents/x.md",
        "content/posts/cat.png",
        "content/posts/md",
        "content/posts/.hidden.md",
        "content/.obsidian/x.md",
        "content/posts/#x#.md",
        "content/it/posts/ciao.md",
        "content/posts/ciao.it.md",
    ],
)
def test_files_that_are_no_content(path: str) -> None:
    assert place(path, SITE) is None


@pytest.mark.parametrize(
    "path", ["node_modules/a/readme.md", "themes/t/x.md", "layouts/x.md", "archetypes/default.md"]
)
def test_folders_of_tools_are_no_content_where_the_whole_site_is(path: str) -> None:
    assert place(path, Site()) is None
    assert place(f"posts/{path}", Site()) is not None


def test_section_page_is_a_list() -> None:
    found = Place(EN, ("posts", "deep"), "_index")
    assert (found.is_list, found.is_leaf_bundle) == (True, False)
    assert (found.section, found.stem, found.parents) == ("posts", "deep", ("posts",))


def test_leaf_bundle_is_named_for_its_folder() -> None:
    found = Place(EN, ("Posts", "hello"), "index")
    assert (found.is_list, found.is_leaf_bundle) == (False, True)
    assert (found.section, found.stem, found.parents) == ("posts", "hello", ("Posts",))
    assert Place(EN, ("hello",), "index").section == ""


def test_home_page_is_named_for_nothing() -> None:
    assert (Place(EN, (), "_index").stem, Place(EN, (), "_index").section) == ("", "")


def test_language_versions_share_their_key() -> None:
    paths = ("content/posts/a.md", "content/posts/a.de.md", "content/fr/posts/a.md")
    found = [place(path, SITE) for path in paths]
    assert [each and each.key for each in found] == ["posts/a"] * 3


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2024-05-31-my-post", ("2024-05-31", "my-post")),
        ("2024-5-1_x", ("2024-5-1", "x")),
        ("2024-05-31", ("2024-05-31", "")),
        ("2024-05-31x", None),
        ("my-2024-05-31", None),
    ],
)
def test_date_in_a_name(stem: str, expected: tuple[str, str] | None) -> None:
    assert date_in_name(stem) == expected


def test_markdown_inside_a_leaf_bundle_belongs_to_its_page() -> None:
    files = tree(
        "content/posts/trip/index.md",
        "content/posts/trip/index.de.md",
        "content/posts/trip/notes.md",
        "content/posts/trip/deep/index.md",
        "content/posts/trip/deep/more.md",
        "content/posts/only-german/index.de.md",
        "content/posts/only-german/notes.md",
        "content/posts/branch/_index.md",
        "content/posts/branch/a.md",
        "content/trips.md",
    )
    assert [file.path for file in HUGO.content_files(files, SITE)] == [
        "content/posts/trip/index.md",
        "content/posts/trip/index.de.md",
        "content/posts/only-german/index.de.md",
        "content/posts/branch/_index.md",
        "content/posts/branch/a.md",
        "content/trips.md",
    ]


def test_root_index_makes_the_whole_site_one_bundle() -> None:
    files = tree("content/Index.md", "content/a.md", "content/b/index.md", "content/c/_index.md")
    assert [file.path for file in HUGO.content_files(files, SITE)] == ["content/Index.md"]


def test_parts_of_a_headless_bundle_are_not_published() -> None:
    found = understood("""
-- content/home/index.md --
---
headless: true
---
-- content/home/hero.md --
---
title: Not a page
---
""")
    assert {path: each.hidden for path, each in found.candidates.items()} == {
        "content/home/index.md": "unpublished"
    }
