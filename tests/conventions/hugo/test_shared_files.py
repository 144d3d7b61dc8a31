"""The language versions of a bundle share their files, as Hugo 0.168 gives them out."""

import pytest

from tests.conventions.reading import Understood, understood

BY_NAME = understood("""
-- hugo.toml --
baseURL = "https://ink.example/"
[languages.en]
[languages.de]
[languages.it]
disabled = true
-- content/posts/a/index.md --
-- content/posts/a/index.de.md --
-- content/posts/a/x.png --
-- content/posts/a/y.png --
-- content/posts/a/y.de.png --
-- content/posts/a/z.de.png --
-- content/posts/a/k/deep.png --
-- content/posts/a/k/deep.de.png --
-- content/posts/a/w.it.png --
""")

BY_FOLDER = understood("""
-- hugo.toml --
baseURL = "https://ink.example/"
[languages.en]
contentDir = "content/en"
[languages.de]
contentDir = "content/de"
[languages.fr]
contentDir = "content/fr"
-- content/en/posts/a/index.md --
-- content/de/posts/a/index.md --
-- content/fr/posts/a/index.md --
-- content/en/posts/a/x.png --
-- content/fr/posts/a/x.png --
-- content/en/posts/a/img/deep.png --
-- content/de/posts/a/german.png --
-- content/fr/posts/a/french.png --
-- content/en/posts/a/cover.png --
-- content/en/posts/a/paper.pdf --
-- content/en/posts/side.png --
-- content/de/posts/note.md --
-- content/en/posts/note.md --
-- content/de/sec/_index.md --
-- content/en/sec/_index.md --
-- content/en/sec/s.png --
-- content/de/posts/alone/index.md --
""")


def media(site: Understood, address: str, path: str, hidden: tuple[str, ...] = ()) -> str | None:
    return site.addresses(hidden=hidden).resolve("image", address, path).media


@pytest.mark.parametrize(
    ("address", "english", "german"),
    [
        ("x.png", "posts/a/x.png", "posts/a/x.png"),
        ("y.png", "posts/a/y.png", "de/posts/a/y.de.png"),
        ("z.png", "de/posts/a/z.de.png", "de/posts/a/z.de.png"),
        ("./k/deep.png", "posts/a/k/deep.png", "de/posts/a/k/deep.de.png"),
        ("/de/posts/a/z.de.png", "de/posts/a/z.de.png", "de/posts/a/z.de.png"),
        ("w.png", None, None),
        ("w.it.png", None, None),
    ],
)
def test_file_whose_name_tells_a_language_comes_first_there_and_last_elsewhere(
    address: str, english: str | None, german: str | None
) -> None:
    assert media(BY_NAME, address, "content/posts/a/index.md") == english
    assert media(BY_NAME, address, "content/posts/a/index.de.md") == german


@pytest.mark.parametrize(
    ("address", "path", "found"),
    [
        ("x.png", "content/de/posts/a/index.md", "posts/a/x.png"),
        ("x.png", "content/en/posts/a/index.md", "posts/a/x.png"),
        ("x.png", "content/fr/posts/a/index.md", "fr/posts/a/x.png"),
        ("/fr/posts/a/x.png", "content/de/posts/a/index.md", "fr/posts/a/x.png"),
        ("img/deep.png", "content/de/posts/a/index.md", "posts/a/img/deep.png"),
        ("german.png", "content/en/posts/a/index.md", "de/posts/a/german.png"),
        ("french.png", "content/de/posts/a/index.md", "fr/posts/a/french.png"),
        ("paper.pdf", "content/de/posts/a/index.md", "posts/a/paper.pdf"),
        ("s.png", "content/de/sec/_index.md", "sec/s.png"),
        ("side.png", "content/de/posts/note.md", None),
        ("x.png", "content/de/posts/alone/index.md", None),
    ],
)
def test_bundle_has_the_files_of_its_versions_in_other_content_folders(
    address: str, path: str, found: str | None
) -> None:
    assert media(BY_FOLDER, address, path) == found


def test_version_that_readers_do_not_see_lends_no_file() -> None:
    page, english = "content/de/posts/a/index.md", "content/en/posts/a/index.md"
    assert media(BY_FOLDER, "x.png", page, hidden=(english,)) == "fr/posts/a/x.png"
    assert media(BY_FOLDER, "img/deep.png", page, hidden=(english,)) is None
    assert BY_FOLDER.addresses(hidden=(english,)).covers_beside(page) == ()


def test_cover_of_one_version_is_that_of_the_others() -> None:
    addresses = BY_FOLDER.addresses()
    assert addresses.covers_beside("content/de/posts/a/index.md") == ("cover.png",)
    found = addresses.resolve("image", "cover.png", "content/de/posts/a/index.md")
    assert found.media == "posts/a/cover.png"


def test_default_language_in_a_folder_has_its_files_there() -> None:
    site = understood("""
-- hugo.toml --
defaultContentLanguageInSubdir = true
[languages.en]
[languages.de]
-- content/posts/a/index.md --
-- content/posts/a/index.de.md --
-- content/posts/a/x.png --
""")
    for path in ("content/posts/a/index.md", "content/posts/a/index.de.md"):
        assert media(site, "x.png", path) == "en/posts/a/x.png"
