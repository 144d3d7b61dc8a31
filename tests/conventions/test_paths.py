from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quire.conventions.paths import encoded, folded, respelled


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "/"),
        ("/", "/"),
        ("a", "/a"),
        ("a/", "/a/"),
        ("/a/./b/../c/", "/a/c/"),
        ("//a///b", "/a/b"),
        ("/a/..", "/"),
        ("/a/b/..", "/a/"),
        ("/a/.", "/a/"),
        ("../../..", "/"),
        ("/.../", "/.../"),
    ],
)
def test_paths_are_folded(path: str, expected: str) -> None:
    assert folded(path) == expected


@given(st.text(alphabet="/.ab\\%", max_size=12))
def test_folded_path_stays_below_the_root(path: str) -> None:
    found = folded(path)
    assert found.startswith("/")
    assert not found.startswith("//")
    assert not {".", ".."} & set(found.split("/"))
    assert folded(found) == found


@given(st.text(max_size=12))
def test_encoded_path_is_ascii_and_reads_back(path: str) -> None:
    plain = path.encode(errors="replace").decode()
    assert encoded(plain).isascii()
    assert unquote(encoded(plain)) == plain
    assert respelled(encoded(plain)) == encoded(plain)


def test_every_spelling_of_a_path_becomes_the_same() -> None:
    spellings = ("/café/a b/", "/caf%c3%a9/a%20b/", "/%63af%C3%A9/a b/")
    assert {respelled(spelling) for spelling in spellings} == {"/caf%C3%A9/a%20b/"}
