"""What every engine must carry from one index to the next, and leave as it was."""

import random
import shutil
from collections.abc import Iterable
from dataclasses import replace

import pytest

from quire.errors import SearchError
from quire.search.port import Engine, SearchDocument
from tests.search.engines import (
    QUESTIONS,
    EngineFixtures,
    ask,
    document,
    generated,
    hits,
    state_of,
)


class UpdatesContract(EngineFixtures):
    # Updates

    def test_changed_document_replaces_its_former_self(self, engine: Engine, make) -> None:
        first = make([document(1, "old words"), document(2, "others")])
        second = make([document(1, "new words")], first)
        index = engine.open(second, {document(1).id: 0, document(2).id: 1})
        assert (ask(index, "old"), ask(index, "new"), ask(index, "others")) == ([], [0], [1])
        index.close()

    def test_gone_document_is_not_found(self, engine: Engine, make) -> None:
        first = make([document(1, "words"), document(2, "words")])
        second = make([], first, [document(1).id, document(7).id])
        index = engine.open(second, {document(2).id: 0})
        assert ask(index, "words") == [0]
        index.close()

    def test_document_without_ordinal_is_not_found(self, engine: Engine, make) -> None:
        index = engine.open(make([document(1, "words"), document(2, "words")]), {document(2).id: 7})
        assert ask(index, "words") == [7]
        assert ask(index, "-nothing") == [7]
        index.close()

    def test_update_leaves_the_previous_index_as_it_was(self, engine: Engine, make) -> None:
        rng = random.Random(3)
        documents = [generated(number, rng) for number in range(30)]
        ordinals = {each.id: place for place, each in enumerate(documents)}
        first = make(documents)
        before = state_of(first)
        opened = engine.open(first, ordinals)
        answers = [hits(opened, text, "en", "de") for text in QUESTIONS]

        second = make([replace(documents[3], body="changed")], first, [documents[4].id])

        assert state_of(first) == before
        assert [hits(opened, text, "en", "de") for text in QUESTIONS] == answers
        reopened = engine.open(first, ordinals)
        assert [hits(reopened, text, "en", "de") for text in QUESTIONS] == answers
        newer = engine.open(second, ordinals)
        assert ask(newer, "changed", "en", "de") == [3]
        for index in (opened, reopened, newer):
            index.close()

    def test_opened_index_answers_after_its_directory_is_removed(self, engine, make) -> None:
        directory = make([document(1, "some words"), document(2, "some")])
        index = engine.open(directory, {document(1).id: 0, document(2).id: 1})
        shutil.rmtree(directory)
        assert ask(index, "some words") == [0]
        assert ask(index, '"some words"') == [0]
        index.close()

    def test_many_updates_end_like_a_fresh_index(self, engine: Engine, make) -> None:
        rng = random.Random(11)
        current = {number: generated(number, rng) for number in range(40)}
        directory = make(current.values())
        for step in range(20):
            changed = [generated(rng.randrange(50 + step), rng) for _ in range(step % 4)]
            changed = list({each.id: each for each in changed}.values())
            gone = [number for number in rng.sample(sorted(current), 2) if number % 2]
            gone = [n for n in gone if f"{n:024x}" not in {each.id for each in changed}]
            directory = make(changed, directory, [f"{number:024x}" for number in gone])
            current |= {int(each.id, 16): each for each in changed}
            for number in gone:
                del current[number]
        ordinals = {each.id: place for place, each in enumerate(current.values())}
        updated = engine.open(directory, ordinals)
        fresh = engine.open(make(current.values()), ordinals)
        for text in QUESTIONS:
            assert hits(updated, text, "en", "de") == hits(fresh, text, "en", "de"), text
        updated.close()
        fresh.close()

    def test_update_to_nothing_leaves_an_empty_index(self, engine: Engine, make) -> None:
        first = make([document(1, "words")])
        empty = make([], first, [document(1).id])
        refilled = make([document(2, "words")], empty)
        index = engine.open(empty, {})
        assert (ask(index, "words"), ask(index, "-words")) == ([], [])
        index.close()
        index = engine.open(refilled, {document(2).id: 0})
        assert ask(index, "words") == [0]
        index.close()

    def test_document_given_twice_is_refused(self, make) -> None:
        with pytest.raises(SearchError):
            make([document(1, "a"), document(1, "b")])

    def test_update_of_a_damaged_index_is_refused(self, make) -> None:
        first = make([document(1, "words")])
        largest = max(first.iterdir(), key=lambda path: path.stat().st_size)
        largest.unlink()
        with pytest.raises(SearchError):
            make([document(2, "words")], first)

    def test_update_that_fails_midway_raises_what_its_documents_raise(self, make) -> None:
        def documents() -> Iterable[SearchDocument]:
            yield document(1, "words")
            raise SearchError("the body cannot be read")

        with pytest.raises(SearchError, match="the body cannot be read"):
            make(documents())

    def test_document_with_half_a_character_is_indexed(self, index_of) -> None:
        assert ask(index_of(document(1, "half \ud800 word", title="\udfff")), "half word") == [0]
