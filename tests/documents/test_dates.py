from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.dates import DateUnreadable, read_date

ZERO = UTC
ROME = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-31", datetime(2024, 5, 31, tzinfo=UTC)),
        (" 2024-5-1 ", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024-05-31T09:30:00Z", datetime(2024, 5, 31, 9, 30, tzinfo=UTC)),
        ("2024-05-31t09:30:00z", datetime(2024, 5, 31, 9, 30, tzinfo=UTC)),
        ("2024-05-31 09:30", datetime(2024, 5, 31, 9, 30, tzinfo=UTC)),
        ("2024-05-31 9:30:15 UTC", datetime(2024, 5, 31, 9, 30, 15, tzinfo=UTC)),
        ("2013-12-02 7:37:00 -0400", datetime(2013, 12, 2, 11, 37, tzinfo=UTC)),
        ("2023-10-24T00:00:00+00:00", datetime(2023, 10, 24, tzinfo=UTC)),
        ("2024-05-31T09:30:00.5+05:30", datetime(2024, 5, 31, 4, 0, 0, 500_000, tzinfo=UTC)),
        ("2024-05-31T09:30:00,123456789-03", datetime(2024, 5, 31, 12, 30, 0, 123_456, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("9999-12-31", datetime(9999, 12, 31, tzinfo=UTC)),
    ],
)
def test_date_is_read_as_an_instant(text: str, expected: datetime) -> None:
    assert read_date(text, ZERO) == expected


def test_date_without_an_offset_takes_the_default_one() -> None:
    assert read_date("2024-05-31", ROME) == datetime(2024, 5, 30, 22, tzinfo=UTC)
    assert read_date("2024-05-31 12:00", ROME) == datetime(2024, 5, 31, 10, tzinfo=UTC)
    assert read_date("2024-05-31 12:00Z", ROME) == datetime(2024, 5, 31, 12, tzinfo=UTC)


def test_date_keeps_the_offset_it_was_written_with() -> None:
    found = read_date("2013-12-02 7:37:00 -0430", ZERO)

    assert found is not None
    assert found.tzinfo == timezone(-timedelta(hours=4, minutes=30))


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00:00Z"])
def test_zero_date_counts_as_none(text: str) -> None:
    assert read_date(text, ZERO) is None


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "0000-01-01",
        "2024-05-31T24:00:00Z",
        "2024-05-31T09:60:00Z",
        "2024-05-31T09:30:00+24:00",
        "2024-05-31T09:30:00+99:59",
        "9999-12-31T23:00:00-05:00",
        "24-05-31",
        "2024",
        "20240531",
        "31.05.2024",
        "yesterday",
        "",
        "２０２４-05-31",
        "2024-05-31" + " " * 100 + "10:00",
        "2024-05-31\n2024-05-31",
    ],
)
def test_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(DateUnreadable):
        read_date(text, ZERO)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"\d{4}-\d\d?-\d\d?[T ]\d\d?:\d\d(:\d\d)?( ?[+-]\d\d:?\d\d)?"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = read_date(text, ROME)
    except DateUnreadable:
        return
    assert found is None or found.astimezone(UTC).year >= 1
