"""Expected texts are those of Go's time.Format."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from quire.conventions.hugo.go_dates import is_layout, written

AT = datetime(2024, 3, 9, 15, 4, 5, tzinfo=timezone(timedelta(hours=-5, minutes=-30)))


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("2006", "2024"),
        ("200601", "202403"),
        ("02", "09"),
        ("2", "9"),
        ("_2", " 9"),
        ("_2006", "_2024"),
        ("002", "069"),
        ("1", "3"),
        ("Jan", "Mar"),
        ("January", "March"),
        ("Mon", "Sat"),
        ("Monday", "Saturday"),
        ("06", "24"),
        ("15", "15"),
        ("03", "03"),
        ("3", "3"),
        ("04", "04"),
        ("4", "4"),
        ("05", "05"),
        ("5", "5"),
        ("PM", "PM"),
        ("pm", "pm"),
        ("Z07", "-05"),
        ("Z0700", "-0530"),
        ("Z070000", "-053000"),
        ("Janet", "Janet"),
        ("Month", "Month"),
    ],
)
def test_layouts(layout: str, expected: str) -> None:
    assert written(AT, layout) == expected


def test_midnight_in_utc() -> None:
    assert written(datetime(1, 1, 1, tzinfo=UTC), "3pmMSTZ07") == "12amUTCZ"


def test_what_holds_an_element_is_a_layout() -> None:
    assert is_layout("x2006")
    assert not is_layout("slug")
