"""No answer is larger than its bound: walks go on in smaller steps, hints say what would do."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from quire.api.v1.bodies import MAX_BYTES
from tests.api.front import Api
from tests.api.sites import page, post, write_state

WORD = "a" * 250 + " "
LARGE = WORD * 2_600
HUGE = WORD * 4_400
"""Fits alone, but not twice: as html and as text."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    state = tmp_path_factory.mktemp("large")
    pages = [
        *(
            post(f"post-{n}", f"2024-01-{n + 1:02}", "Short.", ("Long", LARGE), tags=("Large",))
            for n in range(5)
        ),
        post("huge", "2023-01-01", "Short.", ("Long", HUGE), tags=("Large",)),
        post("last", "2022-01-01", "Short.", ("Long", "Small."), tags=("Large",)),
        *(page(f"page-{n}", "Short.", ("Long", LARGE)) for n in range(4)),
        *(
            page(f"t{n}", "", kind="term", taxonomy="tag", key=f"t{n}", description="t" * 60_000)
            for n in range(40)
        ),
        *(
            page(f"a{n}", "", kind="author", key=f"a{n}", description="a" * 60_000)
            for n in range(40)
        ),
        *(
            post(
                f"in-{n}",
                f"2021-01-{n + 1:02}",
                "Rare.",
                lang="de",
                authors=tuple(f"a{each}" for each in range(14)),
            )
            for n in range(4)
        ),
    ]
    write_state(state, pages)
    api = Api(state)
    shown = api.show()
    yield api
    shown.close()


def walk(api: Api, address: str, rel: str = "next") -> list[dict[str, Any]]:
    """Follow a relation to its end; no page may be empty, too large or shorter than it says."""
    answers = []
    while address:
        response = api.ask(address)
        assert response.status_code == 200, response.data
        assert len(response.data) <= MAX_BYTES
        answer = orjson.loads(response.data)
        assert answer["meta"]["pagination"]["returned"] == len(answer["data"]) > 0
        answers.append(answer)
        address = answer["links"][rel]
        assert len(answers) < 100
    return answers


def names(answers: list[dict[str, Any]]) -> list[str]:
    return [item["slug"] for answer in answers for item in answer["data"]]


WALKS = {
    "posts": ("/v1/posts?formats=html&limit=5", "/v1/posts", [2, 2, 1, 2]),
    "fields": ("/v1/posts?fields=html&limit=100", "/v1/posts", [2, 2, 1, 2]),
    "pages": ("/v1/pages?formats=text&limit=3", "/v1/pages", [2, 2]),
    "search": (
        "/v1/search?q=short&sort=slug&formats=html&limit=4",
        "/v1/search?q=short&sort=slug",
        None,
    ),
    "ranked": (
        "/v1/search?q=short&formats=html&limit=4&lang=all",
        "/v1/search?q=short&lang=all",
        None,
    ),
    "tags": ("/v1/tags?limit=100", "/v1/tags", [30, 11]),
    "authors": ("/v1/authors?limit=100", "/v1/authors", [29, 11]),
    "include": ("/v1/posts?lang=de&include=authors", "/v1/posts?lang=de", [2, 2]),
}


@pytest.mark.parametrize("walked", WALKS)
def test_walk_goes_on_behind_a_page_that_ends_early(large: Api, walked: str) -> None:
    address, plain, lengths = WALKS[walked]
    answers = walk(large, address)
    seen = names(answers)
    assert len(seen) == len(set(seen)) == answers[0]["meta"]["pagination"]["total"]
    if walked not in ("tags", "authors"):
        assert seen == large.slugs(plain)
    assert lengths in (None, [len(answer["data"]) for answer in answers])
    assert any(
        answer["meta"]["pagination"]["returned"] < answer["meta"]["pagination"]["limit"]
        for answer in answers[:-1]
    )


@pytest.mark.parametrize("walked", WALKS)
def test_walk_back_meets_the_same_items(large: Api, walked: str) -> None:
    there = walk(large, WALKS[walked][0])
    back = walk(large, there[-1]["links"]["self"], "prev")
    assert names(back[::-1]) == names(there)
    assert names(walk(large, back[-1]["links"]["self"])) == names(there)


def test_page_that_ends_early_is_continued_by_its_next_cursor(large: Api) -> None:
    answer = large.get("/v1/posts?formats=html&limit=5")
    pagination = answer["meta"]["pagination"]
    assert (pagination["limit"], pagination["returned"], pagination["total"]) == (5, 2, 7)
    assert answer["links"]["next"].endswith(
        f"cursor={pagination['next_cursor']}&formats=html&limit=5"
    )
    response = large.ask("/v1/posts?formats=html&limit=5")
    assert answer["links"]["next"] in response.headers["Link"]


