"""Filters and orders, each against the plain way of asking the candidates themselves."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.catalogue import Catalogue, Choice, Selection, SortKey, bitsets
from quire.catalogue.selection import SORT_FIELDS
from quire.catalogue.settlement import Settled
from tests.catalogue.candidates import candidate, catalogue, catalogue_of, day, settlement, slugs

TICK = timedelta(microseconds=1)


@pytest.fixture(scope="module")
def blog() -> Catalogue:
    return catalogue(
        candidate("a", date="2024-05-01", tags=("x", "y"), authors=("ada",), featured=True),
        candidate("b", date="2024-04-01", tags=("x",), lang="de", section="news"),
        candidate("c", date="2023-03-01", tags=("y", "z"), categories=("k",), series=("s",)),
        candidate("d", "page", tags=("z",), section=""),
    )


def chosen(blog: Catalogue, **conditions: object) -> str:
    """Give the slugs of a selection, joined."""
    return "".join(slugs(blog, bitsets.members(blog.select(Selection(**conditions)))))  # type: ignore[arg-type]


def tags(*choices: str) -> dict[str, tuple[Choice, ...]]:
    """Read `x,y` as any of them, `-x` as none of them; several hold together."""
    return {
        "tag": tuple(
            Choice(tuple(text.removeprefix("-").split(",")), negated=text.startswith("-"))
            for text in choices
        )
    }


def test_empty_selection_wants_everything(blog: Catalogue) -> None:
    assert chosen(blog) == "abcd"


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (("x",), "ab"),
        (("x,y",), "abc"),
        (("x", "y"), "a"),
        (("x,z", "y"), "ac"),
        (("-x",), "cd"),
        (("-x,y",), "d"),
        (("x", "-y"), "b"),
        (("-x", "-z"), ""),
        (("unknown",), ""),
        (("-unknown",), "abcd"),
        (("unknown,z",), "cd"),
    ],
)
def test_choices_of_terms(blog: Catalogue, choices: tuple[str, ...], expected: str) -> None:
    assert chosen(blog, choices=tags(*choices)) == expected


def test_choices_of_several_facets_hold_together(blog: Catalogue) -> None:
    assert chosen(blog, choices={**tags("x,y"), "year": (Choice(("2024",)),)}) == "ab"
    assert chosen(blog, choices={"author": (Choice(("ada",), negated=True),)}) == "bcd"
    assert chosen(blog, choices={"category": (Choice(("k",)),)}) == "c"
    assert chosen(blog, choices={"series": (Choice(("s",)),)}) == "c"
    assert chosen(blog, choices={"section": (Choice(("news", "")),)}) == "bd"


def test_type_language_feature_and_slugs(blog: Catalogue) -> None:
    assert chosen(blog, type="page") == "d"
    assert chosen(blog, langs=("de",)) == "b"
    assert chosen(blog, langs=("de", "en"), type="post") == "abc"
    assert chosen(blog, langs=()) == ""
    assert chosen(blog, featured=True) == "a"
    assert chosen(blog, featured=False) == "bcd"
    assert chosen(blog, slugs=("a", "d", "nothing")) == "ad"
    assert chosen(blog, slugs=()) == ""


def test_dates_are_half_open_and_leave_out_what_has_none(blog: Catalogue) -> None:
    first, second = day("2024-04-01"), day("2024-05-01")
    assert chosen(blog, published_after=first) == "ab"
    assert chosen(blog, published_after=first + TICK) == "a"
    assert chosen(blog, published_before=second) == "bc"
    assert chosen(blog, published_before=second + TICK) == "abc"
    assert chosen(blog, published_after=first, published_before=second) == "b"
    assert chosen(blog, published_after=second, published_before=first) == ""
    assert chosen(blog, published_after=day("0001-01-01")) == "abc"
    assert chosen(blog, published_before=day("9999-12-31")) == "abc"
    assert chosen(blog, published_before=day("0001-01-01")) == ""
    assert chosen(blog, updated_after=first) == "ab"
    assert chosen(blog, updated_after=day("0001-01-01")) == "abc"


def test_undated_site_has_nothing_before_or_after() -> None:
    found = catalogue(candidate("a", "page"))
    assert chosen(found, published_after=day("0001-01-01")) == ""
    assert chosen(found, published_before=day("9999-12-31")) == ""


def test_sort_keys_are_named_as_on_the_wire() -> None:
    assert SortKey("title").name == "title"
    assert SortKey("published_at", descending=True).name == "-published_at"


DATES = st.sampled_from([None, *(day("2024-01-01") + timedelta(days=n) for n in range(4))])
TERMS = st.lists(st.sampled_from(["x", "y", "z"]), max_size=3, unique=True).map(tuple)


@st.composite
def blogs(draw: st.DrawFn) -> tuple[Settled, ...]:
    """Make settled documents with many ties."""
    return settlement(
        *(
            candidate(
                f"n{number}",
                draw(st.sampled_from(["post", "page"])),
                slug=draw(st.sampled_from(["s", "t", "u"])),
                title=draw(st.sampled_from(["A", "a", "b"])),
                published_at=draw(DATES),
                updated_at=draw(DATES),
                created_at=draw(DATES),
                lang=draw(st.sampled_from(["en", "de"])),
                tags=draw(TERMS),
                featured=draw(st.booleans()),
            )
            for number in range(draw(st.integers(0, 10)))
        )
    ).documents


def opened(documents: tuple[Settled, ...]) -> Catalogue:
    found = catalogue_of(settlement(*(each.candidate for each in documents)))
    assert [row.id for row in found.documents] == [each.id for each in documents]
    return found


CHOICES = st.lists(
    st.builds(Choice, st.sampled_from([("x",), ("x", "y"), ("z", "no")]), st.booleans()), max_size=2
).map(tuple)
SELECTIONS = st.builds(
    Selection,
    type=st.sampled_from([None, "post", "page"]),
    langs=st.sampled_from([None, ("en",), ("en", "de")]),
    choices=st.builds(lambda choices: {"tag": choices}, CHOICES),
    featured=st.sampled_from([None, True, False]),
    published_after=DATES,
    published_before=DATES,
    updated_after=DATES,
    slugs=st.sampled_from([None, ("s",), ("s", "t")]),
)


def wanted(document: Settled, selection: Selection) -> bool:
    """Say plainly whether a selection wants a document."""
    tags = {ref.slug for ref in document.tags}
    published, updated = document.published_at, document.updated_at
    after, before = selection.published_after, selection.published_before
    since = selection.updated_after
    return (
        selection.type in (None, document.type)
        and (selection.langs is None or document.candidate.lang in selection.langs)
        and all(bool(tags & set(c.values)) != c.negated for c in selection.choices["tag"])
        and selection.featured in (None, document.candidate.featured)
        and (after is None or (published is not None and published >= after))
        and (before is None or (published is not None and published < before))
        and (since is None or (updated is not None and updated >= since))
        and (selection.slugs is None or document.slug in selection.slugs)
    )


@settings(max_examples=40)
@given(blogs(), st.lists(SELECTIONS, min_size=3, max_size=3))
def test_selection_agrees_with_the_plain_way(
    documents: tuple[Settled, ...], selections: list[Selection]
) -> None:
    blog = opened(documents)
    for selection in selections:
        found = list(bitsets.members(blog.select(selection)))
        assert found == [n for n, each in enumerate(documents) if wanted(each, selection)]


SORTS = st.lists(st.builds(SortKey, st.sampled_from(SORT_FIELDS), st.booleans()), max_size=3)


def value(document: Settled, field: str) -> object:
    """Give what an order compares of a document, None where it has nothing."""
    if field == "title":
        return (document.candidate.title.casefold(), document.candidate.title)
    if field == "slug":
        return (document.slug, document.candidate.lang, document.type, document.id)
    found: datetime | None = getattr(document, field)
    return found


def plainly_sorted(documents: list[Settled], sort: list[SortKey]) -> list[Settled]:
    """Sort by one key at a time, the last one first, what has no value behind the rest."""
    for key in reversed([*(sort or [SortKey("published_at", True)]), SortKey("slug")]):
        present = [each for each in documents if value(each, key.field) is not None]
        missing = [each for each in documents if value(each, key.field) is None]
        present.sort(key=lambda each, name=key.field: value(each, name), reverse=key.descending)  # type: ignore[arg-type, misc]
        documents = [*present, *missing]
    return documents


@settings(max_examples=40)
@given(
    blogs(),
    st.lists(SORTS, min_size=3, max_size=3),
    st.integers(0),
    st.integers(0, 8),
    st.integers(1, 5),
)
def test_order_agrees_with_the_plain_way(
    documents: tuple[Settled, ...], sorts: list[list[SortKey]], bits: int, offset: int, limit: int
) -> None:
    blog = opened(documents)
    bits &= blog.all
    some = [each for n, each in enumerate(documents) if bits >> n & 1]
    for sort in sorts:
        expected = [each.id for each in plainly_sorted(some, sort)]
        found = [blog.documents[n].id for n in blog.ordered(bits, sort)]
        assert found == expected
        page = [blog.documents[n].id for n in blog.page(bits, sort, offset, limit)]
        assert page == expected[offset : offset + limit]
