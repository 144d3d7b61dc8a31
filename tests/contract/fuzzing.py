"""Schemathesis over the application in process: every operation, valid and invalid requests.

A detail that is always a 404 proves nothing, so valid requests get values that exist, and
what came back non-empty is counted.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import Status, events, from_schema
from schemathesis.generation import GenerationMode
from schemathesis.openapi.checks import RejectedPositiveData

from tests.contract.demo import Values

SEED = 20261123

REFUSED = ["400", "404", "405", "414"]
"""What an invalid request may be answered with; too long ones have no parameter to name."""

FILTERS = ("tag", "author", "category", "series", "section", "year")

UNWRITTEN = {
    ("cursor", "invalid"),
    ("cursor", "mismatch"),
    ("fields", "unknown_field"),
    ("lang", "unknown_value"),
    ("page", "conflict"),
    ("page", "out_of_range"),
    ("path", "invalid"),
    ("q", "empty"),
    ("q", "too_many_terms"),
    ("sort", "repeated"),
    *((name, code) for name in FILTERS for code in ("too_many", "too_long")),
}
"""Rules (parameter, code) that no schema of the document states: these alone may be a 400."""


@dataclass
class Outcome:
    """What a run found.

    Args:
        failures: operation and what is wrong with it, each once.
        asked: requests by operation.
        filled: 2xx answers that hold something, by operation.
    """

    failures: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)


def fuzz(
    application: Callable[..., Any],
    document: dict[str, Any],
    values: Values,
    *,
    operations: Sequence[str] = (),
    max_examples: int = 40,
) -> Outcome:
    """Run all checks over a document's operations, the same requests every time.

    Args:
        operations: ids; none means all.
        max_examples: random requests per operation, beside one for each rule of its schema.
    """
    schema = schemathesis.openapi.from_dict(document, config=_config(max_examples))
    schema.app = application
    if operations:
        schema = schema.include(operation_id=list(operations))
    outcome = Outcome()
    _use(schema, values, outcome)
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            outcome.failures.append(f"the run itself: {event.info}")
        elif isinstance(event, events.ScenarioFinished) and event.status != Status.SUCCESS:
            _collect(event, outcome)
    outcome.failures = list(dict.fromkeys(outcome.failures))
    return outcome


def _config(max_examples: int) -> SchemathesisConfig:
    learning = {"extra-data-sources": {"responses": False}}
    return SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "continue-on-failure": True,
            "workers": 1,
            "headers": {"Accept-Encoding": "identity"},
            "checks": {"negative_data_rejection": {"expected-statuses": REFUSED}},
            "warnings": False,
            "output": {"sanitization": {"enabled": False}},
            "generation": {"deterministic": True, "database": "none", "no-shrink": True},
            "phases": {
                "examples": {"enabled": False},
                "coverage": {"generate-duplicate-query-parameters": True, **learning},
                "fuzzing": {
                    "generation": {"max-examples": max_examples},
                    "error-feedback": {"enabled": False},
                    **learning,
                },
                "stateful": {"enabled": False},
            },
        }
    )


def _use(schema: Any, values: Values, outcome: Outcome) -> None:
    """Hang our hooks on the schema of one run."""

    @schema.hook
    def map_case(context: HookContext, case: Case) -> Case:
        fill(case, values)
        return case

    @schema.hook
    def filter_failure(
        context: HookContext, failure: Failure, case: Case, response: Response
    ) -> bool:
        refused = isinstance(failure, RejectedPositiveData) and response.status_code == 400
        return not (refused and only_unwritten(response.content))

    @schema.hook
    def after_call(context: HookContext, case: Case, response: Response) -> None:
        label = case.operation.label
        outcome.asked[label] += 1
        if 200 <= response.status_code < 300 and case.method == "GET" and holds_something(response):
            outcome.filled[label] += 1


def fill(case: Case, values: Values) -> None:
    """Put values that exist where a valid value stands; one in four stays as it was drawn."""
    for location, parameters in (
        (ParameterLocation.PATH, case.path_parameters),
        (ParameterLocation.QUERY, case.query),
    ):
        if case.meta is None or case.meta.is_negative_at(location):
            continue
        for name, drawn in list(parameters.items()):
            known = known_values(case.path, name, values)
            number = zlib.crc32(repr(drawn).encode())
            if not known or number % 4 == 0:
                continue
            if name == "cursor":
                parameters.clear()
                parameters.update(known[0])
                break
            chosen = known[number // 4 % len(known)]
            parameters[name] = [chosen] if isinstance(drawn, list) else chosen


def known_values(path: str, name: str, values: Values) -> list[Any]:
    """Give the values that exist for a parameter, none where any value does."""
    if name == "slug":
        return values.slugs.get(path.split("/")[2], values.slugs["posts"])
    if name == "path":
        return values.media if path.startswith("/v1/media/") else values.paths
    if name == "cursor":
        return [values.continued[path]]
    known = {**values.filters, "lang": values.langs, "q": values.words, "page": [1]}
    return known.get(name, [])


def only_unwritten(body: bytes) -> bool:
    """Tell whether a refusal names nothing but what no schema can say."""
    faults = {(fault["parameter"], fault["code"]) for fault in orjson.loads(body)["errors"]}
    return bool(faults) and faults <= UNWRITTEN


def holds_something(response: Response) -> bool:
    """Tell whether an answer holds anything: an item, a resource, a neighbour, bytes."""
    if response.headers["content-type"] != ["application/json"]:
        return bool(response.content)
    data = orjson.loads(response.content)["data"]
    return any(data.values()) if isinstance(data, dict) else bool(data)


def _collect(event: events.ScenarioFinished, outcome: Outcome) -> None:
    recorder = event.recorder
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is None:
                continue
            failure = check.failure_info.failure
            command = recorder.cases[case_id].value.as_curl_command()
            answer = recorder.interactions[case_id].response
            said = b"" if answer is None else answer.content[:500]
            outcome.failures.append(
                f"{recorder.label}: {check.name}: {failure.title}: {failure.message}\n"
                f"{command}\n{said!r}"
            )
