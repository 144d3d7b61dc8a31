"""v1 as these pages ask it: like any client, but in the same process and of the same snapshot.

What a page shows is what the API says; a page cannot show what the API hides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Flask, request

from quire.wire import HOLDER, REQUEST_ID, SNAPSHOT, Answer, Fault, Refusal
from quire.wire.application import ask, inner_environ
from quire.wire.policies import Policy
from quire.wire.queries import read_query
from quire.wire.ready import Outcome

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer of v1: its JSON, and how long it may be kept."""

    body: Mapping[str, Any]
    policy: Policy


class Api:
    """Asks v1 for the request under way.

    Args:
        comma_lists: names of parameters whose values are lists.
    """

    def __init__(self, app: Flask, comma_lists: Collection[str]) -> None:
        self._app = app
        self._comma_lists = frozenset(comma_lists)

    def get(self, path: str, pairs: Pairs = ()) -> Said:
        """Ask for a resource.

        Raises:
            Refusal: v1 refuses, and for the reasons that it gives.
        """
        outer = request.environ
        query = read_query(urlencode([*pairs]), self._comma_lists)
        inner = inner_environ(outer, outer[HOLDER], outer[SNAPSHOT], path, query, outer[REQUEST_ID])
        answer = ask(self._app.wsgi_app, inner)
        if isinstance(answer, Answer):
            return Said(orjson.loads(answer.body), answer.policy)
        assert isinstance(answer, Outcome), f"{path} is a file"  # noqa: S101 - pages ask for none
        raise _refusal(answer)


def _refusal(outcome: Outcome) -> Refusal:
    problem = orjson.loads(b"".join(outcome.body))
    faults = [Fault(**fault) for fault in problem["errors"]]
    headers = tuple(each for each in outcome.headers if each[0] == "Retry-After")
    return Refusal(problem["status"], problem["detail"], faults, headers)
