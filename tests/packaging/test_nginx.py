"""deploy/nginx.conf in Debian's nginx, as it stands but for addresses and its folder."""

import gzip
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import brotli
import pytest

from tests.support.building import post, three_posts, write_files
from tests.support.serving import Reply, Service, ask, free_port, running

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
NOBODY = 65534

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]


@dataclass(frozen=True)
class Nginx:
    """A running nginx."""

    port: int

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Reply:
        return ask(self.port, path, headers, method)


@contextmanager
def nginx_before(upstream: int, location: tuple[str, str] = ("/", "")) -> Iterator[Nginx]:
    """Run nginx before a port; without root's rights, as in docker-compose.yml.

    Args:
        location: the prefix that is passed on, and what its path becomes.
    """
    text = CONFIGURATION.read_text()
    prefix, becomes = location
    text = text.replace("location / {", f"location {prefix} {{")
    text = text.replace("http://quire_service;", f"http://quire_service{becomes};")
    port = free_port()
    user = NOBODY if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for old, new, times in (
            ("server quire:8000;", f"server 127.0.0.1:{upstream};", 1),
            ("listen 8080;", f"listen 127.0.0.1:{port};", 1),
            ("/var/cache/nginx", name, 8),
        ):
            assert text.count(old) == times, old
            text = text.replace(old, new)
        configuration = folder / "nginx.conf"
        configuration.write_text(text)
        log = folder / "nginx.log"
        log.touch()
        if user is not None:
            for path in (folder, log):
                os.chown(path, user, user)
        command = [NGINX, "-p", folder, "-e", "stderr", "-c", configuration, "-g", "daemon off;"]
        with log.open("ab") as output:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdout=output,
                stderr=output,
                user=user,
                group=user,
                extra_groups=None if user is None else [],
            )
        try:
            _await(process, port, log)
            yield Nginx(port)
        finally:
            process.terminate()
            process.wait(20)


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            ask(port, "/livez")
            return
        time.sleep(0.05)
    raise AssertionError(f"not ready:\n{log.read_text()}")


@pytest.fixture(scope="module")
def quire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("quire")
    write_files(folder / "site", three_posts())
    with running(folder / "site", folder / "state") as service:
        yield service


@pytest.fixture
def nginx(quire: Service) -> Iterator[Nginx]:
    with nginx_before(quire.port) as service:
        yield service


def outcome(reply: Reply) -> tuple[int, str | None]:
    return reply.status, reply.headers.get("x-cache-status")


def test_second_request_is_answered_from_the_cache(quire: Service, nginx: Nginx) -> None:
    first, second = nginx.ask("/v1/posts"), nginx.ask("/v1/posts")
    assert (outcome(first), outcome(second)) == ((200, "MISS"), (200, "HIT"))
    direct = ask(quire.port, "/v1/posts")
    kept = {
        name: value
        for name, value in direct.headers.items()
        if name not in {"date", "server", "x-request-id"}
    }
    assert first.body == second.body == direct.body
    assert kept.items() <= second.headers.items()


def test_kept_answer_shows_when_it_was_made(nginx: Nginx) -> None:
    first = nginx.ask("/v1/posts")
    time.sleep(1.1)
    second = nginx.ask("/v1/posts")
    assert outcome(second) == (200, "HIT")
    assert second.headers["date"] == first.headers["date"]


def test_etag_is_answered_by_304_from_the_cache(nginx: Nginx) -> None:
    tag = nginx.ask("/v1/posts").headers["etag"]
    again = nginx.ask("/v1/posts", {"If-None-Match": tag})
    assert outcome(again) == (304, "HIT")
    assert again.headers["etag"] == tag
    assert again.body == b""
    assert nginx.ask("/v1/posts", {"If-None-Match": '"other"'}).status == 200


def test_encodings_are_kept_apart(nginx: Nginx) -> None:
    readers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.decompress,
        "br": brotli.decompress,
        "identity": bytes,
    }
    plain = nginx.ask("/v1/posts").body
    for expected in ("MISS", "HIT"):
        for encoding, read in readers.items():
            reply = nginx.ask("/v1/posts", {"Accept-Encoding": encoding})
            assert outcome(reply) == (200, expected)
            assert reply.headers.get("content-encoding", "identity") == encoding
            assert reply.headers["vary"] == "Accept-Encoding"
            assert read(reply.body) == plain
    assert outcome(nginx.ask("/v1/posts")) == (200, "HIT")


def test_etag_of_one_encoding_does_not_answer_for_another(nginx: Nginx) -> None:
    zipped = nginx.ask("/v1/posts", {"Accept-Encoding": "gzip"}).headers["etag"]
    assert nginx.ask("/v1/posts").headers["etag"] != zipped
    assert nginx.ask("/v1/posts", {"If-None-Match": zipped}).status == 200


def test_order_of_parameters_changes_no_answer(nginx: Nginx) -> None:
    one = nginx.ask("/v1/posts?limit=2&sort=title")
    other = nginx.ask("/v1/posts?sort=title&limit=2")
    assert one.body == other.body
    assert one.headers["etag"] == other.headers["etag"]
    assert nginx.ask("/v1/posts?limit=1&sort=title").body != one.body


