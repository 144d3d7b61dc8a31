"""Asking the application: a request without headers goes in, an answer comes out.

No header of a client can reach an answer, so none can poison one.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Protocol

from quire.library.snapshot import Snapshot
from quire.wire.answers import (
    ANSWER,
    HOLDER,
    QUERY,
    REQUEST_ID,
    SNAPSHOT,
    Answer,
    FileAnswer,
    MadeFile,
)
from quire.wire.queries import Query
from quire.wire.ready import COMMON, Environ, Header, Outcome, status_line

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class CurrentSnapshot(Protocol):
    """What the front needs of a `library.Holder`; views may need more of it."""

    @property
    def current(self) -> Snapshot | None:
        """The snapshot to answer from; None before the first."""
        ...


def ask(application: Application, environ: Environ) -> Answer | FileAnswer | MadeFile | Outcome:
    """Run a WSGI application: its view's answer, else the response that it made itself."""
    started: list[tuple[str, list[Header]]] = []

    def start_response(status: str, headers: list[Header], *_: object) -> None:
        started.append((status, headers))

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    line, headers = started[-1]
    status = int(line[:3])
    answer = environ.get(ANSWER)
    if status < 400 and isinstance(answer, Answer | FileAnswer | MadeFile):
        return answer
    return _passed_on(status, headers, body)


def inner_environ(
    outer: Environ,
    holder: CurrentSnapshot,
    snapshot: Snapshot | None,
    path: str,
    query: Query,
    request_id: str,
) -> Environ:
    """Make the request that the application sees: always a GET, and none of the headers."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query.text,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": outer.get("wsgi.errors"),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        SNAPSHOT: snapshot,
        HOLDER: holder,
        QUERY: query.pairs,
        REQUEST_ID: request_id,
    }


def _passed_on(status: int, headers: list[Header], body: bytes) -> Outcome:
    """Send the application's own response, an error, with the headers that all answers have."""
    ours = {name.lower() for name, _ in COMMON} | {"content-length", "cache-control"}
    kept = [(name, value) for name, value in headers if name.lower() not in ours]
    length = ("Content-Length", str(len(body)))
    return Outcome(
        status_line(status), [length, *kept, *COMMON, ("Cache-Control", "no-store")], [body]
    )
