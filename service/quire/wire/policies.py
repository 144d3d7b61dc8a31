"""Named cache policies: an answer names one and never writes a header itself.

Source: RFC 9111 (Cache-Control), RFC 5861 (stale-while-revalidate), RFC 8246 (immutable).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """How long others may keep an answer.

    Args:
        max_age: fresh for that long; zero with `stored` false.
        stale: after that, usable for that long while a new answer is fetched.
        stored: whether anyone, the front's own cache included, may keep it.
        content: the answer shows the snapshot: it carries its revision, and no freshness
            reaches past the instant at which a document appears or expires.
        immutable: the address names these very bytes: nobody needs to ask again.
    """

    max_age: timedelta
    stale: timedelta = timedelta(0)
    stored: bool = True
    content: bool = True
    immutable: bool = False

    def cache_control(self, change_in: timedelta | None = None) -> str:
        """Write the Cache-Control header.

        Args:
            change_in: time left until visibility next changes, None: it does not.
        """
        if not self.stored:
            return "no-store"
        max_age, stale = self.max_age, self.stale
        if change_in is not None and self.content:
            left = max(change_in, timedelta(0))
            max_age = min(max_age, left)
            stale = min(stale, left - max_age)
        value = f"public, max-age={_seconds(max_age)}"
        if self.immutable:
            return f"{value}, immutable"
        if _seconds(stale):
            return f"{value}, stale-while-revalidate={_seconds(stale)}"
        return value if _seconds(max_age) else f"{value}, must-revalidate"

    def steady_until(self, next_change_at: datetime | None) -> datetime | None:
        """Give the instant from which the header must be cut, None: never."""
        if next_change_at is None or not self.content or not self.stored:
            return None
        return next_change_at - self.max_age - self.stale


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)


LIST = Policy(timedelta(minutes=1), timedelta(minutes=5))
DETAIL = Policy(timedelta(minutes=1), timedelta(minutes=10))
SEARCH = Policy(timedelta(minutes=1), timedelta(minutes=1))
CHANGES = Policy(timedelta(seconds=10))
DISCOVERY = Policy(timedelta(seconds=10))
MEDIA = Policy(timedelta(days=1), timedelta(days=7))
SCRIPT = Policy(timedelta(minutes=5), timedelta(hours=1), content=False)
RELEASED = Policy(timedelta(days=365), content=False, immutable=True)
DOCS = Policy(timedelta(hours=1), timedelta(days=1), content=False)
ASK_AGAIN = Policy(timedelta(0), content=False)
NEVER = Policy(timedelta(0), stored=False)
