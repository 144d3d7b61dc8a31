"""Promises under faults: a builder that is killed, readers while snapshots swap.

Each post of a version says that version in its body; an answer that mixes versions, or a
revision that was seen with two of them, would be a lie.
"""

import os
import random
import re
import signal
import subprocess
import threading
import time
import urllib.parse
from pathlib import Path

import pytest

from quire.library.holder import Holder
from quire.search.query import parse
from quire.search.whoosh import WhooshEngine
from tests.support.building import post, workshop, write_files
from tests.support.serving import Service, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

POSTS = 30
KILLS = 50
SWAPS = 200
CLIENTS = 4


def write_version(site: Path, version: int) -> None:
    write_files(
        site,
        {
            f"content/posts/post-{n}.md": post(f"Post {n}", body=f"Version {version}.")
            for n in range(POSTS)
        },
    )


def versions_in(text: str) -> set[int]:
    return {int(found) for found in re.findall(r"Version (\d+)", text)}


def test_builder_killed_at_any_moment_leaves_a_whole_snapshot(tmp_path: Path) -> None:
    moments = random.Random(20261123)
    site = tmp_path / "site"
    write_version(site, 0)
    started = time.monotonic()
    with workshop(tmp_path) as shop:
        shop.builder.build()
    # Half of the builds should end before they are killed, whatever the machine is doing.
    span = time.monotonic() - started
    seen = [0]
    kills = version = 0
    while kills < KILLS or version == kills:
        version += 1
        write_version(site, version)
        killed = killed_while_building(tmp_path, moments.uniform(0, 2 * span))
        seen.append(whole_version(tmp_path))
        if not killed:
            assert seen[-1] == version
        kills += killed
        span *= 1.15 if killed else 0.87

    # Old or new, and no state went back.
    assert seen == sorted(seen)
    with workshop(tmp_path) as shop:
        shop.builder.build()
    assert whole_version(tmp_path) == version


def killed_while_building(base: Path, seconds: float) -> bool:
    """Build in a process that is killed after some time; say whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            with workshop(base) as shop:
                shop.builder.build()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def whole_version(base: Path) -> int:
    """Read everything of the current snapshot and give the one version it shows."""
    holder = Holder(base / "state", WhooshEngine())
    assert holder.refresh()
    snapshot = holder.current
    assert snapshot is not None
    bodies = [snapshot.pieces(n).html.decode() for n in range(snapshot.catalogue.size)]
    assert len(bodies) == POSTS
    [version] = versions_in(" ".join(bodies))
    assert snapshot.index is not None
    matches = snapshot.index.match(parse(f"version {version}"), ["en"], time.monotonic() + 5)
    assert matches.found.bit_count() == POSTS
    holder.close()
    return version


def test_readers_see_one_version_at_a_time_through_many_swaps(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_version(site, 0)
    commit(site)
    options = {"QUIRE_POLL_SECONDS": "0.1", "QUIRE_KEPT_SNAPSHOTS": "8"}
    with running(site, tmp_path / "state", "--workers", "2", **options) as service:
        stop = threading.Event()
        readers = [Reader(service, stop, number) for number in range(CLIENTS)]
        for reader in readers:
            reader.start()
        for version in range(1, SWAPS + 1):
            write_version(site, version)
            commit(site)
            wanted = f"Version {version}."
            service.wait_for(
                "/v1/posts?limit=1&formats=html",
                lambda reply, wanted=wanted: wanted.encode() in reply.body,
            )
        stop.set()
        for reader in readers:
            reader.join()

    assert [fault for reader in readers for fault in reader.faults] == []
    assert sum(reader.answers for reader in readers) > SWAPS
    by_revision: dict[str, set[int]] = {}
    for reader in readers:
        for revision, version in reader.seen:
            by_revision.setdefault(revision, set()).add(version)
    assert {revision: v for revision, v in by_revision.items() if len(v) > 1} == {}
    assert len(by_revision) > SWAPS // 2


class Reader(threading.Thread):
    """Reads lists, pages and searches until told to stop, and notes what is wrong."""

    def __init__(self, service: Service, stop: threading.Event, number: int) -> None:
        super().__init__(name=f"reader-{number}")
        self.service = service
        self.stopped = stop
        self.faults: list[str] = []
        self.seen: set[tuple[str, int]] = set()
        self.answers = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            for read in (self.read_list, self.read_pages, self.read_search):
                try:
                    read()
                except Exception as error:  # noqa: BLE001 - every fault is a finding
                    self.faults.append(f"{read.__name__}: {error!r}")

    def read_list(self) -> None:
        reply = self.service.get("/v1/posts?limit=100&formats=html")
        assert reply.status == 200, reply.status
        assert reply.json()["meta"]["pagination"]["total"] == POSTS
        self.note(reply.headers["content-revision"], reply.body.decode())

    def read_pages(self) -> None:
        path: str | None = "/v1/posts?limit=10&formats=html"
        slugs: list[str] = []
        bodies = ""
        while path is not None:
            reply = self.service.get(path)
            if reply.status == 410:
                return
            assert reply.status == 200, reply.status
            answer = reply.json()
            slugs += [each["slug"] for each in answer["data"]]
            bodies += reply.body.decode()
            cursor = answer["meta"]["pagination"]["next_cursor"]
            quoted = urllib.parse.quote(cursor or "")
            path = f"/v1/posts?limit=10&formats=html&cursor={quoted}" if cursor else None
        assert len(slugs) == len(set(slugs)) == POSTS, slugs
        self.note(reply.headers["content-revision"], bodies)

    def read_search(self) -> None:
        reply = self.service.get("/v1/search?q=version&limit=100")
        assert reply.status == 200, reply.status
        text = reply.body.decode().replace("<mark>", "").replace("</mark>", "")
        self.note(reply.headers["content-revision"], text)

    def note(self, revision: str, text: str) -> None:
        versions = versions_in(text)
        assert len(versions) == 1, f"mixed answer: {versions}"
        self.seen.add((revision, versions.pop()))
        self.answers += 1


def commit(site: Path) -> None:
    """Commit everything, as one publication."""
    # A collection in the background would take folders away under the next commit.
    git = ["git", "-c", "gc.auto=0", "-c", "user.name=Writer", "-c", "user.email=w@example.org"]
    if not (site / ".git").exists():
        subprocess.run([*git, "init", "-q", "-b", "main"], cwd=site, check=True)
    subprocess.run([*git, "add", "-A"], cwd=site, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "Version"], cwd=site, check=True)
