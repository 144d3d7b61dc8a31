"""Real processes on the loopback interface, and requests to them as they are on the wire."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_REQUEST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; header names in lower case, the body as sent, encoded or not."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Service:
    """A process that answers on a port of 127.0.0.1.

    Args:
        log: the file that gets its standard output and standard error.
        exit_code: None while it runs.
    """

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    exit_code: int | None = None

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Reply:
        """Send one request over a connection of its own; nothing is added but Host."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_REQUEST_SECONDS)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, named, answer.read())
        finally:
            connection.close()

    def stop(self) -> int:
        """End it as an operator does, by SIGTERM, and give its exit code."""
        if self.exit_code is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.exit_code = self.process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.exit_code = self.process.wait()
        return self.exit_code


def free_port() -> int:
    """Give a port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str | Path],
    port: int,
    log: Path,
    ready: str,
    environment: Mapping[str, str] | None = None,
    user: int | None = None,
) -> Iterator[Service]:
    """Run a command until the block ends; it starts once `ready` answers 200.

    Args:
        ready: path that is asked for.
        environment: all of it; None for this process's own.
        user: numeric id of a user and group to run as, None for this process's own.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=log.parent,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
    service = Service(port, process, log)
    try:
        _await(service, ready)
        yield service
    finally:
        service.stop()


@contextmanager
def quire_serving(
    content: Path, scratch: Path, *options: str, **settings: str
) -> Iterator[Service]:
    """Serve content by the command `quire serve`, with one web process.

    Args:
        scratch: folder for its state and its log.
        options: of the command.
        settings: values by the name of their environment variable.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [
        *(sys.executable, "-m", "quire", "serve", content),
        *("--port", str(port), "--workers", "1", "--state-dir", scratch / "state"),
        *options,
    ]
    environment = {**os.environ, **settings}
    with running(command, port, scratch / "quire.log", "/readyz", environment) as service:
        yield service


def _await(service: Service, path: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and service.process.poll() is None:
        try:
            if service.ask(path).status == 200:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(0.05)
    raise AssertionError(f"not ready:\n{service.log.read_text(errors='replace')}")
