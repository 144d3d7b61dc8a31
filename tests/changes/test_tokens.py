"""Tokens: authenticated, bound to what is followed; whatever cannot be answered is 410."""

import shutil

import pytest

from quire.api.v1.tokens import Subscription, read_token, write_token
from quire.errors import QueryError
from tests.changes.conftest import FILES, Place
from tests.support.building import post

ROLL = "0f343b0931126a20f133d67c2b018a3b"
EVERYTHING = Subscription(("posts", "tags"), (), (), "all")
RESYNC = (410, "since", "resync_required")
GONE = (410, "cursor", "gone")
ONE = "content/posts/one.md"


def test_token_is_read_as_it_was_written() -> None:
    text = write_token(ROLL, EVERYTHING, b"secret")
    assert len(text) == 56
    assert read_token(text, EVERYTHING, b"secret") == ROLL
    assert read_token(text, Subscription(("tags", "posts"), (), (), "all"), b"secret") == ROLL


@pytest.mark.parametrize("position", range(0, 56, 5))
def test_token_with_any_changed_character_is_unknown(position: int) -> None:
    text = write_token(ROLL, EVERYTHING, b"secret")
    other = "A" if text[position] != "A" else "B"
    altered = text[:position] + other + text[position + 1 :]
    assert read_token(altered, EVERYTHING, b"secret") is None


@pytest.mark.parametrize(
    "other",
    [
        Subscription(("posts",), (), (), "all"),
        Subscription(("posts", "tags"), ("title",), (), "all"),
        Subscription(("posts", "tags"), (), ("html",), "all"),
        Subscription(("posts", "tags"), (), (), "de"),
    ],
)
def test_token_for_something_else_is_a_mismatch(other: Subscription) -> None:
    text = write_token(ROLL, EVERYTHING, b"secret")
    with pytest.raises(QueryError) as raised:
        read_token(text, other, b"secret")
    assert (raised.value.parameter, raised.value.code) == ("since", "mismatch")


@pytest.mark.parametrize("query", ["types=posts", "fields=title", "formats=html", "lang=de"])
def test_other_values_with_a_token_are_refused_by_name(place: Place, query: str) -> None:
    token = place.copy().token
    assert place.fault(f"/v1/changes?since={token}&{query}") == (400, "since", "mismatch")


def test_values_that_mean_the_same_are_no_mismatch(place: Place) -> None:
    token = place.copy("types=posts,tags&fields=title,slug").token
    same = f"/v1/changes?since={token}&types=tags&types=posts&fields=slug,title&lang=all"
    assert place.answer(same)["meta"]["total"] == 0


@pytest.mark.parametrize(
    "text", ["", "%00", "%ff", "%zz", "x", "A" * 56, "A" * 55, "A" * 3000, "%F0%9F%A6%86", "%2B%2F"]
)
def test_what_is_no_token_of_ours_asks_to_begin_anew(place: Place, text: str) -> None:
    address = f"/v1/changes?lang=xx&limit=7&since={text}"
    assert place.fault(address) == RESYNC
    _, answer = place.get(address)
    assert answer["errors"][0]["hint"] == "/v1/changes?lang=xx&limit=7"


def test_token_of_another_secret_asks_to_begin_anew(place: Place) -> None:
    token = place.copy().token
    place.begin_anew(b"another secret")
    assert place.fault(f"/v1/changes?since={token}") == RESYNC


def test_token_lives_through_lost_rolls_only_where_it_names_what_is_current(place: Place) -> None:
    old = place.copy().token
    place.change({ONE: FILES[ONE] + "More.\n"})
    current = place.copy().token
    shutil.rmtree(place.shop.state / "rolls")
    place.begin_anew()
    assert place.answer(f"/v1/changes?since={current}")["meta"]["total"] == 0
    assert place.fault(f"/v1/changes?since={old}") == RESYNC
    place.change({ONE: FILES[ONE] + "Still more.\n"})
    assert place.answer(f"/v1/changes?since={current}")["meta"]["total"] == 1


def test_limit_0_asks_whether_there_is_anything(place: Place) -> None:
    token = place.copy().token
    address = f"/v1/changes?limit=0&since={token}"
    quiet = place.answer(address)
    assert (quiet["meta"]["token"], quiet["meta"]["total"]) == (token, 0)
    assert quiet["links"]["next"] is None
    place.change({ONE: FILES[ONE] + "More.\n"})
    answer = place.answer(address)
    assert answer["data"] == {"changed": [], "removed": []}
    assert (answer["meta"]["token"], answer["meta"]["more"], answer["meta"]["total"]) == (
        None,
        True,
        1,
    )
    assert place.answer(answer["links"]["next"])["meta"]["total"] == 1
    assert place.fault("/v1/posts?limit=0") == (400, "limit", "out_of_range")


def test_pages_lead_to_one_snapshot_whatever_comes_meanwhile(place: Place) -> None:
    first = place.answer("/v1/changes?limit=4")
    assert (first["meta"]["token"], first["meta"]["more"]) == (None, True)
    place.change({ONE: None, "content/posts/new.md": post("New", "2024-05-09")})
    second = place.answer(first["links"]["next"])
    third = place.answer(second["links"]["next"])
    assert second["meta"]["snapshot"] == third["meta"]["snapshot"] == first["meta"]["snapshot"]
    assert third["meta"]["token"]
    after = place.answer(f"/v1/changes?limit=4&since={third['meta']['token']}")["data"]
    assert [item["slug"] for item in after["changed"]][:1] == ["new"]


def test_page_of_a_snapshot_that_is_gone_says_so_and_the_same_token_still_holds(
    place: Place,
) -> None:
    token = place.copy("limit=2").token
    place.change({ONE: None, "content/posts/new.md": post("New", "2024-05-09")})
    following = place.answer(f"/v1/changes?limit=2&since={token}")["links"]["next"]
    for number in range(8):
        place.change({"content/posts/three.md": post(f"Three {number}", "2024-05-03")})
    assert place.fault(following) == GONE
    assert place.answer(f"/v1/changes?limit=2&since={token}")["meta"]["more"]


def test_cursor_of_another_secret_is_gone_and_no_fault_of_the_client(place: Place) -> None:
    following = place.answer("/v1/changes?limit=2")["links"]["next"]
    place.client = place.served(b"another secret")
    assert place.fault(following) == GONE


def test_unknown_language_is_refused_where_nothing_was_followed(place: Place) -> None:
    assert place.fault("/v1/changes?lang=xx") == (400, "lang", "unknown_value")


def test_same_state_has_the_same_bytes_and_answers_304(place: Place) -> None:
    address = f"/v1/changes?since={place.copy().token}"
    first = place.client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=10"
    again = place.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
