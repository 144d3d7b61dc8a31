"""Probes: is the process alive, is it ready to answer, and from what."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

import orjson
from flask import Flask, request

from quire.library.snapshot import Snapshot
from quire.wire import ANSWER, SNAPSHOT, Answer
from quire.wire.policies import NEVER


def register_probes(app: Flask, now: Callable[[], datetime]) -> None:
    """Add /livez and /readyz.

    Args:
        now: the clock, aware.
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
                "search": "unavailable" if snapshot.index is None else "ready",
                "problems": snapshot.manifest.problems,
            }
        )

    app.add_url_rule("/livez", view_func=livez)
    app.add_url_rule("/readyz", view_func=readyz)


def _answer(body: dict[str, object]) -> tuple[str, int]:
    request.environ[ANSWER] = Answer(orjson.dumps(body), "application/json", NEVER)
    return "", HTTPStatus.OK
