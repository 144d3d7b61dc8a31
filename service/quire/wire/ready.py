"""Answers made ready to send: header lists and coded bodies are made once, not per request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from quire.library.snapshot import Snapshot
from quire.wire.answers import Answer, Link
from quire.wire.encodings import (
    ETAG_SUFFIX,
    Coding,
    accepts,
    choose_coding,
    compress,
    is_compressible,
)
from quire.wire.policies import ASK_AGAIN, NEVER, Policy
from quire.wire.problems import Refusal
from quire.wire.validators import entity_tag, http_date, none_match_fails

Environ = dict[str, Any]
Header = tuple[str, str]
Now = Callable[[], datetime]

_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_IN_LINK = "".join(c for c in _PRINTABLE if c not in '<>" ')
_CORS = (
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "ETag, Link, Content-Revision, X-Request-Id, Last-Modified, Retry-After",
    ),
)
COMMON: tuple[Header, ...] = (("X-Content-Type-Options", "nosniff"), *_CORS)


class Outcome(NamedTuple):
    """What goes to the server; the last header is Cache-Control."""

    status: str
    headers: list[Header]
    body: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Edition:
    """What every answer of one snapshot says of it.

    Args:
        headers: Last-Modified and Content-Revision; empty without a snapshot.
        next_change_at: no freshness reaches past it, None: nothing is due.
        live: content is being edited: everyone asks again before showing an answer.
    """

    headers: tuple[Header, ...] = ()
    next_change_at: datetime | None = None
    live: bool = False

    @classmethod
    def of(cls, snapshot: Snapshot | None, live: bool = False) -> "Edition":
        """Read what answers say of a snapshot."""
        if snapshot is None:
            return cls(live=live)
        manifest = snapshot.manifest
        headers = (
            ("Last-Modified", http_date(snapshot.activated_at)),
            ("Content-Revision", manifest.revision),
        )
        return cls(headers, manifest.next_change_at, live)


class Freshness:
    """The Cache-Control header of one answer, cut only once the next change is near."""

    __slots__ = ("_change_at", "_cut_from", "_policy", "header")

    def __init__(self, policy: Policy, edition: Edition) -> None:
        if edition.live and policy.stored:
            policy = ASK_AGAIN
        self._policy = policy
        self._change_at = edition.next_change_at
        self._cut_from = policy.steady_until(edition.next_change_at)
        self.header = ("Cache-Control", policy.cache_control())

    def cut(self, headers: list[Header], now: Now) -> list[Header]:
        """Give headers whose last, Cache-Control, is true at this moment."""
        if self._cut_from is None or self._change_at is None:
            return headers
        instant = now()
        if instant < self._cut_from:
            return headers
        value = self._policy.cache_control(self._change_at - instant)
        return [*headers[:-1], ("Cache-Control", value)]


class _Form:
    """An answer in one content coding."""

    __slots__ = ("chunks", "headers", "tag", "unchanged")

    def __init__(self, tag: str, body: bytes, ready: "ReadyBytes", coding: Coding) -> None:
        self.tag = tag
        self.chunks = [body]
        coded = [("Content-Encoding", coding)] if coding != "identity" else []
        length = ("Content-Length", str(len(body)))
        self.headers = [length, *coded, ("ETag", tag), *ready.headers, ready.freshness.header]
        self.unchanged = [("ETag", tag), *ready.repeated, ready.freshness.header]


class ReadyBytes:
    """An answer of status 200 as bytes, with the coded forms that were asked for so far.

    Attributes:
        size: bytes of all forms.
    """

    __slots__ = (
        "_body",
        "_coded",
        "_forms",
        "content_type",
        "freshness",
        "headers",
        "repeated",
        "size",
    )

    def __init__(self, answer: Answer, edition: Edition) -> None:
        # The JSON encoder's bytes sit in buffers several times their size: keep a copy.
        self._body = bytes(memoryview(answer.body))
        self.size = len(self._body)
        self._coded = is_compressible(answer.content_type, len(self._body))
        self._forms: dict[Coding, _Form] = {}
        self.content_type = answer.content_type
        self.freshness = Freshness(answer.policy, edition)
        about = edition.headers if answer.policy.content else ()
        self.repeated = [("Vary", "Accept-Encoding"), *about, *_CORS]
        self.headers = [*_descriptive(answer), ("Vary", "Accept-Encoding"), *about, *COMMON]

    def respond(self, environ: Environ, now: Now) -> Outcome:
        """Answer one request.

        Raises:
            Refusal: 406, its Accept header excludes the type.
        """
        accept = environ.get("HTTP_ACCEPT")
        if accept is not None and accept != "*/*" and not accepts(accept, self.content_type):
            raise Refusal(406)
        coding: Coding = "identity"
        if self._coded:
            wished = environ.get("HTTP_ACCEPT_ENCODING")
            if wished is not None:
                coding = choose_coding(wished)
        form = self._forms.get(coding)
        if form is None:
            form = self._make(coding)
        none_match = environ.get("HTTP_IF_NONE_MATCH")
        if none_match is not None and none_match_fails(none_match, form.tag):
            return Outcome("304 Not Modified", self.freshness.cut(form.unchanged, now), [])
        return Outcome("200 OK", self.freshness.cut(form.headers, now), form.chunks)

    def _make(self, coding: Coding) -> _Form:
        tag = entity_tag(self._body, ETAG_SUFFIX[coding])
        form = _Form(tag, compress(self._body, coding), self, coding)
        form = self._forms.setdefault(coding, form)
        coded = [len(f.chunks[0]) for c, f in list(self._forms.items()) if c != "identity"]
        self.size = len(self._body) + sum(coded)
        return form


def plain_outcome(answer: Answer, edition: Edition, now: Now) -> Outcome:
    """Send an answer that is not kept: errors, redirects, the state of the process."""
    policy = answer.policy if answer.status < 400 else NEVER
    freshness = Freshness(policy, edition)
    about = edition.headers if policy.content and answer.status < 400 else ()
    headers = [
        ("Content-Length", str(len(answer.body))),
        *_descriptive(answer),
        *about,
        *COMMON,
        freshness.header,
    ]
    return Outcome(status_line(answer.status), freshness.cut(headers, now), [answer.body])


def status_line(status: int) -> str:
    """Write a status as WSGI wants it."""
    return f"{status} {_REASONS.get(status, 'Unknown')}"


_REASONS = {
    200: "OK",
    204: "No Content",
    206: "Partial Content",
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    304: "Not Modified",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    410: "Gone",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
    503: "Service Unavailable",
}


def _descriptive(answer: Answer) -> list[Header]:
    """Write the headers that differ from answer to answer, safe whatever content put in them."""
    headers = [("Content-Type", answer.content_type)]
    if answer.links:
        headers.append(("Link", ", ".join(map(_link, answer.links))))
    headers += ((name, quote(value, safe=_PRINTABLE)) for name, value in answer.headers)
    return headers


def _link(link: Link) -> str:
    """Write a link of the Link header. Source: RFC 8288."""
    rel, url, *kind = link
    written = f'<{quote(url, safe=_IN_LINK)}>; rel="{rel}"'
    return f'{written}; type="{kind[0]}"' if kind else written
