"""Cursors: authenticated, bound to a request and a snapshot; pages by number and by cursor."""

from pathlib import Path

import pytest

from quire.api.v1.cursors import Cursor, read_cursor, write_cursor
from quire.errors import QueryError
from tests.api.front import Api
from tests.api.sites import PAGES, post, write_state

SNAPSHOT = "0f343b0931126a20f133d67c2b018a3b"
REQUEST = "/v1/posts?limit=2"
INVALID = (
    "cursor",
    "invalid",
    "The cursor is not one that this API gave.",
    "meta.pagination.next_cursor of the page before",
)


def test_cursor_is_read_as_it_was_written() -> None:
    for cursor in (Cursor(SNAPSHOT, 4_294_967_295), Cursor(SNAPSHOT, 7, backwards=True)):
        text = write_cursor(cursor, REQUEST, b"secret")
        assert len(text) == 60
        assert read_cursor(text, REQUEST, b"secret") == cursor


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_cursor_with_any_changed_character_is_refused(position: int) -> None:
    text = write_cursor(Cursor(SNAPSHOT, 20), REQUEST, b"secret")
    other = "A" if text[position] != "A" else "B"
    with pytest.raises(QueryError) as raised:
        read_cursor(text[:position] + other + text[position + 1 :], REQUEST, b"secret")
    assert raised.value.code == "invalid"


def test_cursor_signed_with_another_secret_is_refused() -> None:
    text = write_cursor(Cursor(SNAPSHOT, 20), REQUEST, b"another")
    with pytest.raises(QueryError) as raised:
        read_cursor(text, REQUEST, b"secret")
    assert raised.value.code == "invalid"


def test_pages_by_number_link_to_each_other(api: Api) -> None:
    answer = api.get("/v1/posts?limit=3&page=2&fields=title")
    assert [item["slug"] for item in answer["data"]] == ["grids", "colours", "feeds"]
    assert answer["meta"]["pagination"] | {"next_cursor": "…"} == {
        "limit": 3,
        "returned": 3,
        "page": 2,
        "pages": 3,
        "total": 7,
        "next_cursor": "…",
    }
    assert answer["links"] == {
        "self": "/v1/posts?fields=title&limit=3&page=2",
        "first": "/v1/posts?fields=title&limit=3",
        "prev": "/v1/posts?fields=title&limit=3",
        "next": "/v1/posts?fields=title&limit=3&page=3",
        "last": "/v1/posts?fields=title&limit=3&page=3",
        "item": "/v1/posts/{slug}{?lang}",
    }


def test_cursor_continues_where_a_numbered_page_ends(api: Api) -> None:
    cursor = api.get("/v1/posts?limit=3&page=2")["meta"]["pagination"]["next_cursor"]
    answer = api.get(f"/v1/posts?limit=3&cursor={cursor}")
    assert [item["slug"] for item in answer["data"]] == ["beginnings"]
    assert answer["meta"]["pagination"] == {
        "limit": 3,
        "returned": 1,
        "page": 3,
        "pages": 3,
        "total": 7,
        "next_cursor": None,
    }


def test_links_of_a_page_by_cursor_are_cursors(api: Api) -> None:
    seen = []
    address = (
        "/v1/posts?limit=3&cursor="
        + (api.get("/v1/posts?limit=3")["meta"]["pagination"]["next_cursor"])
    )
    answer = api.get(address)
    assert answer["links"]["self"] == "/v1/posts?cursor=" + address.split("cursor=")[1] + "&limit=3"
    address = answer["links"]["first"]
    while address:
        answer = api.get(address)
        seen += [item["slug"] for item in answer["data"]]
        previous, address = address, answer["links"]["next"]
    assert seen == api.slugs("/v1/posts")
    assert answer["links"]["last"] == previous
    assert api.get(answer["links"]["prev"])["meta"]["pagination"]["page"] == 2


def test_cursor_of_another_request_is_refused(api: Api) -> None:
    cursor = api.get("/v1/posts?limit=3")["meta"]["pagination"]["next_cursor"]
    expected = [
        (
            "cursor",
            "mismatch",
            "The cursor continues a request with other parameters.",
            "the parameters of the page it came with",
        )
    ]
    assert api.faults(f"/v1/posts?limit=4&cursor={cursor}") == expected
    assert api.faults(f"/v1/pages?limit=3&cursor={cursor}") == expected


@pytest.mark.parametrize("cursor", ["0", "💥", "A" * 60, "A" * 61, "a b"])
def test_made_up_cursor_is_refused(api: Api, cursor: str) -> None:
    ((parameter, code, *_),) = set(api.faults(f"/v1/posts?cursor={cursor}"))
    assert (parameter, code) == ("cursor", "invalid")


def test_cursors_page_through_terms_redirects_and_searches(api: Api) -> None:
    for path in ("/v1/tags", "/v1/authors", "/v1/redirects", "/v1/search?q=git"):
        join = "&" if "?" in path else "?"
        answer = api.get(f"{path}{join}limit=1")
        seen = list(answer["data"])
        while cursor := answer["meta"]["pagination"]["next_cursor"]:
            answer = api.get(f"{path}{join}limit=1&cursor={cursor}")
            seen += answer["data"]
        assert seen == api.get(path)["data"]
        assert len(seen) > 1


def test_cursor_reads_its_own_snapshot_while_posts_are_published(tmp_path: Path) -> None:
    write_state(tmp_path, PAGES, number=1)
    write_state(tmp_path, [*PAGES, post("brand-new", "2024-05-30", "News.")], number=2)
    api = Api(tmp_path)
    api.show(1)
    first = api.get("/v1/posts?limit=4")
    cursor = first["meta"]["pagination"]["next_cursor"]
    api.show(2)
    assert api.slugs("/v1/posts?limit=1") == ["brand-new"]
    second = api.get(f"/v1/posts?limit=4&cursor={cursor}")
    slugs = [item["slug"] for item in first["data"] + second["data"]]
    assert slugs == ["hello", "caches", "etags", "grids", "colours", "feeds", "beginnings"]
    assert second["meta"]["pagination"]["total"] == 7


def test_cursor_of_a_vanished_snapshot_is_gone(tmp_path: Path) -> None:
    state, other = tmp_path / "state", tmp_path / "other"
    write_state(state, number=1)
    write_state(other, number=2)
    api, elsewhere = Api(state), Api(other)
    api.show(1)
    elsewhere.show(2)
    cursor = elsewhere.get("/v1/posts?limit=4")["meta"]["pagination"]["next_cursor"]
    detail = "The snapshot of this cursor is no longer kept: start again from the first page."
    assert api.refused(f"/v1/posts?limit=4&cursor={cursor}", 410) == {
        "type": "/docs/problems/snapshot-gone",
        "title": "Snapshot gone",
        "status": 410,
        "detail": detail,
        "instance": "request-1",
        "errors": [
            {
                "parameter": "cursor",
                "code": "gone",
                "detail": detail,
                "hint": "/v1/posts?limit=4",
            }
        ],
    }
    faults = api.faults(f"/v1/posts?limit=4&cursor={cursor}&page=1")
    assert [fault[1] for fault in faults] == ["conflict"]


@pytest.mark.parametrize("limit", [1, 7])
def test_full_last_page_has_no_next(api: Api, limit: int) -> None:
    answer = api.get(f"/v1/posts?limit={limit}&page={7 // limit}")
    assert answer["meta"]["pagination"]["returned"] == limit
    assert answer["links"]["next"] is None
    assert answer["meta"]["pagination"]["next_cursor"] is None
