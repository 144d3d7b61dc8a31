"""What every search engine must do: one suite, run over each by subclassing EngineContract."""

import hashlib
import random
import shutil
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from quire.errors import QueryError, SearchError, SearchUnavailable
from quire.model import Section
from quire.search.port import Clause, Engine, Index, Matches, Query, SearchDocument
from quire.search.query import parse


def document(number: int, body: str = "", lang: str = "en", **texts: str) -> SearchDocument:
    fields = {"title": "", "headings": "", "tags": "", "authors": ""} | texts
    return SearchDocument(id=f"{number:024x}", lang=lang, body=body, **fields)


def ask(index: Index, text: str, *langs: str) -> list[int]:
    """Ordinals of the hits, best first, with time enough."""
    return [ordinal for ordinal, _ in answer(index, text, *langs).hits]


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

HOSTILE = [
    "x" * 16_000, "(" * 2_000, "(" * 120 + "a" + ")" * 120, "\x00", "a\x00b", "🚀", "a 🚀",
    "\u202eabc\u202c", "*", "a*", "?", "a~9", "~", "[a TO b]", "body:*", "*:*", "a AND NOT",
    "NOT", "OR OR OR", "^^^", "a^9999999999", '"', '""', '"a', '-"', "-", "--", "- a", "-*",
    "tag:", 'tag:""', "tag:*", "-tag:a", "author:\x00", "a:b:c:d", ":::", "\\", "a\\", "%00",
    "\ud800", "a\ud800b", "\ufeffa", "' OR 1=1 --", "<script>", "{}", "${a}", "a" * 256,
    " ".join("ab" for _ in range(12)), '"' + "a " * 120 + '"', "東" * 250, "ﷺ" * 80, "é" * 250,
    "a\u0301" * 120, "ẞ", "İ", "ª²", "_" * 200, "a_" * 100, "c++" * 60, "#" * 250,
]  # fmt: skip


