import gc
import os
import random
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from quire.errors import SearchError, SearchUnavailable
from quire.search.whoosh import WhooshEngine
from quire.search.whoosh import engine as making
from tests.search.contract import EngineContract
from tests.search.engines import (
    QUESTIONS,
    all_of,
    answer,
    ask,
    document,
    generated,
    state_of,
)


class TestWhoosh(EngineContract):
    @pytest.fixture
    def engine(self) -> WhooshEngine:
        return WhooshEngine()


class TestWhooshInSmallSegments(EngineContract):
    @pytest.fixture
    def engine(self) -> WhooshEngine:
        return WhooshEngine(segment_words=300)


@pytest.fixture
def make(tmp_path: Path):
    def make(name: str, documents, previous: Path | None = None, words: int = 10**6) -> Path:
        directory = tmp_path / name
        directory.mkdir()
        WhooshEngine(words).update(directory, previous, documents, ())
        return directory

    return make


def segments(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.arrays"))


def test_update_shares_unchanged_segments_with_the_previous_index(make) -> None:
    first = make("first", [document(number, "words") for number in range(50)])
    second = make("second", [document(3, "changed")], first)
    assert sorted(path.stat().st_nlink for path in segments(second)) == [1, 2]
    assert set(state_of(first)) - set(state_of(second)) == {"_MAIN_1.toc"}


def test_update_copies_where_links_cannot_be_made(make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make("first", [document(1, "words")])

    def refuse(*_: object) -> None:
        raise OSError("no links on this file system")

    monkeypatch.setattr(os, "link", refuse)
    second = make("second", [document(2, "words")], first)
    assert all(path.stat().st_nlink == 1 for path in second.iterdir())
    index = WhooshEngine().open(second, {document(1).id: 0, document(2).id: 1})
    assert ask(index, "words") == [0, 1]
    index.close()


def test_directory_holds_neither_locks_nor_temporary_files(make) -> None:
    directory = make("first", [document(1, "words")])
    assert all(path.suffix in {".arrays", ".col", ".toc", ".json"} for path in directory.iterdir())


def test_segments_stay_few_however_many_updates(make) -> None:
    directory = make("0", [document(number, "words") for number in range(100)])
    for step in range(1, 30):
        directory = make(str(step), [document(1000 + step, "words")], directory)
        assert len(segments(directory)) <= making.MAX_SEGMENTS


def test_mostly_deleted_segment_is_merged_away(make) -> None:
    first = make("first", [document(number, "words") for number in range(10)])
    second = make("second", [document(number, "changed") for number in range(9)], first)
    assert len(segments(second)) == 1


def test_answers_do_not_hang_on_how_documents_are_spread_over_segments(make) -> None:
    rng = random.Random(4)
    documents = [generated(number, rng) for number in range(120)]
    whole = make("whole", documents)
    spread = make("spread", documents, words=600)
    merged = make("merged", [documents[0]], spread)
    assert len(segments(whole)) == 1 < len(segments(spread)) < len(segments(merged))
    ordinals = {each.id: place for place, each in enumerate(documents)}
    opened = [WhooshEngine().open(each, ordinals) for each in (whole, spread, merged)]
    for text in (*QUESTIONS, "kernl gatewy", "gat", "kernel nothing mesh proxy arein0"):
        one, *others = [answer(index, text, "en", "de") for index in opened]
        for other in others:
            assert all_of(other) == all_of(one), text
            assert other.corrections == one.corrections
    for index in opened:
        index.close()


def test_identifiers_are_taken_apart_beside_other_scripts(make) -> None:
    texts = ["東京 useEffect Kubernetes入門", "useEffect"]
    directory = make("first", [document(number, text) for number, text in enumerate(texts)])
    index = WhooshEngine().open(directory, {document(0).id: 0, document(1).id: 1})
    assert [ask(index, text) for text in ("useeffect", "kubernetes", "入門")] == [[1, 0], [0], [0]]
    index.close()


def test_index_of_another_format_is_neither_opened_nor_carried_forward(make) -> None:
    first = make("first", [document(1, "words")])
    manifest = first / "quire-index.json"
    manifest.write_text(manifest.read_text().replace(making.FORMAT, "0"))
    with pytest.raises(SearchUnavailable, match="another format: rebuild it"):
        WhooshEngine().open(first, {})
    with pytest.raises(SearchError, match="another format"):
        make("second", [], first)


# Whoosh leaves files to the garbage collector when it fails while opening them.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_garbage_of_the_right_size_is_unavailable(make) -> None:
    directory = make("first", [document(number, "some words") for number in range(20)])

    def open_and_ask(directory: Path) -> None:
        ordinals = {document(number).id: number for number in range(20)}
        with closing(WhooshEngine().open(directory, ordinals)) as index:
            ask(index, "some words")

    for path in directory.glob("MAIN_*"):
        content = path.read_bytes()
        path.write_bytes(b"\xff" * len(content))
        if path.name.endswith("_stored.col"):  # written by the library, never read
            continue
        with pytest.raises(SearchUnavailable):
            open_and_ask(directory)
        path.write_bytes(content)
    gc.collect()


def test_document_whose_id_is_no_id_is_refused(make) -> None:
    with pytest.raises(SearchError, match="'short' in 'en' cannot be indexed"):
        make("first", [replace(document(1), id="short")])
    with pytest.raises(SearchError, match="cannot be indexed"):
        make("second", [document(1, lang="x" * 40)])
