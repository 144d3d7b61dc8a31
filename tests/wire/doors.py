"""A front before a small application, and requests to it as a server would make them."""

import io
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from quire.catalogue import Catalogue
from quire.catalogue.columns import Columns, WordRows
from quire.wire import ANSWER, QUERY, SNAPSHOT, Answer, Front
from quire.wire.front import Limits, Tell
from quire.wire.policies import LIST
from quire.wire.ready import status_line

NOON = datetime(2024, 5, 1, 12, 0, 0, tzinfo=UTC)
REVISION = "a" * 40


def empty_catalogue() -> Catalogue:
    nothing = WordRows([], b"", b"")
    return Catalogue(Columns([], [], [], {}, {}, {}, nothing, nothing))


@dataclass(frozen=True)
class Manifest:
    revision: str = REVISION
    next_change_at: datetime | None = None
    problems: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What the front, the probes and pages of errors read of a `library.Snapshot`."""

    id: str = "1" * 32
    activated_at: datetime = NOON + timedelta(microseconds=1)
    manifest: Manifest = Manifest()
    index: object | None = None
    catalogue: Catalogue = field(default_factory=empty_catalogue)


class Holder:
    def __init__(self, current: Snapshot | None) -> None:
        self.current = current

    def standing(self) -> None:
        return None


class Clock:
    def __init__(self) -> None:
        self.instant = NOON

    def __call__(self) -> datetime:
        return self.instant


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.headers["Cache-Control"] == "no-store"
        found = orjson.loads(self.body)
        assert found["status"] == self.status
        assert found["instance"] == self.headers["X-Request-Id"]
        return found


class UnreadableBody(io.RawIOBase):
    """A request body that must not be read."""

    def readall(self) -> bytes:
        raise AssertionError("the body was read")

    def readinto(self, _buffer: Any) -> int:
        raise AssertionError("the body was read")


def ask(
    front: Callable[..., Iterable[bytes]],
    path: str = "/v1/posts",
    query: str = "",
    method: str = "GET",
    **headers: str,
) -> Reply:
    """Send one request; headers as `accept_encoding="br"`."""
    environ: dict[str, Any] = {
        "wsgi.errors": io.StringIO(),
        "wsgi.input": UnreadableBody(),
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    sent: list[tuple[str, list[tuple[str, str]]]] = []
    chunks = front(environ, lambda status, pairs: sent.append((status, pairs)))
    body = b"".join(chunks)
    [(status, pairs)] = sent
    names = [name.lower() for name, _ in pairs]
    assert len(names) == len(set(names)), "a header is sent twice"
    assert all(value.isprintable() and value.isascii() for _, value in pairs)
    assert status == status_line(int(status[:3]))
    return Reply(int(status[:3]), dict(pairs), body)


class Echo:
    """An application whose answers say what it was asked; it counts its calls."""

    def __init__(self, answer: Callable[[dict[str, Any]], Any] | None = None) -> None:
        self.calls = 0
        self._answer = answer or echo
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        with self._lock:
            self.calls += 1
        environ[ANSWER] = self._answer(environ)
        start_response("200 OK", [])
        return []


def echo(environ: dict[str, Any]) -> Answer:
    body = orjson.dumps(
        {
            "path": environ["PATH_INFO"],
            "query": environ[QUERY],
            "snapshot": environ[SNAPSHOT] and environ[SNAPSHOT].id,
            "filling": "word " * 400,
        }
    )
    return Answer(body, "application/json", LIST)


def make_front(
    application: Any = None,
    holder: Holder | None = None,
    clock: Clock | None = None,
    limits: Limits = Limits(),  # noqa: B008
    without_snapshot: tuple[str, ...] = ("/livez", "/docs/"),
    live: bool = False,
    tell: Tell | None = None,
    prefix: str = "",
) -> Front:
    return Front(
        application or Echo(),
        holder or Holder(Snapshot()),
        clock or Clock(),
        limits,
        without_snapshot,
        live,
        prefix=prefix,
        **({} if tell is None else {"tell": tell}),
    )
