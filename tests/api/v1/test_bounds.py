"""No answer is larger than its bound; what would be says how to ask for less."""

from collections.abc import Iterator

import pytest

from quire.api.v1.bodies import MAX_BYTES
from tests.api.front import Api
from tests.api.sites import post, write_state

LARGE = ("a" * 250 + " ") * 2_600
HUGE = ("a" * 250 + " ") * 8_800


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    state = tmp_path_factory.mktemp("large")
    pages = [post(f"post-{n}", f"2024-01-{n + 1:02}", "Short.", ("Long", LARGE)) for n in range(5)]
    write_state(state, [*pages, post("huge", "2023-01-01", "Short.", ("Long", HUGE))])
    api = Api(state)
    shown = api.show()
    yield api
    shown.close()


def test_list_with_too_many_bodies_names_a_limit_that_would_do(large: Api) -> None:
    assert large.faults("/v1/posts?formats=html&limit=5") == [
        (
            "limit",
            "too_large",
            f"5 items with these bodies are more than {MAX_BYTES} bytes.",
            "2",
        )
    ]
    answer = large.ask("/v1/posts?formats=html&limit=2")
    assert answer.status_code == 200
    assert len(answer.data) < MAX_BYTES
    assert len(large.slugs("/v1/posts?limit=100")) == 6


def test_document_too_large_for_an_answer_names_the_formats(large: Api) -> None:
    expected = [
        (
            "formats",
            "too_large",
            f"This document's bodies are more than an answer's {MAX_BYTES} bytes.",
            "markdown",
        )
    ]
    assert large.faults("/v1/posts/huge") == expected
    assert large.faults("/v1/posts?slug=huge&formats=html") == expected
    assert large.get("/v1/posts/huge?fields=title")["data"]["title"] == "Huge"


def test_most_that_a_list_can_ask_for_is_a_hundred(large: Api) -> None:
    assert large.refused("/v1/posts?limit=1000")["errors"][0]["hint"] == "100"
