from dataclasses import replace
from datetime import timedelta

import pytest

from quire.catalogue.visibility import Horizon, hidden_reason, horizon
from quire.model import Site
from tests.catalogue.candidates import candidate, day

NOON = day("2024-05-31")
TICK = timedelta(microseconds=1)
POST = candidate("hello", date="2024-05-01")


@pytest.mark.parametrize("reason", ["draft", "unreadable", "unpublished"])
def test_what_the_convention_hides_is_never_shown(reason: str) -> None:
    hidden = replace(POST, hidden=reason, publish_at=NOON, expires_at=NOON)
    shows_all = Site(shows_drafts=True, shows_scheduled=True, shows_expired=True)
    assert hidden_reason(hidden, Site(), NOON) == reason
    assert hidden_reason(hidden, shows_all, NOON) == reason


def test_what_has_no_dates_is_shown_at_any_time() -> None:
    assert hidden_reason(candidate("about", "page"), Site(), NOON) is None


def test_scheduled_post_appears_at_its_very_instant() -> None:
    post = replace(POST, publish_at=NOON)
    assert hidden_reason(post, Site(), NOON - TICK) == "scheduled"
    assert hidden_reason(post, Site(), NOON) is None


def test_expiring_post_is_gone_at_its_very_instant() -> None:
    post = replace(POST, expires_at=NOON)
    assert hidden_reason(post, Site(), NOON - TICK) is None
    assert hidden_reason(post, Site(), NOON) == "expired"


def test_date_of_publication_alone_hides_nothing() -> None:
    post = replace(POST, published_at=NOON + timedelta(days=1))
    assert hidden_reason(post, Site(), NOON) is None


def test_site_may_show_what_is_scheduled_or_expired() -> None:
    scheduled = replace(POST, publish_at=NOON + TICK)
    expired = replace(POST, expires_at=NOON)
    assert hidden_reason(scheduled, Site(shows_scheduled=True), NOON) is None
    assert hidden_reason(scheduled, Site(shows_expired=True), NOON) == "scheduled"
    assert hidden_reason(expired, Site(shows_expired=True), NOON) is None
    assert hidden_reason(expired, Site(shows_scheduled=True), NOON) == "expired"


def test_horizon_lies_between_the_last_change_and_the_next() -> None:
    posts = [
        replace(POST, publish_at=day("2024-05-01"), expires_at=day("2024-07-01")),
        replace(POST, publish_at=day("2024-06-01")),
        replace(POST, publish_at=day("2024-05-20"), expires_at=day("2024-05-30")),
        replace(POST, expires_at=day("2024-06-15")),
    ]
    assert horizon(posts, Site(), NOON) == Horizon(day("2024-05-30"), day("2024-06-01"))


def test_instant_of_a_change_belongs_to_what_follows_it() -> None:
    posts = [replace(POST, publish_at=NOON, expires_at=NOON + TICK)]
    assert horizon(posts, Site(), NOON) == Horizon(NOON, NOON + TICK)
    assert horizon(posts, Site(), NOON - TICK) == Horizon(None, NOON)
    assert horizon(posts, Site(), NOON + TICK) == Horizon(NOON + TICK, None)


def test_drafts_move_no_horizon() -> None:
    draft = replace(POST, hidden="draft", publish_at=NOON + TICK, expires_at=NOON)
    assert horizon([draft], Site(), NOON) == Horizon(None, None)


def test_dates_that_the_site_disregards_move_no_horizon() -> None:
    post = replace(POST, publish_at=NOON + TICK, expires_at=NOON + 2 * TICK)
    assert horizon([post], Site(shows_scheduled=True), NOON) == Horizon(None, NOON + 2 * TICK)
    assert horizon([post], Site(shows_expired=True), NOON) == Horizon(None, NOON + TICK)


def test_empty_site_has_no_horizon() -> None:
    assert horizon([], Site(), NOON) == Horizon(None, None)
