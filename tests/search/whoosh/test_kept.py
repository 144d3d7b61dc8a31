from array import array

from quire.search.analysis import Token
from quire.search.whoosh.kept import KeptScores, Scores


def word(form: str) -> Token:
    return Token(form, form, form, 0, 0, len(form))


def scores(count: int) -> Scores:
    return Scores(array("I", range(count)), array("d", [1.0] * count), 1.0)


def test_scores_asked_for_longest_ago_make_place() -> None:
    kept = KeptScores(limit=20)
    for form in "abc":
        kept.keep(word(form), scores(5))
    assert kept.get(word("a")) == scores(5)
    kept.keep(word("d"), scores(5))
    assert [form for form in "abcd" if kept.get(word(form))] == ["a", "c", "d"]


def test_word_kept_twice_counts_once() -> None:
    kept = KeptScores(limit=20)
    for _ in range(10):
        kept.keep(word("a"), scores(9))
    kept.keep(word("b"), scores(9))
    assert [form for form in "ab" if kept.get(word(form))] == ["a", "b"]


def test_scores_above_the_limit_are_not_kept() -> None:
    kept = KeptScores(limit=20)
    kept.keep(word("a"), scores(20))
    assert kept.get(word("a")) is None
