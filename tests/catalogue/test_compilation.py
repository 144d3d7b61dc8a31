from quire.catalogue import DocumentRow, PieceLocation, TermRow
from quire.catalogue.columns import NO_DATE, PathRow, micros
from tests.catalogue.candidates import (
    author,
    candidate,
    catalogue,
    compiled,
    day,
    settlement,
    slugs,
    term,
)


def test_document_becomes_a_row() -> None:
    settled = settlement(candidate("hello", date="2024-05-01", title="Héllo"))
    assert compiled(settled).documents == [
        DocumentRow(
            id=settled.documents[0].id,
            type="post",
            slug="hello",
            lang="en",
            permalink="/hello/",
            url="https://ink.example/hello/",
            title="Héllo",
            path="content/hello.md",
            published_at=micros(day("2024-05-01")),
            updated_at=micros(day("2024-05-01")),
            digest="digest of content/hello.md",
            piece=PieceLocation(1, 0, (1, 2, 3, 4, 5), (6, 7, 8, 9, 2**32 - 1), "seal"),
        )
    ]


def test_undated_page_has_no_dates_no_year_and_no_month() -> None:
    found = compiled(settlement(candidate("about", "page", section="")))
    assert (found.documents[0].published_at, found.documents[0].updated_at) == (NO_DATE, NO_DATE)
    assert found.sets == {
        "lang": {"en": b"\x01"},
        "section": {"": b"\x01"},
        "type": {"page": b"\x01"},
    }


def test_sets_hold_the_ordinals_of_each_value() -> None:
    found = compiled(
        settlement(
            candidate("a", date="2024-05-01"),
            candidate("b", date="2023-12-01", lang="de", featured=True),
            candidate("c", "page", section="docs"),
        )
    )
    assert found.sets == {
        "flag": {"featured": b"\x02"},
        "lang": {"de": b"\x02", "en": b"\x05"},
        "month": {"2023-12": b"\x02", "2024-05": b"\x01"},
        "section": {"docs": b"\x04", "posts": b"\x03"},
        "type": {"page": b"\x04", "post": b"\x03"},
        "year": {"2023": b"\x02", "2024": b"\x01"},
    }


def test_year_is_that_of_utc() -> None:
    found = compiled(settlement(candidate("old", date="0987-05-01")))
    assert list(found.sets["year"]) == ["0987"]


def test_terms_are_rows_by_role_and_slug_with_their_documents() -> None:
    settled = settlement(
        candidate("a", date="2024-05-01", tags=("b", "a"), authors=("ada",), series=("s",)),
        candidate("b", "page", tags=("a",), categories=("c",)),
    )
    ids = {(each.role, each.slug): each.id for each in settled.terms}
    assert compiled(settled).terms == [
        TermRow("author", settled.authors[0].id, "ada", "Ada", b"\x01", 1, b"Ada", "seal of Ada"),
        TermRow("category", ids["category", "c"], "c", "c", b"\x02", 0, b"", ""),
        TermRow("series", ids["series", "s"], "s", "s", b"\x01", 1, b"", ""),
        TermRow("tag", ids["tag", "a"], "a", "a", b"\x03", 1, b"a", "seal of a"),
        TermRow("tag", ids["tag", "b"], "b", "b", b"\x01", 1, b"b", "seal of b"),
    ]


def test_paths_lead_to_documents_and_terms_and_own_addresses_win_over_aliases() -> None:
    found = compiled(
        settlement(
            candidate("a", date="2024-05-01", aliases=("/old/", "/b/", "/authors/ada/")),
            candidate("b", date="2024-04-01", aliases=("/old/",)),
            author("ada", aliases=("/ada/",)),
            term("tag", "x"),
            candidate("c", "page", permalink="/tag/x/"),
        )
    )
    assert [(each.role, each.slug) for each in found.terms] == [("author", "ada"), ("tag", "x")]
    assert found.paths == [
        PathRow("/a/", "post", 0, False),
        PathRow("/ada/", "author", 0, True),
        PathRow("/authors/ada/", "author", 0, False),
        PathRow("/b/", "post", 1, False),
        PathRow("/old/", "post", 1, True),
        PathRow("/tag/x/", "page", 2, False),
    ]


def test_orders_are_total_with_missing_values_last_both_ways_and_ties_by_slug() -> None:
    posts = [
        candidate("d", date="2024-01-01", title="Same"),
        candidate("c", date="2024-01-01", title="same"),
        candidate("a", "page", title="Zebra"),
        candidate("b", "page", title="apple"),
        candidate("e", date="2023-01-01", title="Éclair"),
    ]
    settled = settlement(*posts)
    found = catalogue(*posts)
    columns = compiled(settled)

    def order(name: str) -> list[str]:
        return slugs(found, memoryview(columns.orders[name]).cast("I"))

    assert order("published_at") == ["e", "c", "d", "a", "b"]
    assert order("-published_at") == ["c", "d", "e", "a", "b"]
    assert order("title") == ["b", "d", "c", "a", "e"]
    assert order("-title") == ["e", "a", "c", "d", "b"]
    assert order("slug") == ["a", "b", "c", "d", "e"]
    assert order("-slug") == ["e", "d", "c", "b", "a"]
    assert set(columns.orders) == {
        f"{sign}{name}"
        for sign in ("", "-")
        for name in ("published_at", "updated_at", "created_at", "title", "slug")
    }


def test_equal_slugs_of_several_languages_have_an_order() -> None:
    found = catalogue(
        candidate("b", slug="same", lang="en", key="1"),
        candidate("a", slug="same", lang="de", key="2"),
        candidate("c", "page", slug="same", lang="de", key="3"),
    )
    assert [(row.lang, row.type) for row in found.documents] == [
        ("de", "page"),
        ("de", "post"),
        ("en", "post"),
    ]