def test_list_with_bodies_links_by_cursor_from_its_first_page(large: Api) -> None:
    for query in ("formats=html", "fields=text", "include=toc", "include=authors"):
        assert "cursor=" in large.get(f"/v1/posts?limit=1&{query}")["links"]["next"]
    assert "page=2" in large.get("/v1/posts?limit=1")["links"]["next"]
    third = large.get("/v1/posts?limit=1&formats=html&page=3")
    assert "cursor=" in third["links"]["next"]
    assert large.get(third["links"]["prev"])["data"][0]["slug"] == "post-3"


@pytest.mark.parametrize("page_number", [1, 2])
def test_numbered_page_that_is_too_large_names_a_limit_that_would_do(
    large: Api, page_number: int
) -> None:
    address = f"/v1/posts?formats=html&page={page_number}&limit="
    ((parameter, code, detail, hint),) = large.faults(f"{address}3")
    assert (parameter, code) == ("limit", "too_large")
    assert detail == f"3 items of this size are more than {MAX_BYTES} bytes."
    assert len(large.slugs(f"{address}{hint}")) == int(hint or 0)


def test_hint_for_a_numbered_page_holds_for_the_items_of_that_number(large: Api) -> None:
    # With limit 6 the first five fit; page 2 of limit 5 is small, of limit 2 it is not.
    for limit in range(2, 101):
        for number in range(1, 5):
            address = f"/v1/posts?formats=html&page={number}"
            if large.ask(f"{address}&limit={limit}").status_code == 200:
                continue
            ((parameter, code, _, hint),) = large.faults(f"{address}&limit={limit}")
            if code == "too_large":
                assert large.ask(f"{address}&{parameter}={hint}").status_code == 200
        if limit > 8:
            break


@pytest.mark.parametrize(
    ("address", "hints"),
    [
        ("/v1/posts/huge?formats=html,text", {"formats": "html"}),
        ("/v1/posts/huge?formats=text,markdown", {"formats": "text"}),
        ("/v1/posts/huge?formats=html,text,markdown&include=authors,toc", {"formats": "html"}),
        ("/v1/posts/huge?fields=title,markdown,html", {"fields": "title,html"}),
        ("/v1/posts/huge?fields=html&formats=text", {"formats": "html"}),
        ("/v1/posts/post-0/neighbors?fields=html,text,markdown", {"fields": "title"}),
        ("/v1/posts/last/neighbors?fields=html,text", {"fields": "html"}),
    ],
)
def test_detail_in_too_many_forms_names_one_that_fits(
    large: Api, address: str, hints: dict[str, str]
) -> None:
    if large.ask(address).status_code == 200:
        pytest.fail(f"{address} fits")
    faults = large.faults(address)
    assert {fault[0]: fault[3] for fault in faults} == hints
    assert {fault[1] for fault in faults} == {"too_large"}
    path, _, query = address.partition("?")
    asked = dict(part.split("=") for part in query.split("&")) | hints
    followed = path + "?" + "&".join(f"{name}={value}" for name, value in asked.items())
    assert large.ask(followed).status_code == 200


@pytest.mark.parametrize(
    "query", ["formats=html,text&limit=100", "formats=html,text&page=6&limit=1"]
)
@pytest.mark.parametrize("path", ["/v1/posts?", "/v1/search?q=short&type=post&sort=-published_at&"])
def test_item_that_is_too_large_alone_is_refused_with_an_address_to_go_on(
    large: Api, path: str, query: str
) -> None:
    address, seen = path + query, []
    while (response := large.ask(address)).status_code == 200:
        answer = orjson.loads(response.data)
        seen += [item["slug"] for item in answer["data"]]
        address = answer["links"]["next"]
    ((parameter, code, _, hint),) = large.faults(address)
    assert (parameter, code) == ("formats", "too_large")
    rest = names(walk(large, hint or ""))
    assert rest[0] == "huge"
    if "page" not in query:
        assert seen + rest == ["post-4", "post-3", "post-2", "post-1", "post-0", "huge", "last"]


def test_related_posts_that_are_too_large_name_a_limit_that_would_do(large: Api) -> None:
    address = "/v1/posts/last/related?fields=html&limit="
    ((parameter, code, _, hint),) = large.faults(f"{address}5")
    assert (parameter, code) == ("limit", "too_large")
    assert len(large.slugs(f"{address}{hint}")) == int(hint or 0) > 0


def test_most_that_a_list_can_ask_for_is_a_hundred(large: Api) -> None:
    assert large.refused("/v1/posts?limit=1000")["errors"][0]["hint"] == "100"
