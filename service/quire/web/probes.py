"""Probes: is the process alive, is it ready to answer, and from what."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

import orjson
from flask import Flask, request

from quire.library.snapshot import Snapshot
from quire.library.standing import Code, Seen
from quire.wire import ANSWER, SNAPSHOT, Answer
from quire.wire.policies import NEVER


def register_probes(
    app: Flask, now: Callable[[], datetime], standing: Callable[[], Seen | None]
) -> None:
    """Add /livez and /readyz.

    Args:
        now: the clock, aware.
        standing: how the builder stands to its source, None where nobody knows.
    """

    def livez() -> tuple[str, int]:
        return _answer({"status": "alive"})

    def readyz() -> tuple[str, int]:
        snapshot: Snapshot = request.environ[SNAPSHOT]
        age = now() - snapshot.activated_at
        return _answer(
            {
                "status": "ready",
                "revision": snapshot.manifest.revision,
                "snapshot": snapshot.id,
                "age_seconds": max(0, int(age.total_seconds())),
                "source": _source(standing(), datetime.now(UTC)),
                "search": "unavailable" if snapshot.index is None else "ready",
                "problems": snapshot.manifest.problems,
            }
        )

    app.add_url_rule("/livez", view_func=livez)
    app.add_url_rule("/readyz", view_func=readyz)


def _source(seen: Seen | None, now: datetime) -> dict[str, object]:
    """Say how the content stands to its source. `now` is no clock of content: files have theirs."""
    if seen is None:
        return {"code": Code.UNKNOWN, "since": None, "behind_seconds": None}
    return {
        "code": seen.standing.code,
        "since": f"{seen.standing.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "behind_seconds": int(seen.behind_seconds(now)),
    }


def _answer(body: dict[str, object]) -> tuple[str, int]:
    request.environ[ANSWER] = Answer(orjson.dumps(body), "application/json", NEVER)
    return "", HTTPStatus.OK
