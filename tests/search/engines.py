"""What the contract of search engines is told with: documents, questions, fixtures."""

import hashlib
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from quire.search.port import Engine, Index, Matches, SearchDocument
from quire.search.query import parse


def document(number: int, body: str = "", lang: str = "en", **texts: str) -> SearchDocument:
    fields = {"title": "", "headings": "", "tags": "", "authors": "", "excerpt": ""} | texts
    return SearchDocument(id=f"{number:024x}", lang=lang, body=body, **fields)


def ask(index: Index, text: str, *langs: str) -> list[int]:
    """Ordinals of the hits, best first, with time enough."""
    return [ordinal for ordinal, _ in hits(index, text, *langs)]


def hits(index: Index, text: str, *langs: str) -> list[tuple[int, float]]:
    return all_of(answer(index, text, *langs))


def all_of(matches: Matches) -> list[tuple[int, float]]:
    return matches.ranked(matches.found, 0, matches.found.bit_count())


def answer(index: Index, text: str, *langs: str) -> Matches:
    return index.match(parse(text), langs or ("en",), time.monotonic() + 30)


def state_of(directory: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in directory.iterdir()
    }


def generated(number: int, rng: random.Random) -> SearchDocument:
    words = [f"{'abcdefghijkl'[int(rng.expovariate(0.4)) % 12]}{'rein'}{n}" for n in range(3)]
    words += ["gateway", "gateways", "service", "mesh", "running", "run", "kernel", "proxy"]
    return document(
        number,
        " ".join(rng.choices(words, k=60)),
        lang=rng.choice(["en", "en", "en", "de"]),
        title=" ".join(rng.choices(words, k=5)),
        tags="\n".join(rng.choices(words, k=2)),
    )


QUESTIONS = [
    "gateway",
    "running mesh",
    '"service mesh"',
    "kernel -proxy",
    "-gateway",
    "arein0 brein1",
    '"run proxy" mesh',
    'mesh -"kernel proxy"',
]


class EngineFixtures:
    """Subclasses give the fixture `engine`."""

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    @pytest.fixture
    def make(self, engine: Engine, tmp_path: Path):
        """Make an index of documents, as an update of a previous one; give its directory."""
        made = 0

        def make(
            changed: Iterable[SearchDocument],
            previous: Path | None = None,
            gone: Sequence[str] = (),
        ) -> Path:
            nonlocal made
            made += 1
            directory = tmp_path / f"index-{made}"
            directory.mkdir()
            engine.update(directory, previous, changed, gone)
            return directory

        return make

    @pytest.fixture
    def index_of(self, engine: Engine, make):
        """Make and open an index; ordinals are the documents' places."""
        opened: list[Index] = []

        def index_of(*documents: SearchDocument) -> Index:
            ordinals = {each.id: place for place, each in enumerate(documents)}
            opened.append(engine.open(make(documents), ordinals))
            return opened[-1]

        yield index_of
        for index in opened:
            index.close()
