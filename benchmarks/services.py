"""The two servers that are compared, each with one worker, on loopback, bounded in time."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_SECONDS = 900


@dataclass(frozen=True)
class Running:
    """A server under measurement."""

    base: str
    pid: int
    seconds_to_ready: float


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def get(url: str) -> bytes:
    """Fetch a URL."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
        return body


@contextmanager
def quire(site: Path, state: Path, command: str = "serve", **settings: str) -> Iterator[Running]:
    """Run Quire with one web worker until the block ends."""
    port = free_port()
    started = time.monotonic()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "quire",
            command,
            str(site),
            "--port",
            str(port),
            "--workers",
            "1",
            "--state-dir",
            str(state),
        ],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{base}/readyz", process, started)
        yield Running(base, process.pid, time.monotonic() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@contextmanager
def nginx(root: Path) -> Iterator[Running]:
    """Run nginx with one worker over the files below `root`."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    configuration = root.parent / "nginx.conf"
    configuration.write_text(
        f"daemon off; worker_processes 1; pid {root.parent}/nginx.pid;"
        f"error_log {root.parent}/nginx.log; events {{ worker_connections 512; }}"
        "http { access_log off; sendfile on; keepalive_requests 10000000;"
        "default_type application/json;"
        f"server {{ listen 127.0.0.1:{port}; root {root}; }} }}"
    )
    started = time.monotonic()
    process = subprocess.Popen([program, "-c", str(configuration)])
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{base}/list.json", process, started)
        yield Running(base, process.pid, time.monotonic() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(url: str, process: "subprocess.Popen[bytes]", started: float) -> None:
    while time.monotonic() - started < _PATIENCE_SECONDS:
        if process.poll() is not None:
            raise RuntimeError(f"the server for {url} ended with {process.returncode}")
        try:
            get(url)
        except OSError as error:
            if getattr(error, "code", 503) != 503:
                raise
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{url} never answered")


def children(parent: int) -> list[int]:
    """Find the processes that a process has started."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def memory_of_worker(parent: int) -> float:
    """Give the private memory of a service's web worker, in MB (its proportional set size).

    The builder and its helpers are started by `-c` programs; the worker is a fork of its parent.
    """
    sizes = []
    for pid in children(parent):
        if b"\0-c\0" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            sizes.append(next(int(line.split()[1]) for line in rollup if "Pss:" in line))
    return max(sizes) / 1024
