"""What a view hands to the front: bytes or a file, and the name of a cache policy.

A view puts its answer into `environ[ANSWER]`. It finds there, under the other keys, all
that it may know of a request.
"""

from dataclasses import dataclass
from pathlib import Path

from quire.wire.policies import MEDIA, Policy

Link = tuple[str, str] | tuple[str, str, str]
"""(rel, url), or (rel, url, media type of what is there)."""

SNAPSHOT = "quire.snapshot"
"""Key of the request's `library.Snapshot`; None on routes that work without one.

A view that answers from an older one (a cursor's) puts that one in its place, so that the
answer's headers speak of it.
"""

HOLDER = "quire.holder"
"""Key of the `library.Holder` that gives older snapshots by id."""

QUERY = "quire.query"
"""Key of the request's parameters: a sorted tuple of (name, value)."""

REQUEST_ID = "quire.request_id"
"""Key of the request's id, `[A-Za-z0-9-]{1,64}`."""

ANSWER = "quire.answer"
"""Key under which the view leaves its `Answer`, `FileAnswer` or `MadeFile`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as bytes.

    Args:
        content_type: charset included where the type has one.
        policy: one of `wire.policies`; every status from 400 on is `NEVER` in any case.
        links: (rel, url) for the Link header, in order, and the media type where it is told.
        headers: others, e.g. Location, Retry-After. Bytes outside printable ASCII are
            percent-encoded in the values of both.
    """

    body: bytes
    content_type: str
    policy: Policy
    status: int = 200
    links: tuple[Link, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """An answer that is a stored file. Immutable: the bytes are named by `blob`.

    Args:
        blob: strong validator of the bytes, hex digits.
        size: in bytes.
    """

    file: Path
    blob: str
    size: int
    content_type: str
    policy: Policy = MEDIA


@dataclass(frozen=True, slots=True)
class MadeFile:
    """An answer that was made from a stored file and is sent as one. The front keeps none."""

    body: bytes
    content_type: str
    policy: Policy = MEDIA
