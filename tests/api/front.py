"""A front for tests: gives views what the real one gives, and takes their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import orjson
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder

from quire.api.v1 import register
from quire.errors import SnapshotGone
from quire.library.snapshot import Snapshot
from quire.wire.answers import ANSWER, QUERY, REQUEST_ID, SNAPSHOT, Answer, FileAnswer
from quire.wire.problems import Refusal, problem_answer, refusal_answer
from quire.wire.queries import read_query

SECRET = b"a secret of the tests"
ID = "request-1"


@dataclass
class Shelf:
    """Snapshots by id, as a holder gives them."""

    kept: dict[str, Snapshot] = field(default_factory=dict)

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Give a kept snapshot."""
        if snapshot_id not in self.kept:
            raise SnapshotGone("not kept")
        return self.kept[snapshot_id]


class Api:
    """v1 on an application of its own, asked in process."""

    def __init__(self, snapshot: Snapshot, public_url: str | None = None) -> None:
        self.current = snapshot
        self.shelf = Shelf({snapshot.id: snapshot})
        self.app = Flask("tests")
        register(self.app, public_url=public_url, secret=SECRET)
        self.app.register_error_handler(Refusal, _refuse)
        self.app.register_error_handler(HTTPException, _fail)

    def ask(self, address: str) -> Answer | FileAnswer:
        """Ask for an address and give what the view left."""
        path, _, raw = address.partition("?")
        environ = EnvironBuilder(path=unquote(path)).get_environ()
        query = read_query(raw)
        environ |= {
            "QUERY_STRING": query.text,
            SNAPSHOT: self.current,
            QUERY: query.pairs,
            REQUEST_ID: ID,
            "quire.holder": self.shelf,
        }
        b"".join(self.app(environ, lambda *_: None))
        answer = environ[ANSWER]
        assert isinstance(answer, Answer | FileAnswer)
        return answer

    def get(self, address: str) -> Any:
        """Ask for an address that has JSON and give it decoded."""
        answer = self.ask(address)
        assert isinstance(answer, Answer)
        assert answer.status == 200, answer.body
        assert answer.content_type == "application/json"
        return orjson.loads(answer.body)

    def refused(self, address: str, status: int = 400) -> Mapping[str, Any]:
        """Ask for an address that is refused and give the problem."""
        answer = self.ask(address)
        assert isinstance(answer, Answer)
        assert answer.status == status, answer.body
        assert answer.content_type == "application/problem+json"
        problem: dict[str, Any] = orjson.loads(answer.body)
        return problem

    def faults(self, address: str, status: int = 400) -> list[tuple[str, str, str, str | None]]:
        """Give the faults of a refused request as (parameter, code, detail, hint)."""
        errors = self.refused(address, status)["errors"]
        return [(e["parameter"], e["code"], e["detail"], e["hint"]) for e in errors]

    def slugs(self, address: str) -> list[str]:
        """Give the slugs of a list."""
        return [item["slug"] for item in self.get(address)["data"]]


def _refuse(refusal: Refusal) -> Response:
    request.environ[ANSWER] = refusal_answer(refusal, ID)
    return Response(status=refusal.status)


def _fail(error: HTTPException) -> Response:
    request.environ[ANSWER] = problem_answer(error.code or 500, ID)
    return Response(status=error.code)
