from datetime import UTC, datetime, timedelta, timezone

import pytest

from quire.catalogue import columns
from quire.catalogue.columns import (
    NO_DATE,
    Columns,
    DocumentRow,
    PathRow,
    PieceLocation,
    TermRow,
    WordRows,
    micros,
)
from quire.errors import SnapshotDamaged

ROW = DocumentRow(
    id="0f" * 12,
    type="post",
    slug="hello",
    lang="en",
    permalink="/hello/",
    url="https://ink.example/hello/",
    title="Hëllo",
    path="content/hello.md",
    published_at=-1,
    updated_at=NO_DATE,
    digest="d",
    piece=PieceLocation(2, 2**40, (1, 2, 3, 4, 5), (6, 7, 8, 9, 2**32 - 1), "seal"),
)
COLUMNS = Columns(
    documents=[ROW],
    terms=[TermRow("tag", "id", "ebpf", "eBPF", b"\x01", 1, b'{"name": "eBPF"}', "seal")],
    paths=[PathRow("/hello/", "post", 0, False)],
    sets={"type": {"post": b"\x01"}},
    orders={"slug": b"\x00\x00\x00\x00"},
    ranks={"slug": b"\x00\x00\x00\x00"},
    titles=WordRows(["hello"], b"\x00\x00\x00\x00\x01\x00\x00\x00", b"\x00\x00\x00\x00"),
    names=WordRows(["ebpf"], b"\x00\x00\x00\x00\x01\x00\x00\x00", b"\x00\x00\x00\x00"),
)


def test_columns_read_back_as_they_were_written() -> None:
    assert columns.decode(columns.encode(COLUMNS)) == COLUMNS


def test_equal_columns_are_equal_bytes() -> None:
    again = columns.decode(columns.encode(COLUMNS))
    assert columns.encode(again) == columns.encode(COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80",
        b"not a catalogue",
        columns.encode(COLUMNS)[:-1],
        columns.encode(COLUMNS) + b"x",
    ],
)
def test_bytes_of_something_else_are_a_damaged_snapshot(data: bytes) -> None:
    with pytest.raises(SnapshotDamaged, match=r"^the catalogue file cannot be read: "):
        columns.decode(data)


def test_instants_are_counted_in_microseconds() -> None:
    assert micros(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert micros(datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))) == 0
    assert micros(datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)) == -1
    latest = datetime.max.replace(tzinfo=UTC)
    assert micros(latest) - micros(latest - timedelta(microseconds=1)) == 1
    assert micros(datetime.min.replace(tzinfo=UTC)) > NO_DATE
