"""Pages of a list, whatever its items: what is on them, what they say, where they lead."""

from types import SimpleNamespace
from typing import cast

import orjson
import pytest

from quire.api.v1.addresses import Address
from quire.api.v1.arguments.questions import Window
from quire.api.v1.asking import Asked, Setting
from quire.api.v1.bodies import MAX_BYTES, ROOM
from quire.api.v1.cursors import Cursor, read_cursor
from quire.api.v1.paging import Items, Page, continued, read_page, relations
from quire.library.snapshot import Snapshot
from quire.library.variants import Variants
from quire.wire.problems import Fault, Refusal

SNAPSHOT = "0f343b0931126a20f133d67c2b018a3b"
SECRET = b"a secret of the tests"
LIST = "/v1/things?tag=css"
HALF = ROOM // 2
"""Two items of this size are too large for one page: a comma stands behind each."""
OVER = ROOM


def asked(page: int | None = None, cursor: Cursor | None = None) -> Asked[object]:
    """Ask for a list of things: by number, by cursor, or plainly."""
    pairs = (("tag", "css"),) if page is None else (("page", str(page)), ("tag", "css"))
    snapshot = cast(Snapshot, SimpleNamespace(id=SNAPSHOT))
    setting = Setting("", SECRET, Variants(None, 0))
    return Asked(None, snapshot, Address("", "/v1/things", pairs), setting, cursor)


def things(*sizes: int, largest: int | None = None) -> Items[int]:
    """Make a list whose items are their own numbers, padded to sizes in bytes."""
    numbers = range(len(sizes))
    return Items(
        total=len(sizes),
        find=lambda offset, count: numbers[offset : offset + count],
        show=lambda number: str(number).encode().ljust(sizes[number]),
        largest=largest,
        refuse=lambda number, offset: Refusal(400, f"Item {number} at {offset}."),
    )


def numbered(items: Items[int], limit: int, page: int) -> Page:
    return read_page(asked(page), Window(limit, page), items)


def behind(items: Items[int], limit: int, offset: int) -> Page:
    """Read the page that begins at a place."""
    return read_page(asked(cursor=Cursor(SNAPSHOT, offset)), Window(limit, 1), items)


def before(items: Items[int], limit: int, offset: int) -> Page:
    """Read the page that ends at a place."""
    cursor = Cursor(SNAPSHOT, offset, backwards=True)
    return read_page(asked(cursor=cursor), Window(limit, 1), items)


def place(address: object) -> Cursor:
    """Read the cursor of an address of the list."""
    path, _, text = str(address).partition("cursor=")
    assert path == "/v1/things?"
    cursor, _, rest = text.partition("&")
    assert rest == "tag=css"
    return read_cursor(cursor, LIST, SECRET)


def test_page_by_number_says_where_it_is_and_links_by_number() -> None:
    page = numbered(things(*[10] * 7, largest=10), 3, 2)

    assert orjson.loads(page.data) == [3, 4, 5]
    meta = page.meta()
    assert read_cursor(str(meta.pop("next_cursor")), LIST, SECRET) == Cursor(SNAPSHOT, 6)
    assert meta == {"limit": 3, "returned": 3, "page": 2, "pages": 3, "total": 7}
    assert page.links() == {
        "self": "/v1/things?page=2&tag=css",
        "first": LIST,
        "prev": LIST,
        "next": "/v1/things?page=3&tag=css",
        "last": "/v1/things?page=3&tag=css",
    }
    assert relations(page.links()) == (("next", "/v1/things?page=3&tag=css"), ("prev", LIST))


def test_only_page_leads_nowhere() -> None:
    page = read_page(asked(), Window(2, 1), things(10, 10, largest=10))

    assert page.meta() == {
        "limit": 2,
        "returned": 2,
        "page": 1,
        "pages": 1,
        "total": 2,
        "next_cursor": None,
    }
    assert page.links() == {"self": LIST, "first": LIST, "prev": None, "next": None, "last": LIST}
    assert relations(page.links()) == ()


def test_empty_list_has_one_empty_page() -> None:
    page = numbered(things(largest=0), 5, 1)
    assert (page.data, page.pages, page.following) == (b"[]", 1, None)
    with pytest.raises(Refusal) as refused:
        numbered(things(largest=0), 5, 2)
    assert refused.value.faults == (
        Fault("page", "out_of_range", "2 is more than 1, the last page.", "1"),
    )


def test_page_behind_the_last_is_refused_with_the_number_of_the_last() -> None:
    items = things(*[10] * 6, largest=10)
    assert orjson.loads(numbered(items, 3, 2).data) == [3, 4, 5]
    with pytest.raises(Refusal) as refused:
        numbered(items, 3, 3)
    assert (refused.value.status, refused.value.detail) == (400, "1 parameter is not valid.")
    assert refused.value.faults == (
        Fault("page", "out_of_range", "3 is more than 2, the last page.", "2"),
    )


