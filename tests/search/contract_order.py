"""In what order every engine must give what it found, and what it calls similar."""

import time

from quire.search.port import Clause, Query
from tests.search.engines import EngineFixtures, all_of, answer, ask, document, hits


class OrderContract(EngineFixtures):
    def test_excerpt_is_searched(self, index_of) -> None:
        index = index_of(document(1, "words"), document(2, "words", excerpt="about cilium"))
        assert ask(index, "cilium") == [1]

    def test_words_side_by_side_come_first(self, index_of) -> None:
        index = index_of(
            document(1, "service here is some text and there is another mesh of it all"),
            document(2, "here is some text and there is another of it all service mesh"),
            document(3, "here is some text mesh and there is another of it all service"),
        )
        assert ask(index, "service mesh")[0] == 1

    def test_words_side_by_side_in_a_title_come_before_those_in_a_body(self, index_of) -> None:
        text = "service and mesh are words of this text"
        index = index_of(
            document(1, text, title="Service of one mesh"),
            document(2, text, title="One service mesh of"),
        )
        assert ask(index, "service mesh") == [1, 0]

    def test_newer_comes_first_among_equals_and_scores_a_little_more(self, index_of) -> None:
        index = index_of(*(document(number, "same text") for number in range(5)))
        scores = [score for _, score in hits(index, "text")]
        assert scores == sorted(scores, reverse=True)
        assert scores[-1] > 0.95 * scores[0]

    def test_newer_does_not_beat_better(self, index_of) -> None:
        index = index_of(document(1, "about cilium and much more"), document(2, title="Cilium"))
        assert ask(index, "cilium") == [1, 0]

    def test_page_is_the_same_part_of_the_whole(self, index_of) -> None:
        index = index_of(*(document(n, "word " * (n % 7 + 1) + "other " * n) for n in range(60)))
        matches = answer(index, "word")
        whole = all_of(matches)
        assert len(whole) == matches.found.bit_count() == 60
        for start, stop in ((0, 10), (10, 20), (55, 65), (60, 70), (3, 3)):
            assert matches.ranked(matches.found, start, stop) == whole[start:stop]

    def test_leaving_documents_out_keeps_the_order_of_the_rest(self, index_of) -> None:
        index = index_of(*(document(n, "word " * (n % 7 + 1) + "other " * n) for n in range(60)))
        matches = answer(index, "word other")
        among = 0b1010_1111_0000_1100_1111 << 30 | 1 << 200
        expected = [hit for hit in all_of(matches) if among >> hit[0] & 1]
        assert matches.ranked(among, 0, 100) == expected
        assert matches.ranked(among, 2, 5) == expected[2:5]
        assert matches.ranked(0, 0, 10) == []

    def test_filters_are_left_to_others(self, index_of) -> None:
        index = index_of(document(1, "word"), document(2, "word"))
        assert answer(index, "word tag:none lang:de before:1999").found == 0b11

    def test_identifier_is_found_whole_and_by_its_parts(self, index_of) -> None:
        index = index_of(
            document(1, "call useEffect here"), document(2, "the effect"), document(3, "to use")
        )
        assert ask(index, "useEffect") == [0]
        assert sorted(ask(index, "effect")) == [0, 1]
        assert ask(index, '"use effect"') == []

    def test_version_is_found_as_it_stands(self, index_of) -> None:
        index = index_of(document(1, "release v1.2.3 is out"), document(2, "v1 3 2"))
        assert ask(index, "v1.2.3") == [0]

    # Similar documents

    def test_similar_documents_share_rare_words(self, index_of) -> None:
        index = index_of(
            document(1, "common text about cilium and ebpf", tags="networking"),
            document(2, "common text about gardening", tags="flowers"),
            document(3, "common text with ebpf inside cilium", tags="networking"),
            document(4, "common text on flowers"),
            document(5, "common text mit cilium", "de", tags="networking"),
        )
        assert [ordinal for ordinal, _ in index.similar(0, 1)] == [2]
        assert 0 not in [ordinal for ordinal, _ in index.similar(0, 10)]
        assert 4 not in [ordinal for ordinal, _ in index.similar(0, 10)]
        assert [ordinal for ordinal, _ in index.similar(1, 1)] == [3]
        assert index.similar(0, 3) == index.similar(0, 3)

    def test_document_that_shares_nothing_has_nothing_similar(self, index_of) -> None:
        index = index_of(document(1, "alone"), document(2, "others"), document(3, ""))
        assert [index.similar(ordinal, 5) for ordinal in (0, 1, 2, 99)] == [[], [], [], []]

    # Past the deadline

    def test_late_answer_holds_no_wrong_documents(self, index_of) -> None:
        index = index_of(document(1, "some words"), document(2, "words"))
        query = Query("some words", (Clause("some"), Clause("words")))
        late = index.match(query, ("en",), time.monotonic() - 1)
        assert late.partial
        assert late.found & ~0b01 == 0
