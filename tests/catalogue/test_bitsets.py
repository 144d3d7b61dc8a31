from hypothesis import given
from hypothesis import strategies as st

from quire.catalogue import bitsets

SIZE = 50
ORDINALS = st.sets(st.integers(0, SIZE - 1))


@given(ORDINALS)
def test_members_are_what_went_in_lowest_first(ordinals: set[int]) -> None:
    assert list(bitsets.members(bitsets.from_ordinals(ordinals, SIZE))) == sorted(ordinals)


@given(ORDINALS)
def test_packed_set_reads_back_and_is_as_short_as_it_can_be(ordinals: set[int]) -> None:
    bits = bitsets.from_ordinals(ordinals, SIZE)
    data = bitsets.pack(bits)
    assert bitsets.unpack(data) == bits
    assert len(data) == (max(ordinals) // 8 + 1 if ordinals else 0)


@given(ORDINALS, ORDINALS)
def test_operators_are_those_of_sets(one: set[int], other: set[int]) -> None:
    a, b = bitsets.from_ordinals(one, SIZE), bitsets.from_ordinals(other, SIZE)
    assert set(bitsets.members(a & b)) == one & other
    assert set(bitsets.members(a | b)) == one | other
    assert set(bitsets.members(a & ~b)) == one - other
    assert (a & b).bit_count() == len(one & other)


@given(ORDINALS, st.permutations(range(SIZE)))
def test_members_follow_a_permutation(ordinals: set[int], order: list[int]) -> None:
    bits = bitsets.from_ordinals(ordinals, SIZE)
    assert list(bitsets.along(bits, order)) == [n for n in order if n in ordinals]


def test_empty_set_has_no_members() -> None:
    assert bitsets.from_ordinals([], 0) == 0
    assert list(bitsets.members(0)) == []
    assert list(bitsets.along(0, [2, 0, 1])) == []
    assert bitsets.unpack(b"") == 0