def test_head_has_the_headers_of_get(nginx: Nginx) -> None:
    head = nginx.ask("/v1/posts", method="HEAD")
    get = nginx.ask("/v1/posts")
    assert (outcome(head), outcome(get)) == ((200, "MISS"), (200, "HIT"))
    assert head.body == b""
    for name in ("etag", "content-length", "cache-control", "content-type"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/posts/none", 404), ("/v1/posts?limit=0", 400), ("/v1/nowhere", 404)]
)
def test_error_is_passed_on_and_not_kept(nginx: Nginx, path: str, status: int) -> None:
    for _ in range(2):
        reply = nginx.ask(path)
        assert outcome(reply) == (status, "MISS")
        assert reply.headers["content-type"] == "application/problem+json"


def test_probe_is_not_kept(nginx: Nginx) -> None:
    assert [outcome(nginx.ask("/readyz")) for _ in range(2)] == [(200, "MISS")] * 2


def test_other_methods_reach_quire(nginx: Nginx) -> None:
    reply = nginx.ask("/v1/posts", method="POST")
    assert reply.status == 405
    assert json.loads(reply.body)["title"] == "Method not allowed"


def test_host_and_forwarded_headers_poison_nothing(nginx: Nginx) -> None:
    evil = {
        "Forwarded": "host=evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Original-URL": "/v1/tags",
    }
    poisoned = nginx.ask("/v1/posts?limit=1", evil)
    clean = nginx.ask("/v1/posts?limit=1")
    assert b"evil" not in poisoned.body
    assert "evil" not in str(dict(poisoned.headers))
    assert (outcome(clean), clean.body) == ((200, "HIT"), poisoned.body)


def test_each_answer_has_the_request_id_of_its_own_request(nginx: Nginx) -> None:
    ids = [nginx.ask("/v1/posts").headers["x-request-id"] for _ in range(2)]
    assert ids[0] != ids[1]
    named = nginx.ask("/v1/posts", {"X-Request-Id": "mine-1"})
    assert named.headers["x-request-id"] == "mine-1"
    refused = nginx.ask("/v1/posts/none", {"X-Request-Id": 'no"thing'})
    assert refused.headers["x-request-id"] == json.loads(refused.body)["instance"]


def test_expiring_post_leaves_the_cache_at_its_instant(tmp_path: Path) -> None:
    expiry = datetime.now(UTC) + timedelta(seconds=14)
    files = three_posts() | {
        "content/posts/brief.md": post("Brief", expiryDate=expiry.isoformat(timespec="seconds"))
    }
    write_files(tmp_path / "site", files)
    with (
        running(tmp_path / "site", tmp_path / "state") as service,
        nginx_before(service.port) as nginx,
    ):
        first = nginx.ask("/v1/posts/brief")
        assert outcome(first) == (200, "MISS")
        assert "stale-while-revalidate" not in first.headers["cache-control"]
        assert outcome(nginx.ask("/v1/posts/brief")) == (200, "HIT")
        assert outcome(nginx.ask("/v1/posts/post-1")) == (200, "MISS")
        time.sleep(max(0, (expiry - datetime.now(UTC)).total_seconds()) + 2)
        assert nginx.ask("/v1/posts/brief").status == 404
        assert b"Brief" not in nginx.ask("/v1/posts").body


class Origin(ThreadingHTTPServer):
    """Answers every path for a second, and for two more while it is asked again."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        super().__init__(("127.0.0.1", 0), _OriginHandler)


class _OriginHandler(BaseHTTPRequestHandler):
    server: Origin

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        body = f"answer {self.server.asked[self.path]}".encode()
        known = "If-None-Match" in self.headers
        self.send_response(304 if known else 200)
        self.send_header("ETag", '"always"')
        self.send_header("Cache-Control", "public, max-age=1, stale-while-revalidate=2")
        self.send_header("Content-Revision", str(self.server.asked[self.path]))
        self.send_header("Content-Length", str(0 if known else len(body)))
        self.end_headers()
        self.wfile.write(b"" if known else body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_freshness_and_staleness_last_as_long_as_the_headers_say(origin: Origin) -> None:
    with nginx_before(origin.server_port) as nginx:
        assert outcome(nginx.ask("/a")) == (200, "MISS")
        assert outcome(nginx.ask("/b")) == (200, "MISS")
        assert outcome(nginx.ask("/a")) == (200, "HIT")
        time.sleep(2.1)
        stale = nginx.ask("/a")
        assert (outcome(stale), stale.body) == ((200, "STALE"), b"answer 1")
        time.sleep(0.3)
        renewed = nginx.ask("/a")
        assert (outcome(renewed), renewed.body) == ((200, "HIT"), b"answer 2")
        time.sleep(2)
        late = nginx.ask("/b")
        assert (outcome(late), late.body) == ((200, "EXPIRED"), b"answer 2")
        assert late.headers["content-revision"] == "2"


def test_answer_is_a_problem_when_quire_is_away(origin: Origin) -> None:
    with nginx_before(origin.server_port) as nginx:
        origin.shutdown()
        origin.server_close()
        reply = nginx.ask("/v1/posts", {"X-Request-Id": "mine-2"})
        assert reply.status == 503
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.headers["retry-after"] == "5"
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["access-control-allow-origin"] == "*"
        assert json.loads(reply.body) == {
            "type": "/docs/problems/temporarily-unavailable",
            "title": "Temporarily unavailable",
            "status": 503,
            "detail": "The service behind this address does not answer.",
            "instance": "mine-2",
            "errors": [],
        }
