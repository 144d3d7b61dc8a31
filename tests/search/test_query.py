import pytest
from hypothesis import given
from hypothesis import strategies as st

from quire.errors import QueryError
from quire.search.port import Clause, Correction, FieldFilter, Query
from quire.search.query import corrected, parse


def clauses(text: str) -> tuple[Clause, ...]:
    return parse(text).clauses


def test_every_part_of_the_grammar_is_understood() -> None:
    text = ' fast  "mutual authentication"\t-slow -"old news" tag:ebpf -author:jane'
    assert parse(text + ' tag:"Cloud Native" ') == Query(
        'fast "mutual authentication" -slow -"old news" tag:ebpf -author:jane tag:"Cloud Native"',
        (
            Clause("fast"),
            Clause("mutual authentication", phrase=True),
            Clause("slow", excluded=True),
            Clause("old news", phrase=True, excluded=True),
        ),
        (
            FieldFilter("tag", "ebpf"),
            FieldFilter("author", "jane", excluded=True),
            FieldFilter("tag", "Cloud Native"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foo:bar", (Clause("foo"), Clause("bar"))),
        ("-foo:bar", (Clause("foo", excluded=True), Clause("bar", excluded=True))),
        ("std::vector", (Clause("std"), Clause("vector"))),
        ("--dry-run", (Clause("--dry-run"),)),
        ("- cats", (Clause("cats"),)),
        ("tag: cats", (Clause("tag"), Clause("cats"))),
        ("tag:* cats", (Clause("cats"),)),
        ('cats"black birds"', (Clause("cats"), Clause("black birds", phrase=True))),
        ('"black birds', (Clause("black birds", phrase=True),)),
        ('-"black', (Clause("black", phrase=True, excluded=True),)),
        ("“black birds”", (Clause("black birds", phrase=True),)),
        ('cats "" "!"', (Clause("cats"),)),
        ("a\x00b\x1fc", (Clause("a"), Clause("b"), Clause("c"))),
        ("cats 🚀 ***", (Clause("cats"),)),
        ("a AND (b* OR c~2)", tuple(map(Clause, ("a", "AND", "(b*", "OR", "c~2)")))),
        ("[a TO b]", (Clause("[a"), Clause("TO"), Clause("b]"))),
        ("before:lunch", (Clause("before"), Clause("lunch"))),
        ("After: work", (Clause("After"), Clause("work"))),
        (
            "-after:2024-02-30",
            (Clause("after", excluded=True), Clause("2024-02-30", excluded=True)),
        ),
        ('before:"the war"', (Clause("before"), Clause("the war", phrase=True))),
    ],
)
def test_anything_else_is_words(text: str, expected: tuple[Clause, ...]) -> None:
    assert parse(text) == Query(parse(text).text, expected)


def test_filters_know_their_names_in_any_case_and_keep_colons() -> None:
    assert parse("Tag:a:b AUTHOR:c").filters == (
        FieldFilter("tag", "a:b"),
        FieldFilter("author", "c"),
    )


def test_dates_of_filters_are_years_months_or_days() -> None:
    assert parse("after:2023 before:2024-02 -after:2024-01-31 before:2٠24 lang:De").filters == (
        FieldFilter("after", "2023-01-01"),
        FieldFilter("before", "2024-02-01"),
        FieldFilter("after", "2024-01-31", excluded=True),
        FieldFilter("lang", "De"),
    )


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("kube", "kube"),
        ("linux  kube", "kube"),
        ("linux foo:kube", "kube"),
        ("kube ", None),
        ('"kube"', None),
        ('"kube', None),
        ("linux -kube", None),
        ("linux tag:kube", None),
        ("kube:", None),
        ("kube !", None),
    ],
)
def test_last_word_may_go_on_unless_something_ends_it(text: str, begun: str | None) -> None:
    found = [clause.text for clause in parse(text, prefix=True).clauses if clause.prefix]
    assert found == ([] if begun is None else [begun])
    assert not any(clause.prefix for clause in parse(text).clauses)


def test_corrections_are_written_into_the_text_but_not_into_filters() -> None:
    query = parse('Mutal -autentication "the mutal way" tag:mutal')
    corrections = [Correction("mutal", "mutual"), Correction("autentication", "authentication")]
    assert corrected(query, corrections) == ('mutual -authentication "the mutual way" tag:mutal')
    assert corrected(query, []) == query.text


def test_unbalanced_quote_of_a_filter_runs_to_the_end() -> None:
    assert parse('cats tag:"cloud native').filters == (FieldFilter("tag", "cloud native"),)


@pytest.mark.parametrize(
    "text", ["", "  ", "\x00", "-", '"', '""', "***", "🚀", 'tag:""', ":", "\ud800"]
)
def test_query_without_a_word_is_empty(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.parameter, caught.value.code) == ("q", "empty")
    assert caught.value.hint == 'a word, a "phrase", tag:name or author:name'


def test_256_characters_are_enough_and_257_too_long() -> None:
    assert clauses("x" * 256) == (Clause("x" * 256),)
    with pytest.raises(QueryError) as caught:
        parse("x" * 257)
    assert (caught.value.parameter, caught.value.code, caught.value.hint) == (
        "q",
        "too_long",
        "256",
    )
    assert caught.value.detail == "A query has at most 256 characters, this one 257."


def test_12_terms_are_enough_and_13_too_many() -> None:
    assert len(clauses("a " * 11 + "tag:b")) == 11
    with pytest.raises(QueryError) as caught:
        parse("a " * 12 + "tag:b")
    assert (caught.value.parameter, caught.value.code, caught.value.hint) == (
        "q",
        "too_many_terms",
        "12",
    )


@given(st.text(max_size=300) | st.text(alphabet=' -":aAt*g', max_size=60))
def test_any_text_gives_a_query_within_bounds_or_a_query_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert 1 <= len(query.clauses) + len(query.filters) <= 12
    assert len(query.text) <= 256
    assert parse(query.text) == query
