import pytest

from quire.conventions.patterns import MAX_LENGTH, any_of, glob, regexp


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("/news/**", "/news/a/b.md", True),
        ("/news/*", "/news/a/b.md", False),
        ("/news/*", "/news/b.md", True),
        ("**/b.md", "b.md", False),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("{one,two/*}.md", "two/x.md", True),
        ("{one,two/*}.md", "three.md", False),
        ("a,b}", "a,b}", True),
        ("[a-c]x", "bx", True),
        ("[!a-c]x", "bx", False),
        ("[^a]x", "bx", True),
        ("[]]x", "]x", True),
        (r"\*x", "*x", True),
        (r"\*x", "ax", False),
        ("a.md", "abmd", False),
        ("ä*", "äö\n", True),
        ("tail\\", "tail\\", True),
    ],
)
def test_globs(pattern: str, text: str, expected: bool) -> None:
    found = glob(pattern)
    assert found is not None
    assert found.matches(text) is expected


def test_glob_without_a_separator_crosses_folders() -> None:
    found = glob("*.{jpg,md}", "")
    assert found is not None
    assert found.matches("a/b/c.md")


@pytest.mark.parametrize("pattern", ["[", "{a", "[z-a]", "x" * (MAX_LENGTH + 1)])
def test_what_is_no_glob(pattern: str) -> None:
    assert glob(pattern) is None


@pytest.mark.parametrize("expression", ["(", "a{3000}", r"(?<=a)b", "x" * (MAX_LENGTH + 1)])
def test_what_is_no_expression(expression: str) -> None:
    assert regexp(expression) is None


def test_expression_is_found_anywhere() -> None:
    found = regexp(r"/public/|\.lock$")
    assert found is not None
    assert any_of([found], "/a/public/b")
    assert any_of([found], "/x.lock")
    assert not any_of([found], "/x.locks")
    assert not any_of([], "/x")


def test_longest_pattern_is_read_and_a_longer_one_is_none() -> None:
    assert regexp("x" * MAX_LENGTH) is not None
    assert glob("x" * MAX_LENGTH) is not None
    assert glob("x" * (MAX_LENGTH + 1)) is None


def test_pattern_that_needs_more_memory_than_allowed_is_none() -> None:
    assert regexp("(a{30}){30}") is not None
    assert regexp("((a{30}){30}){30}") is None
