from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quire.search.analysis import Place, Run, Sought, Token
from quire.search.marks import Mark, Marker
from tests.search.seeking import ENGLISH, sought


def marked(text: str, *runs: Run) -> list[str]:
    marks = Marker(tuple((run,) for run in runs), ENGLISH).marks(text)
    return [text[mark.start : mark.end] for mark in marks]


def word(*forms: str, prefix: str = "", offset: int = 0) -> Place:
    return Place(frozenset(forms), offset, prefix)


def test_marks_are_in_order_with_the_clause_that_matched() -> None:
    marks = Marker((((word("red"),),), ((word("blue"),),)), ENGLISH).marks("blue, red. Reds")
    assert marks == [Mark(0, 4, 1), Mark(6, 9, 0)]


@pytest.mark.parametrize(
    ("text", "forms", "expected"),
    [
        ("start art Art artist", ("art",), ["art", "Art"]),
        ("dying to die", ("die", "dying"), ["dying", "die"]),
        ("Un CAFÉ, des cafés; cafe\u0301!", ("cafe", "cafes"), ["CAFÉ", "cafés", "cafe\u0301"]),
        ("e\u0301te\u0301 te", ("te",), ["te"]),
        ("İstanbul istanbul", ("istanbul",), ["İstanbul", "istanbul"]),
        ("Straße STRASSE", ("strasse",), ["Straße", "STRASSE"]),
        ("ΟΔΟΣ οδός", ("οδοσ",), ["ΟΔΟΣ", "οδός"]),
        ("C++, C# and C", ("c++",), ["C++"]),
        ("C++, C# and C", ("c",), ["C"]),
        ("call useEffect()", ("effect",), ["Effect"]),
        ("call useEffect()", ("useeffect",), ["useEffect"]),
        ("getHTMLText", ("html", "text"), ["HTMLText"]),
        ("日本語python3入門", ("python3",), ["python3"]),
        ("x" * 200, ("x" * 64,), ["x" * 80]),
    ],
)
def test_forms_are_found_where_they_stand(
    text: str, forms: tuple[str, ...], expected: list[str]
) -> None:
    assert marked(text, (word(*forms),)) == expected


def test_beginning_is_marked_as_the_whole_word() -> None:
    assert marked("Kubernetes, kubectl, akube", (word("kube", prefix="kube"),)) == [
        "Kubernetes",
        "kubectl",
    ]


def test_run_is_marked_only_where_all_of_it_stands() -> None:
    run = (word("black"), word("bird", "birds", offset=1))
    assert marked("A bird, black. black\nbird. Two black birds", run) == ["black", "birds"]
    gapped = (word("bird"), word("tree", offset=2))
    assert marked("bird in tree, bird tree", gapped) == ["bird", "tree"]


def test_run_that_breaks_off_is_not_marked() -> None:
    assert marked("black\nbird", (word("black"), word("bird", offset=1))) == []
    assert marked("black", (word("black"), word("bird", offset=1))) == []
    assert marked("\u0301", (word("black"),)) == []


def test_thousands_of_different_words_are_looked_at() -> None:
    text = " ".join(f"co{number}" for number in range(3_000))
    assert marked(text, (word("co7"),), (word("co2999"),)) == ["co7", "co2999"]


@given(
    st.text(alphabet="abA _\n.éÉ\u0301\u00ad\u0640東京都c+がİß", max_size=60),
    st.sampled_from(["a", "ab", '"a b"', "é", "東京", "京", "a_b", "東京都 b", "c++", '"東 a"']),
)
@example("aB Ba", "b")
@example("東京都a東京", "東京")
@example("東\u00ad京", "東京")
def test_marks_are_those_of_a_whole_analysis(text: str, query: str) -> None:
    wanted = sought(query, text)
    marks = Marker(wanted, ENGLISH).marks(text)
    covered = {n for mark in marks for n in range(mark.start, mark.end)}
    expected = {n for token in whole(text, wanted) for n in range(token.start, token.end)}
    # Signs that join two marks are marked as well.
    assert expected <= covered
    assert all(not text[n].isalnum() for n in covered - expected)


def whole(text: str, wanted: Sought) -> Iterator[Token]:
    """Find what matched by analysing all of a text."""
    tokens = list(ENGLISH.tokens(text))
    for run in (run for runs in wanted for run in runs):
        for first in tokens:
            found = [
                [
                    token
                    for token in tokens
                    if token.position == first.position + place.offset and token.form in place.forms
                ]
                for place in run
            ]
            if first in found[0] and all(found):
                yield first
                yield from (each[0] for each in found[1:])
