"""Whatever happens between: the client that syncs equals the client that reads everything."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import orjson
import pytest
from werkzeug.test import Client

from quire.app.application import create_app
from quire.library.holder import Holder
from quire.library.options import BuildOptions
from quire.library.snapshot import Snapshot
from tests.changes.clients import Syncing, read_everything
from tests.changes.histories import History
from tests.support.building import Clock, Workshop, workshop
from tests.support.repositories import Repository

SECRET = b"the operator's own secret"
FORMS = ("", "limit=2", "formats=html,text,markdown&limit=7", "fields=title,tags.name&limit=3")


class Door:
    """One application for all sites and all their restarts: making one takes a second.

    It stands where an application has its holder.
    """

    def __init__(self, secret: bytes) -> None:
        self.holder: Holder | None = None
        self.clock = Clock()
        front = create_app(cast("Holder", self), secret=secret, now=lambda: self.clock())
        self.client = Client(front)

    @property
    def current(self) -> Snapshot | None:
        """The snapshot to answer from."""
        return None if self.holder is None else self.holder.current

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Give an older snapshot."""
        assert self.holder is not None
        return self.holder.snapshot(snapshot_id)

    def standing(self) -> None:
        """Nobody asks."""


door = cache(Door)


class Site:
    """A repository, its builder and its web application, opened anew after each restart."""

    def __init__(self, base: Path, seed: int) -> None:
        self.clock = Clock()
        self._base = base
        self._secret = SECRET
        self._edit_url: str | None = None
        self.repository = Repository(base / "site")
        self.history = History(self.repository, seed, self.clock)
        self._opened = ExitStack()
        self._shop: Workshop | None = None

    def get(self, address: str) -> tuple[int, Any]:
        """Ask for an address."""
        response = door(self._secret).client.get(address)
        return response.status_code, orjson.loads(response.data)

    def look(self) -> None:
        """Let the builder look at the source, and web processes at the pointer."""
        if self._shop is None:
            self._open()
        assert self._shop is not None
        if not self._shop.builder.is_current():
            self._shop.builder.build()
        self._shop.holder.refresh()

    def restart(self) -> None:
        """Stop everything; the next look begins anew."""
        self._opened.close()
        self._shop = None

    def lose_state(self, secret: bytes) -> None:
        """Delete the state directory; the secret may be another one from now on."""
        self.restart()
        shutil.rmtree(self._base / "state")
        self._secret = secret

    def be_another_quire(self, edit_url: str | None) -> None:
        """Start with settings that give every document other bytes."""
        self.restart()
        self._edit_url = edit_url

    def close(self) -> None:
        """Close everything."""
        self._opened.close()

    def _open(self) -> None:
        options = BuildOptions(edit_url=self._edit_url, accept_loss=True)
        self._opened = ExitStack()
        self._shop = self._opened.enter_context(
            workshop(
                self._base,
                self.clock,
                options,
                site=self.repository.root,
                work_tree=False,
            )
        )
        self._shop.holder.refresh()
        opened = door(self._secret)
        opened.holder, opened.clock = self._shop.holder, self.clock


@contextmanager
def opened(base: Path, seed: int) -> Iterator[Site]:
    """Open a site with its first commits."""
    site = Site(base, seed)
    site.history.begin()
    try:
        site.look()
        yield site
    finally:
        site.close()


def follow(base: Path, seed: int, steps: int) -> Counter[str]:
    """Follow one history with several clients; count what happened."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    with opened(base, seed) as site:
        clients = [Syncing(site.get, form) for form in FORMS]
        german = Syncing(site.get, "lang=de&types=posts,pages")
        often = clients[0]
        lost = False
        for _ in range(steps):
            for _ in range(chance.choice((1, 1, 1, 3))):
                counts[site.history.step()] += 1
                if chance.random() < 0.3:
                    site.look()
            if chance.random() < 0.5:
                site.clock.move(timedelta(hours=chance.randint(1, 12)))
            fate = chance.random()
            if fate < 0.08:
                site.restart()
                counts["restart"] += 1
            elif fate < 0.12:
                site.be_another_quire(chance.choice((None, "https://e.example/{path}")))
                counts["another Quire"] += 1
            elif fate < 0.15:
                site.lose_state(chance.choice((SECRET, b"another secret")))
                lost = True
                counts["lost state"] += 1
            site.look()
            for client, form in zip(clients, FORMS, strict=True):
                if client is not often and chance.random() < 0.5:
                    continue
                counts["syncs"] += 1
                before = client.resyncs
                counts["items"] += client.sync()
                assert client.resyncs == before or lost
                counts["410"] += client.resyncs - before
                shape = "&".join(part for part in form.split("&") if "limit" not in part)
                assert client.held == read_everything(site.get, shape), counts
            german.sync()
            seen = read_everything(site.get, lang="de") if "de" in langs(site) else {}
            assert german.held == {
                key: value for key, value in seen.items() if key[0] in ("post", "page")
            }
            for client in (*clients, german):
                for named in client.named.values():
                    if named["replaced_by"]:
                        counts["replaced"] += 1
                    counts["removed"] += 1
                client.named.clear()
    return counts


def langs(site: Site) -> list[str]:
    """Give the languages of the site."""
    found: list[str] = site.get("/v1")[1]["data"]["site"]["langs"]
    return found


def test_copy_equals_what_is_read_after_each_step(tmp_path: Path) -> None:
    follow(tmp_path, seed=7, steps=3)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_copy_equals_what_is_read_in_twenty_histories(tmp_path: Path) -> None:
    follow_many(tmp_path, range(20), steps=6)


@pytest.mark.soak
@pytest.mark.timeout(7_200)
def test_copy_equals_what_is_read_in_three_hundred_histories(tmp_path: Path) -> None:
    follow_many(tmp_path, range(1_000, 1_300), steps=8)


def follow_many(base: Path, seeds: range, steps: int) -> None:
    """Follow histories; a resync is allowed only after lost state, which happens in some."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        counts += follow(base / str(seed), seed, steps)
        shutil.rmtree(base / str(seed))
    print(dict(sorted(counts.items())))
    assert 0 < counts["410"] <= len(FORMS) * counts["lost state"], counts
    assert counts["removed"] > counts["replaced"] > 0, counts
    assert counts["restart"] > 0, counts
    assert counts["another Quire"] > 0, counts
