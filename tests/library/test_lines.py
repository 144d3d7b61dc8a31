"""Texts of a file are found on their lines, whatever the order they are asked for in."""

import pytest

from quire.library.lines import Lines

DATA = b"one\ntwo one\nthree\none three\n"


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (["one", "two", "three"], [1, 2, 3]),
        (["three", "one", "two"], [3, 4, 2]),
        (["one", "one"], [1, 1]),
        (["four", "three"], [0, 3]),
        (["one three", "two one\nthree"], [4, 2]),
    ],
)
def test_text_is_found_on_its_line(texts: list[str], lines: list[int]) -> None:
    found = Lines(lambda: DATA)
    assert [found.find(text) for text in texts] == lines


@pytest.mark.parametrize(
    ("address", "line"),
    [("/a.md", 1), ("/_posts/2010-01-01-name.md", 2), ("b%20c d.md#x", 3), ("/x.md", 0)],
)
def test_address_that_a_template_has_made_is_found_by_its_name(address: str, line: int) -> None:
    data = b"[a](/a.md)\n{% post_url 2010-01-01-name %}\n{{< ref 'b c d' >}}\n"
    assert Lines(lambda: data).find_address(address) == line


def test_file_is_read_only_when_it_is_needed_and_once() -> None:
    reads: list[int] = []

    def read() -> bytes:
        reads.append(1)
        return DATA

    lines = Lines(read)
    assert reads == []
    assert (lines.find("two"), lines.find("three"), len(reads)) == (2, 3, 1)