def test_page_by_cursor_links_by_cursors() -> None:
    page = behind(things(*[10] * 9, largest=10), 2, 3)

    assert orjson.loads(page.data) == [3, 4]
    meta = page.meta()
    assert read_cursor(str(meta.pop("next_cursor")), LIST, SECRET) == Cursor(SNAPSHOT, 5)
    assert meta == {"limit": 2, "returned": 2, "page": 2, "pages": 5, "total": 9}
    links = page.links()
    assert links.pop("self") == LIST
    assert {name: place(address) for name, address in links.items()} == {
        "first": Cursor(SNAPSHOT, 0),
        "prev": Cursor(SNAPSHOT, 3, backwards=True),
        "next": Cursor(SNAPSHOT, 5),
        "last": Cursor(SNAPSHOT, 8),
    }


def test_cursor_back_gives_the_items_before_its_place() -> None:
    items = things(*[10] * 9, largest=10)
    page = before(items, 2, 5)
    assert (orjson.loads(page.data), page.start, page.following) == ([3, 4], 3, 5)
    assert place(page.links()["prev"]) == Cursor(SNAPSHOT, 3, backwards=True)


def test_cursor_back_near_the_beginning_gives_what_there_is_before_it() -> None:
    page = before(things(*[10] * 9, largest=10), 5, 2)
    assert (orjson.loads(page.data), page.start, page.returned) == ([0, 1], 0, 2)
    assert (page.links()["prev"], page.following) == (None, 2)


def test_page_goes_by_number_as_long_as_all_its_items_must_fit() -> None:
    fits = ROOM // 10 - 1
    page = read_page(asked(), Window(10, 1), things(*[5] * 11, largest=fits))
    assert page.links()["next"] == "/v1/things?page=2&tag=css"
    page = read_page(asked(), Window(10, 1), things(*[5] * 11, largest=fits + 1))
    assert place(page.links()["next"]) == Cursor(SNAPSHOT, 10)
    page = read_page(asked(), Window(10, 1), things(*[5] * 11))
    assert place(page.links()["next"]) == Cursor(SNAPSHOT, 10)


def test_page_that_would_be_too_large_ends_early_and_goes_on_by_cursor() -> None:
    # Said to be small, as a look at summaries alone would: what counts is what is sent.
    page = read_page(asked(), Window(3, 1), things(10, HALF, HALF, 10, largest=10))

    assert orjson.loads(page.data) == [0, 1]
    meta = page.meta()
    assert (meta["limit"], meta["returned"], meta["total"]) == (3, 2, 4)
    links = page.links()
    assert links["first"] == LIST
    assert place(links["next"]) == Cursor(SNAPSHOT, 2)


def test_page_back_that_would_be_too_large_keeps_what_is_next_to_its_place() -> None:
    page = before(things(10, HALF, HALF, 10), 3, 4)

    assert (orjson.loads(page.data), page.start, page.following) == ([2, 3], 2, None)
    assert place(page.links()["prev"]) == Cursor(SNAPSHOT, 2, backwards=True)


def test_numbered_page_that_is_too_large_names_the_limit_at_which_it_fits() -> None:
    with pytest.raises(Refusal) as refused:
        numbered(things(HALF, HALF, HALF, HALF), 2, 2)
    detail = f"2 items of this size are more than {MAX_BYTES} bytes."
    assert refused.value.faults == (Fault("limit", "too_large", detail, "1"),)


def test_limit_that_is_named_fits_the_items_that_its_page_would_hold() -> None:
    # Of page 2 with limit 6 three items fit, but with limit 3 only two of other ones.
    sizes = [10, 10, 10, 10, HALF, HALF, 10, 10, HALF, HALF, 10, 10]
    with pytest.raises(Refusal) as refused:
        numbered(things(*sizes), 6, 2)
    assert refused.value.faults[0].hint == "2"
    assert orjson.loads(numbered(things(*sizes), 2, 2).data) == [2, 3]


def test_numbered_page_whose_smaller_one_begins_with_an_item_too_large_names_that_item() -> None:
    with pytest.raises(Refusal) as refused:
        numbered(things(10, OVER, HALF, HALF), 2, 2)
    assert refused.value.detail == "Item 1 at 1."


def test_item_that_is_too_large_alone_is_named_by_its_place() -> None:
    items = things(10, 10, OVER, 10)
    for page in (
        lambda: numbered(items, 2, 2),
        lambda: behind(items, 2, 2),
        lambda: before(items, 2, 3),
    ):
        with pytest.raises(Refusal) as refused:
            page()
        assert refused.value.detail == "Item 2 at 2."


def test_item_that_is_too_large_for_any_answer_is_said_to_be() -> None:
    items = things(OVER)
    plain = Items(items.total, items.find, items.show, None)
    with pytest.raises(Refusal) as refused:
        read_page(asked(), Window(20, 1), plain)
    assert (refused.value.status, refused.value.faults) == (
        400,
        (Fault("limit", "too_large", f"An item is more than {MAX_BYTES} bytes."),),
    )


def test_list_is_continued_at_any_place_by_its_address() -> None:
    assert place(continued(asked(page=4), 17)) == Cursor(SNAPSHOT, 17)
