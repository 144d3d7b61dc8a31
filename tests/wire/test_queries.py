import pytest
from hypothesis import given
from hypothesis import strategies as st

from quire.wire.problems import Refusal
from quire.wire.queries import Query, read_query


@pytest.mark.parametrize(
    ("raw", "query"),
    [
        ("", Query((), "")),
        ("&&", Query((), "")),
        ("b=2&a=1", Query((("a", "1"), ("b", "2")), "a=1&b=2")),
        ("q=a+b%20c", Query((("q", "a b c"),), "q=a+b+c")),
        ("tag=a,-b&tag=%C3%A4", Query((("tag", "a,-b"), ("tag", "ä")), "tag=a,-b&tag=%C3%A4")),
        ("flag", Query((("flag", ""),), "flag=")),
        ("=x", Query((("", "x"),), "=x")),
        ("a=b=c%26d", Query((("a", "b=c&d"),), "a=b%3Dc%26d")),
        ("q=\xc3\xa4", Query((("q", "ä"),), "q=%C3%A4")),
    ],
)
def test_query_is_read_into_its_one_spelling(raw, query):
    assert read_query(raw) == query


@given(st.text(alphabet=st.characters(max_codepoint=255), max_size=40))
def test_canonical_spelling_reads_as_itself(raw):
    try:
        query = read_query(raw)
    except Refusal:
        return
    assert read_query(query.text) == query


@given(
    st.lists(st.sampled_from(["a=1", "b=%20", "b=+", "c", "a=2", "d=x,y"]), max_size=6).flatmap(
        lambda parts: st.tuples(st.just(parts), st.permutations(parts))
    )
)
def test_order_never_matters(both):
    parts, shuffled = both
    assert read_query("&".join(parts)) == read_query("&".join(shuffled))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a=2&b=1&a=1&c=4&c=3", "a=2,1&b=1&c=3&c=4"),
        ("b=1", "b=1"),
        ("a=x,y&a=z", "a=x,y,z"),
    ],
)
def test_list_that_is_repeated_is_one_with_commas_in_the_order_given(raw, text):
    assert read_query(raw, {"a"}).text == text
