"""What every engine must forgive: slips of typing, beginnings of words, words too many."""

import time

import pytest

from quire.search.port import Clause, Query
from tests.search.engines import EngineFixtures, all_of, answer, ask, document


def beginning(text: str) -> Query:
    """A query whose last word may go on."""
    *others, last = text.split()
    return Query(text, (*(Clause(word) for word in others), Clause(last, prefix=True)))


class ToleranceContract(EngineFixtures):
    # Slips of typing

    @pytest.mark.parametrize(
        ("typed", "used"),
        [
            ("kubernets", "kubernetes"),
            ("kuberentes", "kubernetes"),
            ("kubxrnetexs", "kubernetes"),
            ("postgers", "postgres"),
            ("netwrok", "network"),
            ("rusts", "rusty"),
            ("CAFÉTERAI", "cafeteria"),
        ],
    )
    def test_word_with_a_slip_finds_the_right_one_and_says_so(
        self, index_of, typed: str, used: str
    ) -> None:
        index = index_of(document(1, f"all about {used} here"), document(2, "else"))
        matches = answer(index, typed, "xx", "en")
        assert [ordinal for ordinal, _ in all_of(matches)] == [0]
        assert [(each.used) for each in matches.corrections] in ([used], [])
        if used not in ("kubernetes",):
            assert [tuple(each) for each in matches.corrections] == [
                (typed.lower().replace("é", "e"), used)
            ]

    @pytest.mark.parametrize(
        ("body", "typed"),
        [
            ("rust", "ruts"),  # four letters
            ("network", "metwork"),  # the first letter
            ("network", "netxwxrk"),  # two slips in eight letters
            ("kubernetes", "kxbxrnxtes"),  # three in ten
            ("version v12345", "v12354"),  # a number is no slip
        ],
    )
    def test_word_that_is_too_far_is_not_found(self, index_of, body: str, typed: str) -> None:
        matches = answer(index_of(document(1, body)), typed)
        assert (matches.found, list(matches.corrections)) == (0, [])

    def test_word_that_some_document_holds_is_not_corrected(self, index_of) -> None:
        index = index_of(document(1, "casing"), *(document(n, "caching") for n in range(2, 20)))
        matches = answer(index, "casing")
        assert (matches.found, list(matches.corrections)) == (0b1, [])

    def test_word_that_only_excluded_or_gone_documents_hold_is_corrected(
        self, engine, make
    ) -> None:
        first = make([document(1, "kubernetas"), document(2, "kubernetes")])
        second = make([], first, [document(1).id])
        index = engine.open(second, {document(2).id: 0})
        assert ask(index, "kubernetas") == [0]
        index.close()

    def test_slip_is_forgiven_after_an_update_that_replaced_a_document(self, engine, make) -> None:
        first = make([document(1, "kubernetes old"), document(2, "kubernetes"), document(3, "old")])
        second = make([document(1, "kubernetes new"), document(3, "new")], first, [document(2).id])
        index = engine.open(second, {document(1).id: 0, document(3).id: 1})
        matches = answer(index, "kuberentes new")
        assert matches.found == 0b01
        assert [tuple(each) for each in matches.corrections] == [("kuberentes", "kubernetes")]
        assert index.similar(1, 5) == [(0, index.similar(1, 5)[0][1])]
        index.close()

    def test_phrase_and_the_words_of_an_identifier_are_corrected_too(self, index_of) -> None:
        index = index_of(
            document(1, "we use pg_stat_statements here"), document(2, "statements of stat pg")
        )
        assert ask(index, '"stat statemnets"') == [0]
        assert ask(index, "pg_stat_statemnets") == [0]

    def test_rare_word_is_taken_for_a_slip_where_all_words_find_nothing(self, index_of) -> None:
        index = index_of(
            document(1, "kubernetis"), *(document(n, "install kubernetes") for n in range(2, 9))
        )
        assert ask(index, "kubernetis") == [0]
        matches = answer(index, "install kubernetis")
        assert matches.found == 0b11111110
        assert [tuple(each) for each in matches.corrections] == [("kubernetis", "kubernetes")]
        assert not matches.relaxed

    def test_another_query_is_proposed_where_little_was_found(self, index_of) -> None:
        many = [document(n, "install kubernetes quickly") for n in range(2, 14)]
        index = index_of(document(1, "install kubernetis"), *many)
        matches = answer(index, "Install kubernetis")
        assert (matches.found, matches.did_you_mean) == (0b1, "Install kubernetes")
        assert answer(index, "install kubernetes").did_you_mean is None

    def test_another_query_is_proposed_for_two_hits_and_not_for_three(self, index_of) -> None:
        many = [document(n, "install kubernetes quickly") for n in range(5, 45)]
        rare = [document(1, "install kubernetis"), document(2, "install kubernetis")]
        other = document(3, "install kubernetis", lang="xx")
        index = index_of(*rare, other, *many)
        assert answer(index, "install kubernetis", "en").did_you_mean == "install kubernetes"
        matches = answer(index, "install kubernetis", "en", "xx")
        assert (matches.found.bit_count(), matches.did_you_mean) == (3, None)

    # Beginnings of words

    def test_last_word_may_be_a_beginning(self, index_of) -> None:
        index = index_of(
            document(1, "cilium network policies"),
            document(2, "cilium nothing"),
            document(3, "networks of others"),
        )
        matches = index.match(beginning("cilium netw"), ("en",), time.monotonic() + 30)
        assert [ordinal for ordinal, _ in all_of(matches)] == [0]

    def test_whole_word_comes_before_longer_ones(self, index_of) -> None:
        filler = "and some more"
        index = index_of(
            document(1, f"networking {filler}", "xx"), document(2, f"network {filler}", "xx")
        )
        matches = index.match(beginning("network"), ("xx",), time.monotonic() + 30)
        assert [ordinal for ordinal, _ in all_of(matches)] == [1, 0]

    def test_beginning_finds_nothing_but_at_the_beginning(self, index_of) -> None:
        index = index_of(document(1, "kubernetes"), document(2, "hyperkube"))
        matches = index.match(beginning("kube"), ("en",), time.monotonic() + 30)
        assert matches.found == 0b1

    def test_one_letter_begins_nothing(self, index_of) -> None:
        index = index_of(document(1, "kubernetes"), document(2, "vitamin k"))
        matches = index.match(beginning("k"), ("en",), time.monotonic() + 30)
        assert matches.found == 0b10

    def test_cut_word_that_no_document_holds_is_taken_for_a_beginning(self, index_of) -> None:
        index = index_of(document(1, "the kubernetes scheduler"), document(2, "other"))
        assert ask(index, "scheduler kubern") == [0]
        assert ask(index, "kub") == []

    # Words too many

    def test_documents_with_most_of_the_words_are_found_where_none_has_all(self, index_of) -> None:
        index = index_of(
            document(1, "installing cilium on clusters"),
            document(2, "clusters"),
            document(3, "gardens"),
            *(document(n, "other clusters") for n in range(4, 12)),
        )
        matches = answer(index, "cilium clusters gardens installing")
        assert matches.relaxed
        assert [ordinal for ordinal, _ in all_of(matches)] == [0]
        assert not answer(index, "cilium clusters").relaxed

    def test_words_that_no_document_holds_are_not_insisted_on(self, index_of) -> None:
        index = index_of(document(1, "cilium"), document(2, "other"))
        matches = answer(index, "cilium zzzzqqqq")
        assert (matches.found, matches.relaxed) == (0b1, True)

    def test_phrases_and_exclusions_are_always_insisted_on(self, index_of) -> None:
        index = index_of(
            document(1, "mutual authentication"), document(2, "mutual"), document(3, "services")
        )
        assert ask(index, '"mutual authentication" services') == [0]
        assert ask(index, '"authentication mutual" services') == []
        assert ask(index, "mutual services -authentication") == [2]

    def test_text_without_spaces_is_taken_apart_where_it_is_not_found_whole(self, index_of) -> None:
        index = index_of(document(1, "東京都の天気"), document(2, "大阪"))
        matches = answer(index, "東京都天気予報")
        assert (matches.found, matches.relaxed) == (0b1, True)

    # Synonyms

    def test_synonym_finds_for_less(self, index_of) -> None:
        index = index_of(
            document(1, "all about kubernetes here"),
            document(2, "all about k8s here"),
            document(3, "container platform"),
            document(4, "platform of containers"),
        )
        query = Query("k8s", (Clause("k8s", synonyms=("kubernetes", "container platform")),))
        matches = index.match(query, ("en",), time.monotonic() + 30)
        assert next(ordinal for ordinal, _ in all_of(matches)) == 1
        assert matches.found == 0b0111

    def test_parts_of_a_word_are_found_as_one(self, index_of) -> None:
        index = index_of(document(1, "an email"), document(2, "an e-mail"), document(3, "mail"))
        assert sorted(ask(index, "e-mail")) == [0, 1]
