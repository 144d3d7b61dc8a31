"""Commits land while a client keeps a copy; the copy is compared with what the API shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from tests.changes.clients import read_everything
from tests.changes.histories import History
from tests.support.repositories import Repository
from tests.support.serving import Service, running

STEPS = 8


@contextmanager
def publishing(base: Path) -> Iterator[tuple[Service, History, Callable[[], None]]]:
    """Serve a repository; the last of the three waits until its last commit is shown."""
    repository = Repository(base / "site")
    history = History(repository, 9, lambda: datetime.now(UTC).replace(microsecond=0))
    history.begin()
    with running(repository.root, base / "state", QUIRE_ACCEPT_LOSS="true") as service:

        def shown() -> None:
            revision = repository.revision
            service.wait_for("/readyz", lambda reply: reply.json().get("revision") == revision)

        yield service, history, shown


def get_from(service: Service) -> Callable[[str], tuple[int, Any]]:
    """Ask a service."""

    def get(address: str) -> tuple[int, Any]:
        reply = service.get(address)
        return reply.status, orjson.loads(reply.body)

    return get


def follow(base: Path, sync: Callable[[str, Path], None]) -> None:
    """Let commits land, and compare after each what a client holds with all that is shown.

    Args:
        sync: brings a file up to date from a base address.
    """
    file = base / "copy.json"
    with publishing(base) as (service, history, shown):
        for _ in range(STEPS):
            sync(service.base, file)
            copy = orjson.loads(file.read_bytes())
            assert copy["token"]
            held = {tuple(key.split(" ")): item["digest"] for key, item in copy["items"].items()}
            seen = read_everything(get_from(service))
            assert held == {key: orjson.loads(item)["digest"] for key, item in seen.items()}
            history.step()
            shown()
