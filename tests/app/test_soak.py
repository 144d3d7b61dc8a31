"""Long runs, by hand: what only shows after a thousand times. And the stop under load."""

import http.client
import statistics
import threading
import time
from pathlib import Path

import pytest

from tests.support.building import post, three_posts, write_files
from tests.support.serving import Service, running

REFRESHES = 1_000
STOPS = 5
WAITING = 40
CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.soak
@pytest.mark.timeout(7_200)
def test_memory_and_open_files_stay_flat_over_a_thousand_refreshes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    quick = {"QUIRE_POLL_SECONDS": "0.1"}
    with running(site, tmp_path / "state", "--workers", "1", command="dev", **quick) as service:
        worker = next(pid for pid in service.children() if b"\0-c\0" not in command_line(pid))
        sizes, files = [], []
        for n in range(REFRESHES):
            title = f"Edit {n}"
            write_files(site, {"content/posts/new.md": post(title, "2024-05-09")})
            service.wait_for(
                "/v1/posts?limit=1",
                lambda reply, title=title: reply.json()["data"][0]["title"] == title,
            )
            sizes.append(resident_kilobytes(worker))
            files.append(len(list(Path(f"/proc/{worker}/fd").iterdir())))

    early, late = slice(100, 200), slice(-100, None)
    assert statistics.median(sizes[late]) < statistics.median(sizes[early]) * 1.2
    assert max(files[late]) <= max(files[early]) + 5


def command_line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def resident_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_stop_answers_every_request_that_has_arrived(tmp_path: Path) -> None:
    for number in range(STOPS):
        with running(CONTENT, tmp_path / "state") as service:
            clients = [Client(service, number * WAITING + n) for n in range(WAITING)]
            for client in clients:
                client.start()
            # Long enough for all to arrive, too short for all to be answered.
            time.sleep(0.1)
        for client in clients:
            client.join(30)
        assert [client.outcome for client in clients] == [200] * WAITING


class Client(threading.Thread):
    """Searches for something that no cache holds."""

    def __init__(self, service: Service, number: int) -> None:
        super().__init__()
        self.port = service.port
        self.path = f"/v1/search?q=content&published_after={1000 + number}-01-01"
        self.outcome: object = None

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            answer.read()
            self.outcome = answer.status
        except (OSError, http.client.HTTPException) as error:
            self.outcome = repr(error)
        finally:
            connection.close()
