from hypothesis import given
from hypothesis import strategies as st

from quire.catalogue.words import Words, compile_words
from quire.documents.slugs import slugify

TITLES = [
    "Hello Kubernetes",
    "Kubernetes Community Days",
    "Évêque & café",
    "東京都の地図",
    "Go on",
    "",
]
EVERY = (1 << len(TITLES)) - 1


def found(typed: str, among: int = EVERY, limit: int | None = None) -> list[tuple[int, bool]]:
    return Words(compile_words(TITLES)).beginning(typed, among, limit)


def test_any_word_of_a_title_may_begin_with_what_was_typed() -> None:
    assert found("kub") == [(1, False), (0, True)]
    assert found("DAYS") == [(1, True)]
    assert found("ubernetes") == []


def test_accents_are_folded_on_both_sides() -> None:
    assert found("eveque") == [(2, False)]
    assert found("Câf") == [(2, True)]


def test_words_before_the_last_must_stand_whole_in_any_order() -> None:
    assert found("hello kub") == [(0, False)]
    assert found("days kubernetes c") == [(1, True)]
    assert found("kub hello") == []


def test_blank_behind_the_last_word_says_that_it_is_whole() -> None:
    assert found("go ") == [(4, False)]
    assert found("g ") == []


def test_whole_word_is_not_one_that_goes_on_with_a_digit() -> None:
    words = Words(compile_words(["Go1 is out", "Go on"]))
    assert words.beginning("go ", 0b11) == [(1, False)]
    assert words.beginning("go", 0b11) == [(0, False), (1, False)]


def test_scripts_without_spaces_may_begin_anywhere() -> None:
    assert found("京都") == [(3, True)]
    assert found("東京") == [(3, False)]


def test_rows_that_are_not_asked_for_are_left_out() -> None:
    assert found("kub", among=0b1) == [(0, True)]
    assert found("kub", limit=1) == [(1, False)]
    assert found("kub", limit=0) == []


def test_nothing_typed_finds_nothing() -> None:
    assert found("!") == found("") == found("zz") == []
    assert Words(compile_words([])).beginning("a", 0) == []


def test_thousands_of_rows_come_in_the_same_order_as_few() -> None:
    titles = ["a b", "b a", "c"] * 2_000
    words, everything = Words(compile_words(titles)), (1 << len(titles)) - 1
    assert words.beginning("a", everything, 2) == [(0, False), (3, False)]
    assert words.beginning("a", everything & ~0b1001, 2) == [(6, False), (9, False)]
    rows = words.beginning("a", everything)
    assert rows[:2_000] == [(row, False) for row in range(0, 6_000, 3)]
    assert rows[2_000:] == [(row, True) for row in range(1, 6_000, 3)]


@given(
    st.lists(st.sampled_from(["ab", "a b", "abc", "b abc", "c", "b", ""]), max_size=60),
    st.sampled_from(["a", "ab", "b", "b a", "c "]),
    st.integers(min_value=0),
)
def test_rows_are_those_of_looking_at_every_title(
    titles: list[str], typed: str, among: int
) -> None:
    among &= (1 << len(titles)) - 1
    words = slugify(typed).split("-")
    expected = set()
    for row, title in enumerate(titles):
        held = title.split()
        last = [word for word in held if word.startswith(words[-1])]
        if typed[-1] == " ":
            last = [word for word in held if word == words[-1]]
        if last and all(word in held for word in words[:-1]) and among >> row & 1:
            first = held[0] == words[0] if len(words) > 1 else held[0] in last
            expected.add((not first, row))
    rows = Words(compile_words(titles)).beginning(typed, among)
    assert rows == [(row, later) for later, row in sorted(expected)]
