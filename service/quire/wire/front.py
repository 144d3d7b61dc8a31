"""The door: a WSGI callable that answers what is ready and asks the application for the rest.

Safe to call from several threads.
"""

import re
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import structlog

from quire.library.snapshot import Snapshot
from quire.wire.answers import SNAPSHOT, Answer, FileAnswer, MadeFile
from quire.wire.application import (
    Application,
    CurrentSnapshot,
    StartResponse,
    ask,
    inner_environ,
)
from quire.wire.cache import Cache, Slot
from quire.wire.files import ReadyFile
from quire.wire.policies import NEVER
from quire.wire.problems import Refusal, refusal_answer
from quire.wire.queries import Query, read_query
from quire.wire.ready import (
    COMMON,
    Edition,
    Environ,
    Header,
    Now,
    Outcome,
    ReadyBytes,
    plain_outcome,
)
from quire.wire.request_ids import RequestIds

Ready = ReadyBytes | ReadyFile

Tell = Callable[[Refusal, str, str, Snapshot | None], Answer]
"""Answers a refusal: of a path (decoded), a request's id, and the current snapshot."""

_NOWHERE = re.compile(r"^(?!/(?!/))|[\x00-\x1f\x7f]")
_log = structlog.get_logger()

_PREFLIGHT: list[Header] = [
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
    ("Allow", "GET, HEAD, OPTIONS"),
    *COMMON,
    ("Cache-Control", "no-store"),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the front.

    Args:
        cache_bytes: ready answers of all kinds, compressed forms included.
        uri_characters: path and query together.
        header_characters: names and values of all headers together.
    """

    cache_bytes: int = 64 * 1024 * 1024
    uri_characters: int = 4096
    header_characters: int = 16 * 1024


def _problem(refusal: Refusal, _path: str, request_id: str, _snapshot: Snapshot | None) -> Answer:
    return refusal_answer(refusal, request_id)


def _moved(path: str, raw: str) -> Answer:
    location = ("Location", f"{path}?{raw}" if raw else path)
    return Answer(b"", "text/plain", NEVER, status=308, headers=(location,))


class _Shelf:
    """The ready answers of one snapshot."""

    __slots__ = ("cache", "edition", "look", "snapshot")

    def __init__(self, snapshot: Snapshot | None, live: bool, cache_bytes: int) -> None:
        self.snapshot = snapshot
        self.edition = Edition.of(snapshot, live)
        self.cache: Cache[Ready] = Cache(cache_bytes)
        self.look = self.cache.look


class Front:
    """Answers requests from ready bytes, else by the application."""

    def __init__(
        self,
        application: Application,
        holder: CurrentSnapshot,
        now: Now,
        limits: Limits = Limits(),
        without_snapshot: tuple[str, ...] = (),
        live: bool = False,
        comma_lists: Collection[str] = (),
        opaque: Collection[str] = (),
        tell: Tell = _problem,
        prefix: str = "",
    ) -> None:
        """Put a front before `application`.

        Args:
            now: the clock, aware.
            without_snapshot: paths, and prefixes ending in `/`, that are answered before there
                is a snapshot; all others get 503.
            live: content is being edited: everyone asks again before showing an answer.
            comma_lists: names of parameters whose values are lists; see `read_query`.
            opaque: names of parameters whose values are ours alone; see there.
            tell: makes the answers to refused requests; problems where nothing is handed in.
            prefix: of the paths of a proxy that passes them on as they are, "" for none. Both
                forms are answered.
        """
        self._tell, self._prefix = tell, prefix
        self._comma_lists, self._opaque = frozenset(comma_lists), frozenset(opaque)
        self._application = application
        self._live = live
        self._holder = holder
        self._now = now
        self._limits = limits
        self._exact = frozenset(without_snapshot)
        self._prefixes = tuple(path for path in without_snapshot if path[1:].endswith("/"))
        self._ids = RequestIds()
        self._parting: list[Header] = []
        self._lock = threading.Lock()
        self._shelf = _Shelf(holder.current, live, limits.cache_bytes)

    @property
    def held_bytes(self) -> int:
        """Bytes charged for ready answers."""
        return self._shelf.cache.held

    def leave(self) -> None:
        """Close each connection behind its next answer: the process is about to end."""
        self._parting = [("Connection", "close")]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        request_id = self._ids.choose(environ.get("HTTP_X_REQUEST_ID"))
        method = environ["REQUEST_METHOD"]
        try:
            outcome = None
            if method == "GET":
                outcome = self._ready(environ)
            if outcome is None:
                outcome = self._consider(environ, method, request_id)
        except Refusal as refusal:
            outcome = self._refuse(refusal, environ, request_id)
        except Exception:  # noqa: BLE001 - whatever it is, the client gets a problem
            _log.exception("request failed", request_id=request_id, path=environ.get("PATH_INFO"))
            outcome = self._refuse(Refusal(500), environ, request_id)
        status, headers, body = outcome
        start_response(status, [*headers, ("X-Request-Id", request_id), *self._parting])
        return body if method != "HEAD" else []

    def _ready(self, environ: Environ) -> Outcome | None:
        """Answer from ready bytes if this very spelling has been asked for before."""
        shelf = self._shelf
        if shelf.snapshot is not self._holder.current:
            return None
        slot = shelf.look((environ["PATH_INFO"], environ["QUERY_STRING"]))
        if slot is None or self._too_long(_last_headers(environ), environ):
            return None
        slot.asked = True
        return self._respond(shelf, slot, environ)

    def _respond(self, shelf: _Shelf, slot: Slot[Ready], environ: Environ) -> Outcome:
        ready = slot.value
        outcome = ready.respond(environ, self._now)
        if ready.size != slot.charged:
            shelf.cache.resize(slot, ready.size)
        return outcome

    def _consider(self, environ: Environ, method: str, request_id: str) -> Outcome:
        """Answer what is not simply ready."""
        if method == "OPTIONS":
            return Outcome("204 No Content", _PREFLIGHT, [])
        if method not in ("GET", "HEAD"):
            raise Refusal(405, headers=(("Allow", "GET, HEAD, OPTIONS"),))
        path, raw = self._path(environ), environ["QUERY_STRING"]
        self._check(environ, path, raw)
        if self._prefix and environ["PATH_INFO"] == self._prefix:
            # Relative addresses on the page behind it need the closing slash.
            return plain_outcome(_moved(f"{self._prefix}/", raw), Edition(), self._now)
        query = read_query(raw, self._comma_lists, self._opaque)
        shelf = self._current_shelf()
        if shelf.snapshot is None and not self._works_without_snapshot(path):
            raise Refusal(503, "The first snapshot is being made.", headers=(("Retry-After", "2"),))
        slot = shelf.look((path, query.text))
        if slot is None:
            return self._fill(shelf, path, query, environ, request_id)
        slot.asked = True
        self._remember_spelling(shelf, slot, raw)
        return self._respond(shelf, slot, environ)

    def _path(self, environ: Environ) -> str:
        """Read the path below the prefix, as the server gives it: bytes as Latin-1."""
        path: str = environ["PATH_INFO"] or "/"
        if self._prefix and f"{path}/".startswith(f"{self._prefix}/"):
            return path[len(self._prefix) :] or "/"
        return path

    def _check(self, environ: Environ, path: str, raw: str) -> None:
        if len(path) + len(raw) > self._limits.uri_characters:
            raise Refusal(414)
        if self._too_long([name for name in environ if name.startswith("HTTP_")], environ):
            raise Refusal(431)
        try:
            text = path.encode("latin-1").decode()
        except UnicodeError:
            raise Refusal(404) from None
        if _NOWHERE.search(text):
            raise Refusal(404)

    def _too_long(self, names: Iterable[str], environ: Environ) -> bool:
        total = sum([len(name) + len(environ[name]) for name in names])
        return total > self._limits.header_characters

    def _works_without_snapshot(self, path: str) -> bool:
        return path in self._exact or path.startswith(self._prefixes)

    def _current_shelf(self) -> _Shelf:
        """Give the shelf of the current snapshot; an old snapshot's goes with all it holds."""
        shelf = self._shelf
        if shelf.snapshot is self._holder.current:
            return shelf
        with self._lock:
            current = self._holder.current
            if self._shelf.snapshot is not current:
                self._shelf = _Shelf(current, self._live, self._limits.cache_bytes)
            return self._shelf

    def _fill(
        self, shelf: _Shelf, path: str, query: Query, environ: Environ, request_id: str
    ) -> Outcome:
        """Ask the application and keep what may be kept."""
        inner = inner_environ(environ, self._holder, shelf.snapshot, path, query, request_id)
        answer = ask(self._application, inner)
        if isinstance(answer, Outcome):
            if answer.status >= "5":
                _log.error("answered", status=answer.status, request_id=request_id, path=path)
            return answer
        used, edition = inner[SNAPSHOT], shelf.edition
        if used is not shelf.snapshot:
            edition = Edition.of(used, self._live)
        if isinstance(answer, MadeFile):
            return ReadyFile(answer, edition).respond(environ, self._now)
        if isinstance(answer, FileAnswer):
            ready: Ready = ReadyFile(answer, edition)
        elif answer.status == 200 and answer.policy.stored:
            ready = ReadyBytes(answer, edition)
        else:
            return plain_outcome(answer, edition, self._now)
        slot = shelf.cache.put((path, query.text), ready, ready.size)
        self._remember_spelling(shelf, slot, environ["QUERY_STRING"])
        return self._respond(shelf, slot, environ)

    def _remember_spelling(self, shelf: _Shelf, slot: Slot[Ready], raw: str) -> None:
        """Let the same raw query find the entry without being read again."""
        spelling = (slot.keys[0][0], raw)
        if spelling not in slot.keys:
            shelf.cache.add_key(slot, spelling)

    def _refuse(self, refusal: Refusal, environ: Environ, request_id: str) -> Outcome:
        path = self._path(environ).encode("latin-1", "replace").decode(errors="replace")
        answer = self._tell(refusal, path, request_id, self._holder.current)
        return plain_outcome(answer, Edition(), self._now)


def _last_headers(environ: Environ) -> list[str]:
    """Find the headers that stand last in an environ, which is all of them under granian.

    The operator's own variables stand before them; to look at each costs more than all the
    rest of a ready answer.
    """
    names = []
    for name in reversed(environ):
        if name[:5] == "HTTP_":
            names.append(name)
        elif name[:8] != "CONTENT_":
            break
    return names
