"""Problem details: the one shape of every error, and the one table of their types.

Source: RFC 9457.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from quire.errors import QuireError
from quire.wire.answers import Answer
from quire.wire.policies import NEVER

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of error as its page under /docs/problems explains it.

    Args:
        detail: what is said of one case when nothing more is known of it.
        remedy: what a client does about it.
    """

    slug: str
    title: str
    detail: str
    remedy: str

    @property
    def url(self) -> str:
        """Where it is explained; also its identifier on the wire."""
        return f"/docs/problems/{self.slug}"


TYPES: dict[int, ProblemType] = {
    400: ProblemType(
        "invalid-parameters",
        "Invalid parameters",
        "The request cannot be understood.",
        "Each entry of `errors` names a parameter, what is wrong with it and, where one is near, "
        "a value that would do. Nothing is ignored or corrected in silence.",
    ),
    404: ProblemType(
        "not-found",
        "Not found",
        "There is nothing at this address.",
        "Check the path; `errors` holds names that come close. Documents that are not published "
        "answer like those that never existed.",
    ),
    405: ProblemType(
        "method-not-allowed",
        "Method not allowed",
        "Content is read only: use GET, HEAD or OPTIONS.",
        "Content changes by commits to its repository, never through this API.",
    ),
    406: ProblemType(
        "not-acceptable",
        "Not acceptable",
        "The Accept header excludes the type that this address has.",
        "Send no Accept header, `*/*`, or the type that the reference names.",
    ),
    410: ProblemType(
        "snapshot-gone",
        "Snapshot gone",
        "What the request goes on from is no longer kept.",
        "Start again from the first page; a cursor lives as long as its snapshot. Where the code "
        "is `resync_required`, ask for changes without `since`.",
    ),
    414: ProblemType(
        "uri-too-long",
        "URI too long",
        "The path and query are longer than 4096 characters.",
        "Ask for less at once.",
    ),
    416: ProblemType(
        "range-not-satisfiable",
        "Range not satisfiable",
        "The range lies outside of the file.",
        "Content-Range holds the file's size.",
    ),
    422: ProblemType(
        "image-unreadable",
        "Image unreadable",
        "This picture cannot be had in another size or format.",
        "Fetch the original, without `w` and `format`; `errors` says what is wrong with it. "
        "Whoever runs the site can mend or shrink the file.",
    ),
    429: ProblemType(
        "too-many-requests",
        "Too many requests",
        "Too many requests in a short time.",
        "Wait for as long as Retry-After says.",
    ),
    431: ProblemType(
        "headers-too-large",
        "Request headers too large",
        "The request's headers are longer than 16384 characters.",
        "Send fewer or shorter headers; cookies are never needed.",
    ),
    500: ProblemType(
        "internal-error",
        "Internal error",
        "The request failed for a reason that is not yours.",
        "Tell the operator the request id in `instance`: the log holds the reason.",
    ),
    501: ProblemType(
        "not-implemented",
        "Not implemented",
        "There is no such form of this answer.",
        "Ask for another `format`; `errors` names one.",
    ),
    503: ProblemType(
        "temporarily-unavailable",
        "Temporarily unavailable",
        "This cannot be answered now.",
        "Try again after as many seconds as Retry-After says.",
    ),
}


CODES = (
    "conflict",
    "empty",
    "gone",
    "invalid",
    "mismatch",
    "missing",
    "not_found",
    "out_of_range",
    "repeated",
    "resync_required",
    "too_large",
    "too_long",
    "too_many",
    "too_many_pixels",
    "too_many_terms",
    "too_slow",
    "unavailable",
    "unknown",
    "unknown_field",
    "unknown_parameter",
    "unknown_value",
    "unreadable",
    "unsupported",
)
"""What a fault's `code` may be."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: an entry of `errors`.

    Args:
        parameter: name of the query parameter, or `path`, `slug`, a header's name.
        code: one of `CODES`.
        hint: the nearest value that would do, or None.
    """

    parameter: str
    code: str
    detail: str
    hint: str | None = None


def known_status(status: int) -> int:
    """Take a status of `TYPES` as it is, another as 400 (client) or 500 (server)."""
    if status in TYPES:
        return status
    return 400 if 400 <= status < 500 else 500


class Refusal(QuireError):
    """A view refuses a request; the one error handler answers with its problem.

    Attributes:
        status: one of `TYPES`, whatever was asked for.
        detail: one sentence; None takes the type's own.
        faults: become `errors`.
        headers: of the answer, e.g. Retry-After in seconds.
    """

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        faults: Iterable[Fault] = (),
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.status = known_status(status)
        super().__init__(detail or TYPES[self.status].detail)
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = headers


def problem_answer(
    status: int,
    request_id: str,
    detail: str | None = None,
    faults: Iterable[Fault] = (),
    headers: tuple[tuple[str, str], ...] = (),
    base: str = "",
) -> Answer:
    """Make the answer for an error.

    Args:
        status: one of `TYPES`.
        request_id: becomes `instance`.
        detail: None takes the type's own.
        headers: e.g. Allow, Retry-After.
        base: public address that the type's own begins with, "" for a path.
    """
    kind = TYPES[status]
    body = {
        "type": base + kind.url,
        "title": kind.title,
        "status": status,
        "detail": detail or kind.detail,
        "instance": request_id,
        "errors": [
            {
                "parameter": fault.parameter,
                "code": fault.code,
                "detail": fault.detail,
                "hint": fault.hint,
            }
            for fault in faults
        ],
    }
    return Answer(_encode(body), CONTENT_TYPE, NEVER, status=status, headers=headers)


def refusal_answer(refusal: Refusal, request_id: str, base: str = "") -> Answer:
    """Make the answer for a refusal; `base` as in `problem_answer`."""
    return problem_answer(
        refusal.status, request_id, refusal.detail, refusal.faults, refusal.headers, base
    )


def _encode(body: dict[str, object]) -> bytes:
    """Write JSON even where a request smuggled lone surrogates into a text."""
    try:
        return orjson.dumps(body)
    except orjson.JSONEncodeError:
        return orjson.dumps(_whole(body))


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
