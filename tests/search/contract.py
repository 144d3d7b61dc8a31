"""What every search engine must do: one suite, run over each by subclassing EngineContract."""

import random
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from quire.errors import QueryError, SearchUnavailable
from quire.model import Section
from quire.search.port import Engine
from quire.search.query import parse
from tests.search.contract_matching import MatchingContract
from tests.search.contract_order import OrderContract
from tests.search.contract_tolerance import ToleranceContract
from tests.search.contract_updates import UpdatesContract
from tests.search.engines import QUESTIONS, answer, ask, document, generated, hits

HOSTILE = [
    "x" * 16_000, "(" * 2_000, "(" * 120 + "a" + ")" * 120, "\x00", "a\x00b", "🚀", "a 🚀",
    "\u202eabc\u202c", "*", "a*", "?", "a~9", "~", "[a TO b]", "body:*", "*:*", "a AND NOT",
    "NOT", "OR OR OR", "^^^", "a^9999999999", '"', '""', '"a', '-"', "-", "--", "- a", "-*",
    "tag:", 'tag:""', "tag:*", "-tag:a", "author:\x00", "a:b:c:d", ":::", "\\", "a\\", "%00",
    "\ud800", "a\ud800b", "\ufeffa", "' OR 1=1 --", "<script>", "{}", "${a}", "a" * 256,
    " ".join("ab" for _ in range(12)), '"' + "a " * 120 + '"', "東" * 250, "ﷺ" * 80, "é" * 250,
    "a\u0301" * 120, "ẞ", "İ", "ª²", "_" * 200, "a_" * 100, "c++" * 60, "#" * 250,
]  # fmt: skip


class EngineContract(MatchingContract, OrderContract, ToleranceContract, UpdatesContract):
    """Subclasses give the fixture `engine`."""

    # Failing well

    def test_missing_index_is_unavailable(self, engine: Engine, tmp_path: Path) -> None:
        with pytest.raises(SearchUnavailable):
            engine.open(tmp_path / "nowhere", {})
        with pytest.raises(SearchUnavailable):
            engine.open(tmp_path, {})

    def test_damaged_index_is_unavailable_whatever_file_is_cut(self, engine, make) -> None:
        whole = make([document(number, "some words here") for number in range(5)])
        for path in whole.iterdir():
            damaged = whole.with_name("damaged")
            shutil.copytree(whole, damaged)
            content = path.read_bytes()
            (damaged / path.name).write_bytes(content[: len(content) // 2])
            with pytest.raises(SearchUnavailable):
                engine.open(damaged, {})
            shutil.rmtree(damaged)

    def test_closed_index_is_unavailable(self, engine: Engine, make) -> None:
        index = engine.open(make([document(1, "words")]), {document(1).id: 0})
        index.close()
        index.close()
        with pytest.raises(SearchUnavailable):
            ask(index, "words")

    def test_past_deadline_gives_a_partial_answer(self, index_of) -> None:
        index = index_of(document(1, "some words"), document(2, "words", "de"))
        for text in ("words", '"some words"', "-words", "some -words"):
            matches = index.match(parse(text), ("en", "de"), time.monotonic() - 1)
            assert matches.partial, text

    def test_hostile_queries_raise_nothing_but_query_errors(self, index_of) -> None:
        index = index_of(document(1, "body of a text with words"), document(2, "other"))
        for text in HOSTILE:
            with suppress(QueryError):
                ask(index, text)

    # Threads

    def test_eight_threads_get_the_answers_of_one(self, engine: Engine, make) -> None:
        rng = random.Random(5)
        documents = [generated(number, rng) for number in range(300)]
        ordinals = {each.id: place for place, each in enumerate(documents)}
        directory = make(documents[100:], make(documents[:100]))
        alone = engine.open(directory, ordinals)
        expected = {text: hits(alone, text, "en", "de") for text in QUESTIONS}
        alone.close()
        shared = engine.open(directory, ordinals)
        faults: list[str] = []
        start = threading.Barrier(8)

        def search(seed: int) -> None:
            order = random.Random(seed).choices(QUESTIONS, k=15)
            start.wait()
            faults.extend(
                text for text in order if hits(shared, text, "en", "de") != expected[text]
            )

        threads = [threading.Thread(target=search, args=(seed,)) for seed in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        shared.close()

    # Highlights

    def test_highlight_marks_what_matched(self, index_of) -> None:
        index = index_of(document(1, "mutual authentications of services, a service"))
        highlight = index.highlight(
            answer(index, '"mutual authentication" services'),
            "en",
            "Authentication <of> services",
            [
                Section("", "", "Nothing here."),
                Section("auth", "Auth", "A new feature: Mutual Authentications for every service."),
            ],
        )
        assert highlight.title == "Authentication &lt;of&gt; <mark>services</mark>"
        assert highlight.section == 1
        assert highlight.snippet == (
            "A new feature: <mark>Mutual</mark> <mark>Authentications</mark> "
            "for every <mark>service</mark>."
        )
