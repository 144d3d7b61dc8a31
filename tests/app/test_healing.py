"""The service heals by itself: damage on its disk, a builder that cannot begin."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.support.building import three_posts, write_files
from tests.support.serving import PATIENCE_SECONDS, Service, running

pytestmark = pytest.mark.slow

ADDRESS = "/v1/posts/post-2?formats=html"


def flip(file: Path, words: bytes) -> None:
    """Change one bit of a file in place, as a failing disk does."""
    at = file.read_bytes().index(words)
    with file.open("r+b") as opened:
        opened.seek(at)
        byte = opened.read(1)[0]
        opened.seek(at)
        opened.write(bytes([byte ^ 1]))


def wait_for_line(service: Service, words: str) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while words not in (log := service.log.read_text()):
        assert time.monotonic() < deadline, log
        time.sleep(0.05)
    return log


def test_bit_flipped_in_a_pack_is_answered_by_503_until_the_snapshot_is_made_anew(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "site", three_posts())
    with running(tmp_path / "site", tmp_path / "state", "--workers", "1") as service:
        [pack] = (tmp_path / "state" / "snapshots").glob("*/000001.pack")
        flip(pack, b"<p>Body of number 2")

        reply = service.get(ADDRESS)
        assert (reply.status, reply.headers["retry-after"]) == (503, "5")
        reply = service.wait_for(ADDRESS, lambda reply: reply.status == 200)

        assert reply.json()["data"]["html"] == "<p>Body of number 2.</p>\n"
        assert "a snapshot is damaged and will be made anew" in service.log.read_text()


def test_state_directory_removed_while_serving_is_made_again_and_answers_go_on(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "site", three_posts())
    state = tmp_path / "state"
    with running(tmp_path / "site", state, "--workers", "1") as service:
        shutil.rmtree(state)
        assert service.get(ADDRESS).status == 200
        wait_for_line(service, "snapshot made")
        # A web process that is started now finds all that it needs.
        [worker] = [pid for pid in service.children() if is_web(pid)]
        os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                if service.get(ADDRESS).status == 200:
                    break
            except OSError:
                pass
            time.sleep(0.1)
        assert service.get(ADDRESS).status == 200


def test_builder_that_cannot_begin_again_says_why_once(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    with running(tmp_path / "site", tmp_path / "state", "--workers", "1") as service:
        (tmp_path / "site").rename(tmp_path / "away")
        (tmp_path / "state" / "current.json").unlink()
        os.kill(service.builder_pid(), signal.SIGKILL)
        wait_for_line(service, "no such path")
        assert service.get(ADDRESS).status == 200
        time.sleep(5)
        log = service.log.read_text()
        said = [line for line in log.splitlines() if "is started again" in line]
        assert len([line for line in said if "no such path" in line]) == 1

        (tmp_path / "away").rename(tmp_path / "site")
        write_files(tmp_path / "site", {"content/new.md": "---\ntitle: New\n---\nText.\n"})
        service.wait_for("/v1/pages/new", lambda reply: reply.status == 200)


def is_web(pid: int) -> bool:
    name = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"granian" in name or (b"spawn_main" not in name and b"resource_tracker" not in name)
