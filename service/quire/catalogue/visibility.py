"""The one place that decides what is shown. Every surface reads catalogues made behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quire.model import Candidate, Site


@dataclass(frozen=True, slots=True)
class Horizon:
    """The span of time in which visibility does not change: [since, until).

    Args:
        since: the last instant up to now at which something appeared or expired, None: never.
        until: the next one, None: never.
    """

    since: datetime | None
    until: datetime | None


def hidden_reason(candidate: Candidate, site: Site, now: datetime) -> str | None:
    """Say why a candidate is not shown at an instant, None where it is shown.

    Returns:
        `draft`, `unreadable`, ... as the convention decided, else `scheduled` or `expired`.
    """
    if candidate.hidden is not None:
        return candidate.hidden
    for instant in _appearances(candidate, site):
        if now < instant:
            return "scheduled"
    for instant in _expiries(candidate, site):
        if now >= instant:
            return "expired"
    return None


def horizon(candidates: Iterable[Candidate], site: Site, now: datetime) -> Horizon:
    """Find the instants around `now` at which something appears or expires."""
    instants = {
        instant
        for candidate in candidates
        if candidate.hidden is None
        for instant in (*_appearances(candidate, site), *_expiries(candidate, site))
    }
    return Horizon(
        since=max((instant for instant in instants if instant <= now), default=None),
        until=min((instant for instant in instants if instant > now), default=None),
    )


def _appearances(candidate: Candidate, site: Site) -> tuple[datetime, ...]:
    if candidate.publish_at is None or site.shows_scheduled:
        return ()
    return (candidate.publish_at,)


def _expiries(candidate: Candidate, site: Site) -> tuple[datetime, ...]:
    if candidate.expires_at is None or site.shows_expired:
        return ()
    return (candidate.expires_at,)
