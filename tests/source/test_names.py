import pytest

from quire.source.names import decode, is_odd, is_passed_over, looks_like_content, printable


@pytest.mark.parametrize(
    "path",
    [
        "line\nbreak.md",
        "tab\t.md",
        "bell\x07.md",
        "delete\x7f.md",
        "next\x85line.md",
        "back\\slash.md",
        "separator\u2028.md",
        "dm.\u202efdp",
        "../up.md",
        "a/../up.md",
        "a/..",
        "./here.md",
        "/absolute.md",
        "a//b.md",
        "",
        decode(b"latin-\xe9.md"),
        "x" * 1025,
        "é" * 513,
        "d/" * 64 + "deep.md",
    ],
)
def test_name_that_could_do_harm_is_odd(path: str) -> None:
    assert is_odd(path)


@pytest.mark.parametrize(
    "path",
    [
        "a.md",
        "content/日本語/ü ü.md",
        "…/..hidden..md",
        "a/...md",
        "👩\u200d💻.md",
        "narrow\u202fspace.png",
        "x" * 1024,
        "d/" * 63 + "deep.md",
    ],
)
def test_name_of_any_language_is_not_odd(path: str) -> None:
    assert not is_odd(path)


@pytest.mark.parametrize(
    ("path", "passed_over"),
    [
        (".git/config", True),
        (".git", True),
        ("a/.git", True),
        (".github/readme.md", True),
        ("a/.cache/b/c.md", True),
        (".obsidian/", True),
        ("node_modules/x/readme.md", True),
        ("themes/node_modules/", True),
        (".nojekyll", False),
        ("content/.hidden.md", False),
        ("my_node_modules/a.md", False),
        ("a.b/c.md", False),
        ("node_modules", False),
    ],
)
def test_dot_folders_and_node_modules_are_passed_over(path: str, passed_over: bool) -> None:
    assert is_passed_over(path) is passed_over


def test_pages_and_maybe_folders_look_like_content() -> None:
    assert looks_like_content("blog/a.MD")
    assert looks_like_content("blog/about.html")
    assert looks_like_content("blog/posts")
    assert not looks_like_content("a.md/logo.svg")


def test_odd_characters_are_printed_as_escapes() -> None:
    odd = decode(b"a\nb\\c\xff\xe2\x80\xae.md")
    assert printable(odd) == r"a\x0ab\\c\xff\u202e.md"


def test_long_name_is_cut_when_printed() -> None:
    assert printable("x" * 300, limit=10) == "xxxxxxxxx…"
