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
from schemathesis.openapi.checks import RejectedPositiveData

from tests.contract.demo import Values, holds_something

SEED = 20261123

FILTERS = ("tag", "author", "category", "series", "section", "year")

UNWRITTEN = {
    ("cursor", "gone"),
    ("cursor", "invalid"),
    ("cursor", "mismatch"),
    ("fields", "unknown_field"),
    ("format", "unsupported"),
    ("lang", "unknown_value"),
    ("page", "conflict"),
    ("page", "out_of_range"),
    ("path", "invalid"),
    ("q", "empty"),
    ("q", "too_many_terms"),
    ("since", "mismatch"),
    ("since", "resync_required"),
    ("sort", "repeated"),
    ("urls", "unavailable"),
    ("w", "unsupported"),
    *((name, code) for name in FILTERS for code in ("too_many", "too_long")),
}
"""Rules (parameter, code) that no schema of the document states: these alone may be a 400."""


@dataclass
class Outcome:
    """What a run found.

    Args:
        failures: check, what is wrong and how to ask for it again, each once.
        filled: 2xx answers that hold something, by operation; all operations are in it.
    """

    failures: list[str] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)

    @property
    def complaints(self) -> list[str]:
        """All that is wrong, operations that never held anything included."""
        empty = [label for label, count in self.filled.items() if not count]
        return self.failures + [f"{label}: no answer held anything" for label in empty]


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
    paths = {
        path: item
        for path, item in document["paths"].items()
        if not operations or item["get"]["operationId"] in operations
    }
    chosen = {**document, "paths": paths}
    schema = schemathesis.openapi.from_dict(chosen, config=_config(max_examples))
    schema.app = application
    outcome = Outcome()
    for operation in schema.get_all_operations():
        outcome.filled[operation.ok().label] = 0
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
            "headers": {"Accept-Encoding": "identity", "X-Request-Id": "fuzz"},
            "checks": {
                "not_a_server_error": {"expected-statuses": ["2xx", "4xx"]},
                "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "414"]},
                "negative_data_rejection": {
                    "expected-statuses": ["400", "404", "405", "410", "414"]
                },
            },
            "warnings": False,
            "output": {"sanitization": {"enabled": False}},
            "generation": {
                "deterministic": True,
                "database": "none",
                "no-shrink": True,
                "allow-x00": False,
            },
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
            "operations": [
                # Any text is a path, so random invalid ones are sought for long and never found.
                {
                    "include-operation-id": "getMedia",
                    "phases": {"fuzzing": {"generation": {"mode": "positive"}}},
                }
            ],
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
        refused = isinstance(failure, RejectedPositiveData) and response.status_code in (400, 410)
        return not (refused and only_unwritten(response.content))

    @schema.hook
    def after_call(context: HookContext, case: Case, response: Response) -> None:
        good = case.method == "GET" and 200 <= response.status_code < 300
        [content_type] = response.headers.get("content-type", [""])
        outcome.filled[case.operation.label] += good and holds_something(
            content_type, response.content
        )


def fill(case: Case, values: Values) -> None:
    """Put values that exist where a valid value stands; one in four stays as it was drawn.

    A cursor is good for one query alone, so it gives way to the other parameters, or they to it.
    """
    if case.meta is None:
        return
    number = zlib.crc32(repr((case.path_parameters, case.query)).encode())
    if not case.meta.is_negative_at(ParameterLocation.PATH):
        _fill(case.path_parameters, case.path, values, number)
    if not case.meta.is_negative_at(ParameterLocation.QUERY):
        if "cursor" in case.query and number % 4 == 1:
            case.query.clear()
            case.query.update(values.continued[case.path])
        elif number % 4:
            case.query.pop("cursor", None)
        _fill(case.query, case.path, values, number)


def _fill(parameters: dict[str, Any], path: str, values: Values, number: int) -> None:
    for position, (name, drawn) in enumerate(list(parameters.items())):
        known = known_values(path, name, values)
        if known and (number + position) % 4:
            chosen = known[number // 4 % len(known)]
            parameters[name] = [chosen] if isinstance(drawn, list) else chosen


def known_values(path: str, name: str, values: Values) -> list[Any]:
    """Give the values that exist for a parameter, none where any value does."""
    if name == "slug":
        return values.slugs.get(path.split("/")[2], values.slugs["posts"])
    if name == "path":
        return values.media if path.startswith("/v1/media/") else values.paths
    if name == "id":
        return values.ids.get(path.split("/")[2], values.ids["posts"])
    known = {
        **values.filters,
        "lang": values.langs,
        "q": values.words,
        "page": [1],
        "since": [values.token],
    }
    return known.get(name, [])


def only_unwritten(body: bytes) -> bool:
    """Tell whether a refusal names nothing but what no schema can say."""
    faults = {(fault["parameter"], fault["code"]) for fault in orjson.loads(body)["errors"]}
    return bool(faults) and faults <= UNWRITTEN


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
