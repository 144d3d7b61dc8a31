from datetime import UTC, datetime, timedelta, timezone

import pytest

from quire.wire.validators import entity_tag, http_date, none_match_fails

TAG = '"abc-gz"'


@pytest.mark.parametrize(
    "header",
    [
        '"abc-gz"',
        'W/"abc-gz"',
        "*",
        " * ",
        '"x", "abc-gz"',
        '"x","abc-gz","y"',
        '"a,b" , W/"abc-gz"',
    ],
)
def test_condition_that_names_the_tag_is_met(header):
    assert none_match_fails(header, TAG)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "abc-gz",
        '"abc"',
        '"x',
        'w/"abc-gz"',
        '"x" "abc-gz"',
        'junk "abc-gz"',
        '"x"',
        '"a"abc-gz"',
    ],
)
def test_condition_that_does_not_name_the_tag_is_not_met(header):
    assert not none_match_fails(header, TAG)


def test_tag_names_the_bytes():
    assert entity_tag(b"a") == entity_tag(b"a") != entity_tag(b"b")
    assert entity_tag(b"a", "-br").endswith('-br"')


@pytest.mark.parametrize(
    ("instant", "date"),
    [
        (datetime(2024, 5, 1, 12, 0, 0, tzinfo=UTC), "Wed, 01 May 2024 12:00:00 GMT"),
        (datetime(2024, 12, 31, 23, 59, 59, 1, tzinfo=UTC), "Wed, 01 Jan 2025 00:00:00 GMT"),
        (
            datetime(2024, 5, 1, 14, tzinfo=timezone(timedelta(hours=2))),
            "Wed, 01 May 2024 12:00:00 GMT",
        ),
    ],
)
def test_date_is_rounded_up_to_the_second(instant, date):
    assert http_date(instant) == date
