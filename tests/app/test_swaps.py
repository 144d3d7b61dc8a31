"""Many threads search while snapshots come and go: each answer is of one snapshot, whole."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client

from quire.app.application import create_app
from quire.library.holder import Holder
from quire.library.manifest import Pointer, read_pointer, write_pointer
from quire.library.options import BuildOptions
from tests.support.building import post, workshop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

THREADS = 8
SWAPS = 100
POSTS = 60
RELATED = 7
"""Is shown in every version."""
WORDS = ("gateway", "mesh", "kernel", "proxy", "useEffect", "latency", "kubernetes", "release")
ADDRESSES = (
    "/v1/search?q=gateway&facets=tag,author",
    "/v1/search?q=mesh+kernel&limit=5",
    "/v1/search?q=%22service+mesh%22",
    "/v1/search?q=proxy+-kernel&sort=title",
    "/v1/search?q=kuberntes",
    "/v1/search?q=rele&prefix=true",
    "/v1/search?q=tag:odd+latency&facets=year",
    "/v1/search?q=swap&limit=3",
    "/v1/search?q=k8s&facets=tag",
    "/v1/suggest?q=po",
    f"/v1/posts/post-{RELATED}/related",
)

Ask = Callable[[str], tuple[str, int, bytes]]
"""Give the revision that an answer names, its status and its body."""


def write_version(write: Callable[[dict[str, str]], None], version: int) -> None:
    """Change some posts, hide one, bring another back, and change the synonyms now and then."""
    rng = random.Random(version)
    changed = range(POSTS) if version == 0 else rng.sample(range(POSTS), 6)
    files = {
        f"content/posts/post-{n}.md": post(
            f"Post {n} {rng.choice(WORDS)}",
            f"2024-{n % 5 + 1:02}-{n % 28 + 1:02}",
            f"Swap {version}. {' '.join(rng.choices(WORDS, k=40))}\n\n"
            f"## Service mesh {n}\n\n{' '.join(rng.choices(WORDS, k=40))}.",
            tags=f"[{'odd' if n % 2 else 'even'}, tag{rng.randrange(4)}]",
            draft=str(n == version % POSTS and n not in (0, RELATED)).lower(),
        )
        for n in changed
    }
    other = rng.choice(WORDS[:4])
    files["quire.toml"] = f'[synonyms]\ngroups = [["k8s", "kubernetes", "{other}"]]\n'
    write(files)


def asking(holder: Holder) -> Ask:
    """Put an application without a cache of answers before a holder."""
    client = Client(create_app(holder, secret=b"a secret of the tests", cache_bytes=1))

    def ask(address: str) -> tuple[str, int, bytes]:
        while True:
            answer = client.get(address, headers={"X-Request-Id": "request-1"})
            # An answer that ran out of time says so, and is no other's equal.
            if b'"partial":true' not in answer.data:
                return answer.headers["Content-Revision"], answer.status_code, answer.data

    return ask


def test_eight_threads_through_a_hundred_swaps_get_the_answers_of_one(tmp_path: Path) -> None:
    options = BuildOptions(kept_snapshots=SWAPS + 1)
    with workshop(tmp_path, options=options) as shop:
        ask = asking(shop.holder)
        expected: dict[tuple[str, str], tuple[int, bytes]] = {}
        pointers: list[Pointer] = []
        for version in range(SWAPS + 1):
            write_version(shop.write, version)
            shop.builder.build()
            shop.holder.refresh()
            pointer = read_pointer(shop.state)
            assert pointer is not None
            pointers.append(pointer)
            for address in ADDRESSES:
                revision, status, body = ask(address)
                expected[revision, address] = status, body

        stop, faults, answers = threading.Event(), list[str](), [0] * THREADS
        given: dict[tuple[str, str], set[tuple[int, bytes]]] = {}

        def search(number: int) -> None:
            order = random.Random(number)
            while not stop.is_set():
                address = order.choice(ADDRESSES)
                try:
                    revision, status, body = ask(address)
                    given.setdefault((revision, address), set()).add((status, body))
                    answers[number] += 1
                except Exception as error:  # noqa: BLE001 - every fault is a finding
                    faults.append(f"{address}: {error!r}")

        threads = [threading.Thread(target=search, args=(n,)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        for pointer in pointers:
            write_pointer(shop.state, pointer)
            shop.holder.refresh()
            enough = [count + 1 for count in answers]
            while any(count < least for count, least in zip(answers, enough, strict=True)):
                time.sleep(0.001)
        stop.set()
        for thread in threads:
            thread.join()

    assert faults == []
    assert {key: found for key, found in given.items() if found != {expected[key]}} == {}
    assert len({revision for revision, _ in expected}) == SWAPS + 1
    assert len({revision for revision, _ in given}) == SWAPS + 1
