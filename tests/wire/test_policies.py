from datetime import UTC, datetime, timedelta

import pytest

from quire.wire import policies
from quire.wire.policies import DETAIL, DISCOVERY, DOCS, LIST, NEVER

NAMED = [p for p in vars(policies).values() if isinstance(p, policies.Policy)]


@pytest.mark.parametrize("policy", [p for p in NAMED if p.content])
@pytest.mark.parametrize("seconds", [-5, 0, 0.9, 1, 30, 61, 100, 10_000, 700_000])
def test_freshness_never_reaches_past_a_change(policy, seconds):
    header = policy.cache_control(timedelta(seconds=seconds))
    parts = dict(part.partition("=")[::2] for part in header.split(", "))
    reach = int(parts.get("max-age", 0)) + int(parts.get("stale-while-revalidate", 0))
    assert reach <= max(seconds, 0)


def test_policies_write_their_header():
    assert LIST.cache_control() == "public, max-age=60, stale-while-revalidate=300"
    assert DISCOVERY.cache_control() == "public, max-age=10"
    assert NEVER.cache_control(timedelta(1)) == "no-store"
    assert DOCS.cache_control(timedelta(0)) == DOCS.cache_control()
    assert DETAIL.steady_until(None) is None


def test_header_is_steady_until_its_freshness_could_reach_the_next_change():
    change = datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert LIST.steady_until(change) == change - timedelta(minutes=6)
    assert DISCOVERY.steady_until(change) == change - timedelta(seconds=10)
    assert (DOCS.steady_until(change), NEVER.steady_until(change)) == (None, None)
