"""Every operation under valid and invalid requests, and faults planted to see them found."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from quire.api.v1 import openapi
from tests.contract.conformance import operations, without_fields
from tests.contract.demo import Demo, Values
from tests.contract.fuzzing import fuzz

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("operation_id", operations(openapi()))
def test_operation_keeps_the_contract_and_has_answers_that_hold_something(
    demo: Demo, values: Values, document: dict[str, Any], operation_id: str
) -> None:
    outcome = fuzz(demo.front, document, values, operations=[operation_id])
    assert outcome.complaints == []
    assert len(outcome.filled) == 1


@pytest.mark.parametrize(
    "operation_id", ["listPosts", "getPost", "getPostNeighbors", "listPages", "getPage", "search"]
)
def test_documents_are_whole_where_nobody_asks_for_fields(
    demo: Demo, values: Values, document: dict[str, Any], operation_id: str
) -> None:
    full = without_fields(document)
    outcome = fuzz(demo.front, full, values, operations=[operation_id], max_examples=10)
    assert outcome.complaints == []


def test_details_that_are_never_found_are_a_complaint_though_no_check_fails(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    nowhere = replace(values, slugs={kind: ["nowhere"] for kind in values.slugs})
    outcome = fuzz(demo.front, document, nowhere, operations=["getAuthor"], max_examples=5)
    assert outcome.failures == []
    assert outcome.complaints == ["GET /v1/authors/{slug}: no answer held anything"]


@pytest.mark.parametrize(
    ("operation_id", "name"), [("getPost", "Post"), ("getPage", "Post"), ("listTags", "Tag")]
)
def test_schema_with_a_wrong_type_is_found(
    demo: Demo, values: Values, document: dict[str, Any], operation_id: str, name: str
) -> None:
    full = without_fields(document)
    full["components"]["schemas"][name]["properties"]["slug"] = {"type": "integer"}
    outcome = fuzz(demo.front, full, values, operations=[operation_id], max_examples=5)
    assert {check(failure) for failure in outcome.failures} == {"response_schema_conformance"}


def test_status_that_is_not_documented_is_found(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    del operations(document)["getPage"]["responses"]["400"]
    outcome = fuzz(demo.front, document, values, operations=["getPage"], max_examples=5)
    assert {check(failure) for failure in outcome.failures} == {"status_code_conformance"}


def test_answer_without_its_content_type_is_found(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    front = without_content_type(demo.front)
    outcome = fuzz(front, document, values, operations=["getArchive"], max_examples=5)
    assert "content_type_conformance" in {check(failure) for failure in outcome.failures}


def test_parameter_that_takes_less_than_documented_is_found(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    for parameter in operations(document)["listTags"]["parameters"]:
        if parameter["name"] == "limit":
            parameter["schema"]["maximum"] = 200
    outcome = fuzz(demo.front, document, values, operations=["listTags"], max_examples=5)
    assert {check(failure) for failure in outcome.failures} == {"positive_data_acceptance"}


def test_parameter_that_takes_more_than_documented_is_found(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    for parameter in operations(document)["listTags"]["parameters"]:
        if parameter["name"] == "limit":
            parameter["schema"]["maximum"] = 50
    outcome = fuzz(demo.front, document, values, operations=["listTags"], max_examples=5)
    assert {check(failure) for failure in outcome.failures} == {"negative_data_rejection"}


def check(failure: str) -> str:
    """Give the name of the check that failed."""
    return failure.split(": ")[1]


def without_content_type(front: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Put a fault before an application: its answers lose their content type."""

    def spoilt(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]]) -> None:
            start_response(status, [pair for pair in headers if pair[0] != "Content-Type"])

        return front(environ, start)

    return spoilt
