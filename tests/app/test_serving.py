"""The service as processes: start, edits, deaths, stop."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.building import post, three_posts, write_files
from tests.support.serving import Service, free_port, running

pytestmark = pytest.mark.slow


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def slugs(service: Service) -> list[str]:
    return [each["slug"] for each in service.get("/v1/posts").json()["data"]]


def test_saved_edit_is_listed_and_found_while_the_service_runs(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    with running(site, tmp_path / "state", command="dev") as service:
        assert slugs(service) == ["post-3", "post-2", "post-1"]

        write_files(site, {"content/posts/new.md": post("New", "2024-05-09", "A quokka smiles.")})

        service.wait_for("/v1/posts", lambda reply: reply.json()["data"][0]["slug"] == "new")
        # The other web process may be half a second behind.
        answer = "/v1/search?q=quokka"
        reply = service.wait_for(answer, lambda reply: reply.json()["data"])
        [hit] = reply.json()["data"]
        assert hit["match"]["snippet"] == "A <mark>quokka</mark> smiles."


def test_nobody_may_cache_what_is_served_from_a_work_tree(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    with running(site, tmp_path / "state", command="dev") as service:
        assert service.get("/v1/posts").headers["cache-control"] == (
            "public, max-age=0, must-revalidate"
        )


def test_builder_that_died_is_started_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    with running(site, tmp_path / "state", "--workers", "1") as service:
        os.kill(service.builder_pid(), signal.SIGKILL)
        assert len(slugs(service)) == 3

        write_files(site, {"content/posts/new.md": post("New", "2024-05-09")})

        service.wait_for("/v1/posts", lambda reply: len(reply.json()["data"]) == 4)


def test_all_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    with running(site, tmp_path / "state", expected_code=-signal.SIGKILL) as service:
        children = service.children()
        service.process.kill()

    assert len(children) >= 3
    deadline = time.monotonic() + 30
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [pid for pid in children if is_alive(pid)] == []


def test_restart_serves_the_snapshot_that_is_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    with running(site, tmp_path / "state") as service:
        first = service.get("/v1").json()["data"]["snapshot"]
    with running(site, tmp_path / "state") as service:
        assert service.get("/v1").json()["data"]["snapshot"] == first
        assert "rendering" not in service.log.read_text().partition("Stop with Ctrl-C")[2]


def test_cursor_of_a_vanished_snapshot_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(site, three_posts())
    kept = {"QUIRE_KEPT_SNAPSHOTS": "1", "QUIRE_POLL_SECONDS": "0.1"}
    with running(site, tmp_path / "state", "--workers", "1", command="dev", **kept) as service:
        page = service.get("/v1/posts?limit=1").json()
        cursor = page["meta"]["pagination"]["next_cursor"]
        for n in range(4):
            title = f"New {n}"
            write_files(site, {"content/posts/new.md": post(title, "2024-05-09")})
            service.wait_for(
                "/v1/posts",
                lambda reply, title=title: reply.json()["data"][0]["title"] == title,
            )

        reply = service.get(f"/v1/posts?limit=1&cursor={cursor}")

        assert (reply.status, reply.json()["title"]) == (410, "Snapshot gone")


def test_interrupt_during_the_first_build_ends_everything_at_once(tmp_path: Path) -> None:
    files = {f"content/{n}.md": post(f"{n}", body=f"word {n} *x*\n\n" * 2000) for n in range(200)}
    write_files(tmp_path / "site", files)
    command = (sys.executable, "-m", "quire", "serve", str(tmp_path / "site"))
    service = subprocess.Popen(
        (*command, "--port", str(free_port()), "--state-dir", str(tmp_path / "state")),
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "state" / "build-cache.sqlite").exists():
        assert service.poll() is None
        time.sleep(0.02)

    service.send_signal(signal.SIGINT)
    _, said = service.communicate(timeout=5)

    assert (service.returncode, said.strip().splitlines()[-1]) == (1, "Aborted!")
    assert "Traceback" not in said
