"""What every engine must find, and in what order."""

import time

import pytest

from quire.search.port import Clause, Query
from tests.search.engines import EngineFixtures, all_of, ask, document, hits


class MatchingContract(EngineFixtures):
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
        assert hits(index, "-dogs") == [(0, 0.0), (2, 0.0)]

    def test_only_filters_match_everything(self, index_of) -> None:
        index = index_of(document(1, "cats"), document(2, "dogs"))
        assert hits(index, "tag:anything") == [(0, 0.0), (1, 0.0)]

    def test_word_without_letters_matches_nothing(self, index_of) -> None:
        index = index_of(document(1, "cats"))
        query = Query("🚀", (Clause("🚀"),))
        assert all_of(index.match(query, ("en",), time.monotonic() + 30)) == []

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
        scores = hits(index_of(document(1, "rare words"), *common), "rare")
        often = hits(index_of(document(1, "rare words"), *common), "common")
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
        assert ask(index, "kernelized", "xx") == []
