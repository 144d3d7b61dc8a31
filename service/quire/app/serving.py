"""The processes of a service: one builder, N web workers, and the parent that minds them."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec
import structlog
from granian.constants import Interfaces, RuntimeModes
from granian.log import LogLevels

from quire.app.building import run_builder
from quire.app.listening import WebServer
from quire.app.open_files import connections_allowed
from quire.app.parts import cursor_secret, state_directory
from quire.errors import QuireError, SettingError
from quire.library.progress import Progress
from quire.library.report import BuildReport
from quire.library.variants.making import MOST_WAITING
from quire.settings import Settings
from quire.source import check_path

_log = structlog.get_logger()

WORKER_VARIABLE = "_QUIRE_WORKER"
"""Environment variable by which the parent hands its settings to web workers."""

_THREADS = MOST_WAITING + 4
"""Of a web process. One does nearly all the work, for they share one interpreter lock; the
others are there to wait for pictures, and go when they have been idle for half a minute."""

_RESTART_SECONDS = 2.0
_LONGEST_RESTART_SECONDS = 60.0
_STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a web worker needs: where the snapshots are, and the operator's settings.

    Args:
        secret: signs cursors. Handed over, so that a worker can start without the state
            directory's file.
    """

    state: Path
    settings: Settings
    live: bool
    secret: bytes


class BuilderProcess:
    """Runs the builder in a process of its own and starts it again when it dies."""

    def __init__(self, path: Path, settings: Settings, work_tree: bool, progress: Progress) -> None:
        self._arguments = (path, settings, work_tree, progress)
        self._context = get_context("spawn")
        self._stopping = threading.Event()
        self._process: BaseProcess
        self._ours: Connection
        self._minder: threading.Thread | None = None

    def start(self) -> BuildReport:
        """Start the process and wait for its first snapshot.

        Raises:
            QuireError: there is none, and why.
        """
        self._spawn()
        try:
            answer = self._ours.recv()
        except EOFError:
            self._process.join()
            raise SettingError(
                f"the builder ended with exit code {self._process.exitcode}; its log says why"
            ) from None
        except KeyboardInterrupt:
            # Nobody waits for the build; it may be killed at any moment.
            self._process.kill()
            self._process.join()
            raise
        if not isinstance(answer, BuildReport):
            self._process.join()
            raise QuireError(answer)
        self._minder = threading.Thread(target=self._mind, name="builder-minder", daemon=True)
        self._minder.start()
        return answer

    def stop(self) -> None:
        """Close the pipe, which ends the process, and kill it when it lingers."""
        self._stopping.set()
        self._ours.close()
        self._process.join(_STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    @property
    def pid(self) -> int | None:
        """Process id of the builder at work."""
        return self._process.pid

    def _spawn(self) -> None:
        self._ours, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=run_builder, args=(*self._arguments, theirs), name="quire-builder"
        )
        self._process.start()
        theirs.close()

    def _mind(self) -> None:
        pause, complaint = _RESTART_SECONDS, ""
        while not self._stopping.is_set():
            self._process.join()
            code, reason = self._process.exitcode, self._last_words()
            if self._stopping.wait(pause):
                return
            if not reason or reason != complaint:
                pause, complaint = _RESTART_SECONDS, reason
                _log.error("the builder ended and is started again", exit_code=code, reason=reason)
            else:
                pause = min(pause * 2, _LONGEST_RESTART_SECONDS)
            self._ours.close()
            self._spawn()

    def _last_words(self) -> str:
        """Read why the process could not begin, "" where it did not say."""
        said = ""
        with suppress(EOFError, OSError):
            while self._ours.poll():
                answer = self._ours.recv()
                said = answer if isinstance(answer, str) else ""
        return said


def check_port(host: str, port: int) -> None:
    """Make sure that an address can be listened on.

    Raises:
        SettingError: it is in use, not allowed, or no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SettingError(
                f"cannot listen on {host}:{port} ({reason.lower()}); choose another with "
                "--host or --port"
            ) from error


def serve(
    path: Path,
    settings: Settings,
    live: bool,
    progress: Progress,
    ready: Callable[[BuildReport], None],
) -> None:
    """Serve until a signal says stop; requests in flight are answered first.

    Args:
        path: of the content.
        live: serve the files on disk, edits included, and let nobody cache answers.
        ready: called once with the first snapshot's report, before the first request.

    Raises:
        QuireError: the service cannot start.
    """
    check_path(path)
    check_port(settings.host, settings.port)
    connections = connections_allowed()
    # Until the server listens nobody waits for an answer, and the builder dies with its parent.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    builder = BuilderProcess(path, settings, live, progress)
    report = builder.start()
    try:
        ready(report)
        state = state_directory(path, settings)
        secret = cursor_secret(state, settings)
        os.environ[WORKER_VARIABLE] = msgspec.json.encode(
            WorkerSettings(state, settings, live, secret), enc_hook=str
        ).decode()
        server = WebServer(
            "quire.app.worker:make_application",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.WSGI,
            workers=settings.workers,
            blocking_threads=_THREADS,
            backpressure=connections,
            runtime_mode=RuntimeModes.st,
            factory=True,
            log_level=LogLevels.warning,
            log_access=settings.access_log,
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=_STOP_SECONDS,
        )
        logging.getLogger("_granian").addFilter(_is_worth_reading)
        server.serve()
    finally:
        builder.stop()


def _is_worth_reading(record: logging.LogRecord) -> bool:
    """Keep what granian logs, but for its doubts about threads that only wait."""
    return "Python threads" not in record.getMessage()
