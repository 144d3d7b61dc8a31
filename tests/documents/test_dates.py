"""Dates of many spellings: what they mean, which are refused, which could mean two days."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quire.documents.dates import DateAmbiguous, DateUnreadable, date_of_path, read_date

ZERO = UTC
ROME = timezone(timedelta(hours=2))
BERLIN = ZoneInfo("Europe/Berlin")
NINE_THIRTY = datetime(2024, 5, 31, 9, 30, tzinfo=ROME)


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


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-31T07:30:00.000Z",
        "2024-05-31 9:30 +02:00",
        "2024-05-31 09:30:00 CEST",
        "2024-05-31 03:30:00 -0400 EDT",
        "2024/05/31 9:30",
        "2024.05.31 9:30",
        "Fri, 31 May 2024 09:30:00 +0200",
        "Fri, 31 May 2024 07:30:00 GMT",
        "Fri, 31 May 2024 03:30:00 EDT",
        "31-May-2024 09:30",
        "31. May 2024 09:30",
        "Fri 31 May 2024 09:30:00 AM CEST",
        "Fri May 31 2024 09:30:00 GMT+0200 (CEST)",
        "Fri May 31 2024 09:30:00 GMT+0200 (Central European Summer Time)",
        "Fri May 31 09:30:00 CEST 2024",
        "Fri May 31 09:30:00 +0200 2024",
        "May 31, 2024 9:30 AM",
        "Friday, May 31st, 2024 at 9:30 a.m.",
        "may 31 2024, 09:30",
        "5/31/2024, 9:30:00 AM",
        "31/05/2024 9:30",
        "31.05.2024 9:30",
        "31. 5. 2024 9:30",
    ],
)
def test_spellings_of_one_instant(text: str) -> None:
    assert read_date(text, BERLIN) == NINE_THIRTY


def test_weekday_is_not_held_against_the_date() -> None:
    assert read_date("Tue May 31 2024 09:30:00 GMT+0200 (CEST)", ZERO) == NINE_THIRTY


def test_dots_mean_the_day_first() -> None:
    assert read_date("05.06.2024", ZERO) == datetime(2024, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["05/06/2024", "5-6-2024", "12/01/2024 09:30"])
def test_day_and_month_that_could_be_swapped_are_ambiguous(text: str) -> None:
    with pytest.raises(DateAmbiguous, match="cannot be told apart"):
        read_date(text, ZERO)


def test_day_and_month_that_are_the_same_number_are_not() -> None:
    assert read_date("05/05/2024", ZERO) == datetime(2024, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["CST", "IST", "BST", "A", "xyz"])
def test_name_of_several_time_zones_is_ambiguous(zone: str) -> None:
    with pytest.raises(DateAmbiguous, match=f"the time zone '{zone}'"):
        read_date(f"2024-05-31 09:30:00 {zone}", ZERO)


def test_name_behind_an_offset_says_nothing() -> None:
    assert read_date("2024-05-31 09:30:00 +0200 CST", ZERO) == NINE_THIRTY


def test_time_that_a_zone_skips_is_later_as_its_clocks_are() -> None:
    found = read_date("2024-03-31 02:30", BERLIN)

    assert found is not None
    assert found.isoformat() == "2024-03-31T03:30:00+02:00"


def test_time_that_a_zone_has_twice_is_the_first() -> None:
    found = read_date("2024-10-27 02:30", BERLIN)

    assert found is not None
    assert found.isoformat() == "2024-10-27T02:30:00+02:00"
    assert read_date("2024-10-27 02:30 CET", BERLIN) != found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2024-05-31-x.md", ("2024-05-31", "x")),
        ("posts/2024-5-1_x.markdown", ("2024-05-01", "x")),
        ("2024-05-31.md", ("2024-05-31", "")),
        ("blog/2024-05-31-x/index.mdx", ("2024-05-31", "x")),
        ("blog/2024-05-31/x.md", ("2024-05-31", "x")),
        ("2019/10/2024-05-31-x.md", ("2024-05-31", "x")),
        ("blog/2024/05/31/x.md", ("2024-05-31", "x")),
        ("/2024/5/31/Some-Title/", ("2024-05-31", "Some-Title")),
        ("2024/05/31/index.md", ("2024-05-31", "")),
        ("2024/05/x.md", ("2024-05-01", "x")),
        ("2024/05/10-things.md", ("2024-05-01", "10-things")),
        ("2024-02-30-x.md", ("2024-02-30", "x")),
        ("2024-05-31-x.en.md", ("2024-05-31", "x.en")),
        ("x.md", None),
        ("2024/x.md", None),
        ("v2024/05/x.md", None),
        ("2024/13/x.md", None),
        ("1024/05/x.md", None),
        ("index.md", None),
        ("", None),
    ],
)
def test_date_of_a_path(path: str, expected: tuple[str, str] | None) -> None:
    assert date_of_path(path) == expected


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
        "Maybe 31, 2024",
        "31 Brumaire 2024",
        "2024-05",
        "2024-05/31",
        "2024-05-31 13:30 PM",
        "2024-05-31 0:30 AM",
        "Fri May 31 9:30 2024 2024",
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


@given(st.text() | st.from_regex(r"\d{4}-\d\d?-\d\d?[T ]\d\d?:\d\d(:\d\d)?( ?[+-]\d\d:?\d\d)?"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = read_date(text, ROME)
    except DateUnreadable:
        return
    assert found is None or found.astimezone(UTC).year >= 1
