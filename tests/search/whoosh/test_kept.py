import numpy as np

from quire.search.whoosh.kept import Held, KeptScores


def held(count: int) -> Held:
    return Held(np.arange(count, dtype=np.int32), np.ones(count, dtype=np.float32), 1.0)


class Made:
    """Counts what had to be made."""

    def __init__(self, limit: int) -> None:
        self.kept = KeptScores(limit)
        self.made: list[str] = []

    def ask(self, word: str, count: int) -> Held:
        def make() -> Held:
            self.made.append(word)
            return held(count)

        return self.kept.get(word, make)


def test_scores_are_made_once() -> None:
    words = Made(limit=20)
    assert words.ask("a", 5) is words.ask("a", 5)
    assert words.made == ["a"]


def test_scores_asked_for_longest_ago_make_place() -> None:
    words = Made(limit=20)
    for form in "abc":
        words.ask(form, 5)
    words.ask("a", 5)
    words.ask("d", 5)
    words.made.clear()
    for form in "acdb":
        words.ask(form, 5)
    assert words.made == ["b"]


def test_scores_above_the_limit_are_not_kept() -> None:
    words = Made(limit=20)
    words.ask("a", 20)
    words.ask("a", 20)
    assert words.made == ["a", "a"]
