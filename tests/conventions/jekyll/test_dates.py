from datetime import UTC, datetime

import pytest

from tests.conventions.jekyll.sites import one

ZONE = "timezone: America/Los_Angeles\npermalink: /:year/:month/:day/:hour/:title"


@pytest.mark.parametrize(
    ("date", "instant", "permalink"),
    [
        ("2024-05-31", datetime(2024, 5, 31, 7, tzinfo=UTC), "/2024/05/31/00/hello"),
        ("2024-05-31 22:15", datetime(2024, 6, 1, 5, 15, tzinfo=UTC), "/2024/05/31/22/hello"),
        ("2024-05-31 22:15:00", datetime(2024, 5, 31, 22, 15, tzinfo=UTC), "/2024/05/31/15/hello"),
        (
            "2024-05-31T03:15:00.5",
            datetime(2024, 5, 31, 3, 15, 0, 500000, UTC),
            "/2024/05/30/20/hello",
        ),
        (
            "2024-05-31 22:15:00 +0200",
            datetime(2024, 5, 31, 20, 15, tzinfo=UTC),
            "/2024/05/31/13/hello",
        ),
        ("2024-12-31 23:00:00 -0900", datetime(2025, 1, 1, 8, tzinfo=UTC), "/2025/01/01/00/hello"),
    ],
)
def test_dates_are_read_as_yaml_and_shown_in_the_sites_zone(
    date: str, instant: datetime, permalink: str
) -> None:
    found = one(f"date: {date}", config=ZONE)
    assert (found.published_at, found.publish_at, found.permalink) == (instant, instant, permalink)


@pytest.mark.parametrize(
    ("name", "instant"),
    [
        ("2024-5-3-a", datetime(2024, 5, 3, tzinfo=UTC)),
        ("09-12-31-a", datetime(2009, 12, 31, tzinfo=UTC)),
        ("72-01-02-a", datetime(1972, 1, 2, tzinfo=UTC)),
        ("987-01-02-a", datetime(987, 1, 2, tzinfo=UTC)),
    ],
)
def test_date_of_the_file_name(name: str, instant: datetime) -> None:
    assert one("", f"_posts/{name}.md").published_at == instant


def test_zero_date_leaves_the_date_to_the_file_name() -> None:
    assert one("date: 0001-01-01").published_at == datetime(2024, 5, 31, tzinfo=UTC)


def test_pages_have_the_date_that_they_state() -> None:
    found = one("date: 2024-05-31", "2020-01-01-a.md")
    assert (found.published_at, found.publish_at) == (datetime(2024, 5, 31, tzinfo=UTC), None)
    assert one("", "2020-01-01-a.md").published_at is None


def test_other_dates_are_read_alike() -> None:
    found = one("last_modified_at: 2024-06-01\ncreated: 2024-05-01 10:00", config=ZONE)
    assert found.updated_at == datetime(2024, 6, 1, 7, tzinfo=UTC)
    assert found.created_at == datetime(2024, 5, 1, 17, tzinfo=UTC)
    assert one("last_modified_at: 0001-01-01\nupdated: 2024-07-01").updated_at == datetime(
        2024, 7, 1, tzinfo=UTC
    )


def test_date_at_the_end_of_the_calendar_is_read() -> None:
    found = one("date: 9999-12-31 23:30:00 +0000", config="timezone: Asia/Tokyo")
    assert found.published_at == datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    assert found.permalink == "/9999/12/31/hello.html"
