import orjson
import pytest

from quire.wire import Fault, Refusal, problem_answer, refusal_answer
from quire.wire.policies import NEVER
from quire.wire.problems import TYPES


def test_problem_has_the_shape_of_the_contract():
    fault = Fault("sort", "unknown_field", "'x' is no field.", "title")
    refusal = Refusal(400, "1 parameter is not valid.", [fault], (("Retry-After", "1"),))
    answer = refusal_answer(refusal, "id-1")
    assert orjson.loads(answer.body) == {
        "type": "/docs/problems/invalid-parameters",
        "title": "Invalid parameters",
        "status": 400,
        "detail": "1 parameter is not valid.",
        "instance": "id-1",
        "errors": [
            {
                "parameter": "sort",
                "code": "unknown_field",
                "detail": "'x' is no field.",
                "hint": "title",
            }
        ],
    }
    assert (answer.status, answer.policy, answer.headers) == (400, NEVER, (("Retry-After", "1"),))
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(("asked", "given"), [(404, 404), (418, 400), (502, 500), (308, 500)])
def test_status_outside_of_the_table_is_brought_into_it(asked, given):
    refusal = Refusal(asked)
    assert (refusal.status, str(refusal)) == (given, TYPES[given].detail)


def test_lone_surrogates_do_not_break_a_problem():
    fault = Fault("q\udc80", "invalid", "a\udc80b")
    body = orjson.loads(problem_answer(400, "id", faults=[fault]).body)
    assert (body["errors"][0]["parameter"], body["errors"][0]["detail"]) == ("q?", "a?b")


def test_types_have_one_slug_each():
    assert len({kind.slug for kind in TYPES.values()}) == len(TYPES)
