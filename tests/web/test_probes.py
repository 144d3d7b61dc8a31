from datetime import UTC, datetime, timedelta

import orjson
import pytest
from flask import Flask

from quire.library.standing import Code, Seen, Standing
from quire.web import WITHOUT_SNAPSHOT, register_probes
from tests.wire.doors import NOON, REVISION, Clock, Holder, Manifest, Snapshot, ask, make_front


def probe(snapshot, path, later=timedelta(0), standing=None):
    app, clock = Flask("probes"), Clock()
    clock.instant = NOON + later
    register_probes(app, clock, lambda: standing)
    front = make_front(app.wsgi_app, Holder(snapshot), clock, without_snapshot=WITHOUT_SNAPSHOT)
    return ask(front, path)


def test_live_process_says_so_without_a_snapshot():
    reply = probe(None, "/livez")
    assert (reply.status, orjson.loads(reply.body)) == (200, {"status": "alive"})
    assert reply.headers["Cache-Control"] == "no-store"


def test_ready_process_says_from_what_it_answers():
    snapshot = Snapshot(
        manifest=Manifest(problems={"missing-image": 1}), index=object(), activated_at=NOON
    )
    reply = probe(snapshot, "/readyz", timedelta(seconds=12.9))
    assert orjson.loads(reply.body) == {
        "status": "ready",
        "revision": REVISION,
        "snapshot": "1" * 32,
        "age_seconds": 12,
        "source": {"code": "unknown", "since": None, "behind_seconds": None},
        "search": "ready",
        "problems": {"missing-image": 1},
    }
    assert reply.headers["Cache-Control"] == "no-store"


def test_ready_process_says_that_search_is_not():
    body = orjson.loads(probe(Snapshot(), "/readyz", timedelta(seconds=-9)).body)
    assert (body["search"], body["age_seconds"]) == ("unavailable", 0)


def test_process_without_a_snapshot_is_not_ready():
    reply = probe(None, "/readyz")
    assert (reply.problem["status"], reply.headers["Retry-After"]) == (503, "2")


@pytest.mark.parametrize(("code", "behind"), [(Code.FOLLOWING, 40), (Code.HELD_BACK, 3600)])
def test_ready_process_says_since_when_and_how_long_it_may_be_behind_its_source(code, behind):
    now = datetime.now(UTC)
    since = (now - timedelta(hours=1)).replace(microsecond=0)
    seen = Seen(Standing(code, since), now - timedelta(seconds=40))
    source = orjson.loads(probe(Snapshot(), "/readyz", standing=seen).body)["source"]
    assert (source["code"], source["since"]) == (code, f"{since:%Y-%m-%dT%H:%M:%SZ}")
    assert behind <= source["behind_seconds"] < behind + 30