class EngineContract:
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

    # What matches

    def test_word_is_found_in_every_field(self, index_of) -> None:
        index = index_of(
            document(1, "talks about cilium"),
            document(2, title="Cilium"),
            document(3, headings="Why Cilium"),
            document(4, tags="ebpf\ncilium"),
            document(5, authors="Cilium Maintainers"),
            document(6, "something else"),
        )
        assert sorted(ask(index, "cilium")) == [0, 1, 2, 3, 4]

    def test_all_words_must_match_but_not_in_one_field(self, index_of) -> None:
        index = index_of(
            document(1, "authentication", title="Mutual"),
            document(2, "mutual"),
            document(3, "authentication"),
        )
        assert ask(index, "mutual authentication") == [0]

    def test_phrase_matches_adjacent_words_in_one_field_only(self, index_of) -> None:
        index = index_of(
            document(1, "we like mutual authentication here"),
            document(2, "authentication is mutual"),
            document(3, "authentication", title="Mutual"),
            document(4, "mutual\nauthentication"),
        )
        assert ask(index, '"mutual authentication"') == [0]

    def test_phrase_does_not_run_from_one_name_to_the_next(self, index_of) -> None:
        index = index_of(
            document(1, authors="Mary Jane\nDoe Smith"), document(2, authors="Jane Doe")
        )
        assert ask(index, '"jane doe"') == [1]

    def test_excluded_word_and_phrase_are_left_out(self, index_of) -> None:
        index = index_of(
            document(1, "cats and dogs"),
            document(2, "cats and black birds"),
            document(3, "birds that are black, and cats"),
        )
        assert ask(index, "cats -dogs -nothing") == [1, 2]
        assert ask(index, 'cats -"black birds"') == [0, 2]

    def test_only_exclusions_match_everything_else_with_score_0(self, index_of) -> None:
        index = index_of(
            document(1, "cats"),
            document(2, "dogs"),
            document(3, "birds"),
            document(4, "cats", "de"),
        )
        assert answer(index, "-dogs").hits == [(0, 0.0), (2, 0.0)]

    def test_only_filters_match_everything(self, index_of) -> None:
        index = index_of(document(1, "cats"), document(2, "dogs"))
        assert answer(index, "tag:anything").hits == [(0, 0.0), (1, 0.0)]

    def test_word_without_letters_matches_nothing(self, index_of) -> None:
        index = index_of(document(1, "cats"))
        query = Query("🚀", (Clause("🚀"),))
        assert index.match(query, ("en",), time.monotonic() + 30).hits == []

    def test_stop_words_are_left_out_of_a_query_but_never_all(self, index_of) -> None:
        index = index_of(document(1, "install kubernetes"), document(2, "the who"))
        assert ask(index, "how to install the kubernetes") == [0]
        assert ask(index, "the who") == [1]
        assert ask(index, "the -kubernetes") == [1]

    # How it is ranked

    def test_title_beats_tags_and_tags_beat_body(self, index_of) -> None:
        filler = " and many other words stand here" * 3
        index = index_of(
            document(1, "cilium" + filler),
            document(2, "tagged" + filler, tags="cilium"),
            document(3, "titled" + filler, title="cilium"),
        )
        assert ask(index, "cilium") == [2, 1, 0]

    def test_other_forms_match_below_the_typed_one(self, index_of) -> None:
        index = index_of(
            document(1, "the network"), document(2, "the networks"), document(3, "the networking")
        )
        assert ask(index, "networks")[0] == 1
        assert ask(index, "networking")[0] == 2
        assert sorted(ask(index, "network")) == [0, 1, 2]

    def test_rare_word_weighs_more_than_a_common_one(self, index_of) -> None:
        common = [document(number, "common words") for number in range(10, 20)]
        scores = answer(index_of(document(1, "rare words"), *common), "rare").hits
        often = answer(index_of(document(1, "rare words"), *common), "common").hits
        assert scores[0][1] > often[0][1]

    def test_equal_scores_are_ordered_by_ordinal(self, index_of) -> None:
        index = index_of(*(document(number, "same text") for number in (5, 3, 9, 1)))
        assert ask(index, "text") == [0, 1, 2, 3]

    # Words of many kinds

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("Ein Café in Évreux", "cafe evreux"),
            ("a cafe", "CAFÉ"),
            ("de\u0301ja\u0300 vu", "déjà"),
            ("Smørrebrød", "smorrebrod"),
            ("SELECT * FROM pg_stat_statements;", "pg_stat_statements"),
            ("SELECT * FROM pg_stat_statements;", "pg statements"),
            ("modern C++ is C++17", "c++"),
            ("written in C#.", "C#"),
            ("call useEffect(() => 1)", "useeffect"),
            ("run kubectl --dry-run", "--dry-run"),
            ("on node.js 20", "node.js"),
            ("std::vector grows", "std::vector"),
            ("don’t panic", "don't"),
            ("東京都の検索", "検索"),
            ("東京都の検索", "都"),
            ("ภาษาไทยง่าย", "ไทย"),
            ("नमस्ते हिन्दी", "हिन्दी"),
            ("שלום עולם", "עולם"),
            ("x" * 500, "x" * 250),
        ],
    )  # fmt: skip
    def test_word_is_found_as_people_type_it(self, index_of, body: str, text: str) -> None:
        assert ask(index_of(document(1, body), document(2, "other")), text) == [0]

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("plain C here", "c++"),
            ("statements of pg", "pg_stat_statements"),
            ("東の京", "東京"),
            ("category", "cat"),
        ],
    )
    def test_word_is_not_found_where_it_is_not(self, index_of, body: str, text: str) -> None:
        assert ask(index_of(document(1, body)), text) == []

    # Languages

    def test_document_is_matched_as_its_own_language_analyses_it(self, index_of) -> None:
        index = index_of(
            document(1, "die Häuser", "de"),
            document(2, "many houses"),
            document(3, "maisons", "fr"),
        )
        assert ask(index, "haus", "de") == [0]
        assert ask(index, "house", "en", "de") == [1]
        assert ask(index, "maison", "en", "fr", "de") == [2]
        assert ask(index, "die", "en", "de") == [0]

    def test_other_languages_are_left_out(self, index_of) -> None:
        index = index_of(
            document(1, "linux", "de"), document(2, "linux"), document(3, "linux", "xx")
        )
        assert ask(index, "linux", "en") == [1]
        assert ask(index, "linux", "de", "xx", "de") == [0, 2]
        assert ask(index, "linux", "pt-br") == []

    def test_language_without_stemmer_matches_words_as_they_stand(self, index_of) -> None:
        index = index_of(document(1, "linux kernels", "xx"))
        assert ask(index, "kernels", "xx") == [0]
        assert ask(index, "kernel", "xx") == []

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
        answers = [answer(opened, text, "en", "de") for text in QUESTIONS]

        second = make([replace(documents[3], body="changed")], first, [documents[4].id])

        assert state_of(first) == before
        assert [answer(opened, text, "en", "de") for text in QUESTIONS] == answers
        reopened = engine.open(first, ordinals)
        assert [answer(reopened, text, "en", "de") for text in QUESTIONS] == answers
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
            assert answer(updated, text, "en", "de") == answer(fresh, text, "en", "de"), text
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
            began = time.monotonic()
            with suppress(QueryError):
                ask(index, text)
            assert time.monotonic() - began < 1.0, text[:40]

    # Threads

    def test_eight_threads_get_the_answers_of_one(self, engine: Engine, make) -> None:
        rng = random.Random(5)
        documents = [generated(number, rng) for number in range(300)]
        ordinals = {each.id: place for place, each in enumerate(documents)}
        directory = make(documents[100:], make(documents[:100]))
        alone = engine.open(directory, ordinals)
        expected = {text: answer(alone, text, "en", "de") for text in QUESTIONS}
        alone.close()
        shared = engine.open(directory, ordinals)
        faults: list[str] = []
        start = threading.Barrier(8)

        def search(seed: int) -> None:
            order = random.Random(seed).choices(QUESTIONS, k=25)
            start.wait()
            faults.extend(
                text for text in order if answer(shared, text, "en", "de") != expected[text]
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
        highlight = index_of().highlight(
            parse('"mutual authentication" services'),
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
