"""A real `quire` process on loopback, stopped by its process id."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 90
QUIRE: Sequence[str | Path] = (sys.executable, "-m", "quire")


@dataclass(frozen=True)
class Reply:
    """One answer: status, headers by lower-cased name (a repeated one joined), body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Service:
    """A running service."""

    base: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    def get(self, path: str, **headers: str) -> Reply:
        """Ask for a path."""
        return fetch(self.base + path, **headers)

    def wait_for(self, path: str, wanted: Any) -> Reply:
        """Ask again and again until `wanted(reply)` holds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            reply = self.get(path)
            if wanted(reply):
                return reply
            if time.monotonic() > deadline:
                raise AssertionError(f"{path} never became as wanted: {reply}")
            time.sleep(0.05)

    def children(self) -> list[int]:
        """Find the processes that the service's parent started, in order."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(int(pid) for task in tasks for pid in task.read_text().split())

    def builder_pid(self) -> int:
        """Find the builder's process: it is started before any web worker."""
        for pid in self.children():
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        raise AssertionError("no builder is running")


def fetch(url: str, **headers: str) -> Reply:
    """Ask for a URL; an error status is an answer too."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=names)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return _reply(answer)
    except urllib.error.HTTPError as error:
        with error:
            return _reply(error)


def ask(
    port: int, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> Reply:
    """Send one request as it is given: nothing is added but Host, no redirect is followed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        return _reply(connection.getresponse())
    finally:
        connection.close()


def _reply(answer: Any) -> Reply:
    fields = answer.headers
    headers = {name.lower(): ", ".join(fields.get_all(name)) for name in fields}
    return Reply(answer.status, headers, answer.read())


def free_port() -> int:
    """Find a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    path: Path,
    state: Path,
    *options: str,
    command: str = "serve",
    program: Sequence[str | Path] = QUIRE,
    expected_code: int = 0,
    **environment: str,
) -> Iterator[Service]:
    """Run `quire serve` (or `dev`) until the block ends and SIGTERM ends it."""
    port = free_port()
    log = state.parent / f"{state.name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [
                *program,
                command,
                str(path),
                "--port",
                str(port),
                "--state-dir",
                str(state),
                *options,
            ],
            stdout=output,
            stderr=output,
            env={**os.environ, **environment},
            start_new_session=True,
        )
    service = Service(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_until_ready(service)
        yield service
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE_SECONDS)
        assert code == expected_code, f"exit code {code}; the log says:\n{log.read_text()}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            raise AssertionError(f"the service ended:\n{service.log.read_text()}")
        try:
            if service.get("/readyz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the service never became ready:\n{service.log.read_text()}")
