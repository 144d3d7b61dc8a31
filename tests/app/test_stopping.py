"""A stop loses no request, and few open files stop nothing."""

import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from granian.constants import Interfaces
from granian.server.mp import WorkerProcess

from quire.app.listening import WebServer
from tests.support.building import three_posts, write_files
from tests.support.serving import QUIRE, Service, free_port, running

pytestmark = pytest.mark.slow

REQUEST = b"GET /v1/posts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def ask_until_refused(port: int, delay: float, replies: list[bytes]) -> None:
    """Ask over new connections, each a little after it is there, until there is none to get."""
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=0.5)
        except OSError:
            return
        with connection:
            connection.settimeout(30)
            time.sleep(delay)
            connection.sendall(REQUEST)
            with connection.makefile("rb") as answer:
                replies.append(answer.read())


def test_each_connection_that_was_let_in_before_a_stop_is_answered(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    replies: list[bytes] = []
    with running(tmp_path / "site", tmp_path / "state") as service:
        clients = [
            threading.Thread(target=ask_until_refused, args=(service.port, n / 500, replies))
            for n in range(8)
        ]
        for client in clients:
            client.start()
        while len(replies) < 50:
            time.sleep(0.01)
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(60)
    for client in clients:
        client.join(60)
    assert [reply for reply in replies if not reply.startswith(b"HTTP/1.1 200")] == []


class _Process:
    """A worker's process that has ended, whose exit code nobody has noted for so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def is_alive(self) -> bool:
        self.looks -= 1
        return self.looks >= 0

    def terminate(self) -> None:
        pass

    def join(self, timeout: float | None = None) -> None:
        pass


def test_worker_that_has_ended_is_not_said_to_refuse(caplog: pytest.LogCaptureFixture) -> None:
    server = WebServer("x:y", interface=Interfaces.WSGI, workers_kill_timeout=10)
    worker = WorkerProcess.__new__(WorkerProcess)
    worker.idx, worker.inner = 0, _Process(looks=5)
    server.wrks.append(worker)
    server._stop_workers()
    assert caplog.messages == []
    assert worker.interrupt_by_parent


def test_kept_connection_is_told_to_close_when_the_service_stops(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    with running(tmp_path / "site", tmp_path / "state") as service:
        address = ("127.0.0.1", service.port)
        with socket.create_connection(address, timeout=30) as connection:
            heads = []
            while not heads or b"\r\nconnection: close" not in heads[-1]:
                connection.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
                heads.append(connection.recv(65536).lower())
                if len(heads) == 1:
                    service.process.send_signal(signal.SIGTERM)
            assert all(head.startswith(b"http/1.1 200") for head in heads)
            assert connection.recv(1) == b""


def test_half_open_connections_do_not_keep_probes_from_an_answer(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    program = ("bash", "-c", 'ulimit -n 512 && exec "$@"', "bash", *QUIRE)
    with running(tmp_path / "site", tmp_path / "state", program=program) as service:
        open_ones = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(120)]
        assert service.get("/livez").status == 200
        for each in open_ones:
            each.close()


def test_too_few_open_files_are_one_line(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    ended = subprocess.run(
        [sys.executable, "-m", "quire", "serve", str(tmp_path / "site")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("Error: only 64 open files are allowed and 512 are needed")


@pytest.mark.parametrize("sign", ["", "lock"])
def test_stop_before_anything_is_served_leaves_no_process(tmp_path: Path, sign: str) -> None:
    """As soon as the builder's process is there, and as soon as it builds."""
    write_files(tmp_path / "site", three_posts())
    state = tmp_path / "state"
    command = [*QUIRE, "serve", tmp_path / "site", "--state-dir", state, "--port", str(free_port())]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    service = Service("", process, tmp_path)
    while not (children := service.children()) or (not (state / sign).exists() and sign):
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 0
    deadline = time.monotonic() + 60
    while any(is_running(pid) for pid in children):
        assert time.monotonic() < deadline, "a process outlives the service"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
