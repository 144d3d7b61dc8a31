import pytest

from quire.documents.front_matter import parse_data
from quire.documents.front_matter.parsed import Unreadable
from quire.documents.front_matter.table_block import read_table
from quire.model import Problem


def rows(data: bytes, path: str = "a.csv") -> object:
    parsed = parse_data(path, data, listed="rows")
    assert parsed.problems == ()
    return parsed.values["rows"]


def test_rows_are_mappings_by_the_names_of_the_first() -> None:
    assert rows(b'name,bio\r\nAda,"wrote, notes"\r\n\r\nGrace\r\nJoan,x,y\r\n') == [
        {"name": "Ada", "bio": "wrote, notes"},
        {"name": "Grace"},
        {"name": "Joan", "bio": "x"},
    ]
    assert rows(b"\xef\xbb\xbfa\tb\n1\t2\n", "a.TSV") == [{"a": "1", "b": "2"}]
    assert rows(b"") == []
    assert rows(b",b\n1,2\n") == [{"b": "2"}]
    assert rows(b'a,b\n"x\ny",z\n') == [{"a": "x\ny", "b": "z"}]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a\n" + b"1\n" * 10_001, "settings-unreadable", 10_002),
        (b"," * 10_001, "settings-unreadable", 1),
        (b"a,b\n" + b"1,2\n" * 5_001, "settings-unreadable", 5_002),
        (b"a\n" * 40_000, "settings-unreadable", 0),
        (b"a\nAd\xe9\n", "not-utf-8", 2),
        (b'a\n"' + b"x" * 200, None, 0),
    ],
)
def test_hostile_tables_are_refused(data: bytes, code: str | None, line: int) -> None:
    problems = parse_data("a.csv", data, listed="rows").problems
    assert [(each.code, each.line) for each in problems] == ([(code, line)] if code else [])


def test_table_where_a_mapping_is_wanted_is_refused() -> None:
    assert parse_data("a.csv", b"a\n1\n").problems == (
        Problem(
            "a.csv",
            0,
            "settings-unreadable",
            "The file cannot be read: it is a table; a mapping is wanted here.",
        ),
    )


def test_row_that_breaks_off_is_refused() -> None:
    with pytest.raises(Unreadable, match="mend the table"):
        read_table("a\nb\rc\n", ",", "rows")
