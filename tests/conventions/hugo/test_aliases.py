import pytest

from tests.conventions.reading import one, understood, understood_one


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old/a/", "/old/a/"),
        ("rel", "/posts/rel"),
        ("../up/x", "/up/x"),
        ("./dot", "/posts/dot"),
        ("../../../../etc/passwd", "/etc/passwd"),
        ("/f.html", "/f.html"),
        ("a b", "/posts/a%20b"),
        ("/caf%C3%A9/", "/caf%C3%A9/"),
        ("//evil.example/", "/evil.example/"),
        ("/x/../y/", "/y/"),
    ],
)
def test_aliases_are_paths_on_the_site(alias: str, path: str) -> None:
    assert one(f"aliases: [{alias!r}]").aliases == (path,)


def test_alias_that_is_the_page_itself_is_left_out() -> None:
    assert one("aliases: [/posts/hello/, /posts/hello, hello, /a/, /a/]").aliases == ("/a/",)


def test_alias_on_another_site_is_reported() -> None:
    found = understood_one("title: x\naliases: [https://old.example/x]")
    assert found.candidates["content/posts/hello.md"].aliases == ()
    assert found.codes == [("content/posts/hello.md", 3, "invalid-alias")]


def test_aliases_have_a_languages_folder_only_beside_its_pages() -> None:
    found = understood("""
-- hugo.toml --
[languages.en]
[languages.de]
-- content/posts/a.de.md --
---
aliases: [/alt/, rel]
---
""")
    assert found.candidates["content/posts/a.de.md"].aliases == ("/alt/", "/de/posts/rel")
