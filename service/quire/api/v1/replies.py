"""Answers of views: handed to the front under their policy."""

from collections.abc import Callable

from flask import Response, request

from quire.wire.answers import ANSWER, Answer, FileAnswer, Link, MadeFile
from quire.wire.policies import Policy

JSON = "application/json"


def reply(body: bytes, policy: Policy, links: tuple[Link, ...] = ()) -> Response:
    """Answer with JSON.

    Args:
        links: of the Link header.
    """
    return hand_over(Answer(body, JSON, policy, links=links))


class _HandedOver(Response):
    """Says nothing itself: the front has the answer. One serves all requests."""

    def __call__(self, _environ: object, start_response: Callable[..., object]) -> list[bytes]:
        start_response("200 OK", [])
        return []


_HANDED_OVER = _HandedOver()


def hand_over(answer: Answer | FileAnswer | MadeFile) -> Response:
    """Leave an answer where the front takes it."""
    request.environ[ANSWER] = answer
    return _HANDED_OVER
