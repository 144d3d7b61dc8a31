"""The front behind the real server, over real sockets."""

import http.client
import multiprocessing
import socket
import time
from collections.abc import Iterator

import pytest
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from tests.wire.doors import Echo, make_front

front = make_front(Echo())


def _serve(port: int) -> None:
    Server(
        "tests.wire.test_behind_granian:front",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        blocking_threads=1,
        workers_kill_timeout=2,
        log_level=LogLevels.error,
    ).serve()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(number,))
    server.start()
    deadline = time.monotonic() + 60
    while not listens(number):
        assert server.is_alive(), "the server ended"
        assert time.monotonic() < deadline, "the server did not come up"
        time.sleep(0.05)
    yield number
    server.terminate()
    server.join(20)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def fetch(port, path="/v1/posts", method="GET", headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers=headers or {})
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        connection.close()


def test_answer_head_and_not_modified_arrive_whole(port):
    status, headers, body = fetch(port, headers={"Accept-Encoding": "br"})
    assert (status, headers["Content-Encoding"], headers["Server"]) == (200, "br", "granian")
    assert headers.get_all("Content-Length") == [str(len(body))]
    head = fetch(port, method="HEAD", headers={"Accept-Encoding": "br"})
    assert (head[0], head[1].get_all("Content-Length"), head[2]) == (200, [str(len(body))], b"")
    condition = {"Accept-Encoding": "br", "If-None-Match": headers["ETag"]}
    assert fetch(port, headers=condition)[::2] == (304, b"")


@pytest.mark.parametrize("path", ["/v1/warm", "/v1/cold"])
def test_long_headers_are_refused_whether_or_not_the_answer_is_ready(port, path):
    fetch(port, "/v1/warm")
    headers = {"X-Long": "x" * 17_000, "Content-Type": "a/b"}
    status, found, _ = fetch(port, path, headers=headers)
    assert (status, found["Content-Type"]) == (431, "application/problem+json")


def test_long_address_is_refused_with_a_problem(port):
    status, headers, _ = fetch(port, "/v1/" + "x" * 4100)
    assert (status, headers["Content-Type"]) == (414, "application/problem+json")


def test_slow_bodies_hold_nobody_up(port):
    request = b"POST /v1/posts HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc"
    slow = []
    for _ in range(6):
        connection = socket.create_connection(("127.0.0.1", port), 5)
        connection.sendall(request)
        slow.append(connection)
    assert fetch(port)[0] == 200
    for connection in slow:
        assert connection.recv(100).startswith(b"HTTP/1.1 405 ")
        connection.close()


def test_encoded_slashes_and_nul_in_a_path(port):
    assert b'"/v1/posts/a/b"' in fetch(port, "/v1/posts/a%2Fb")[2]
    assert fetch(port, "/v1/posts/a%00b")[0] == 404
    assert fetch(port, "/v1/posts/%FF")[0] == 404
