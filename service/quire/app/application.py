"""One web application: one Flask application of v1 and web, one error handler, one front before it.

Nothing happens at import; each worker makes its own.
"""

import logging
import re
import sys
from collections.abc import Callable, MutableMapping
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import orjson
import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from quire import web
from quire.api import crawling, embeds, feeds, v1
from quire.errors import (
    PicturesBusy,
    PictureUnfit,
    QueryError,
    SearchDamaged,
    SearchError,
    SnapshotDamaged,
    SnapshotGone,
)
from quire.library.holder import Holder
from quire.library.manifest import now_utc
from quire.library.variants import Variants
from quire.wire import REQUEST_ID, SNAPSHOT, Fault, Front, Refusal
from quire.wire.front import Limits

LogFormat = Literal["console", "json"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class _Application(Flask):
    """A Flask application whose views are plain functions, all of them."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Leave functions as they are: none is asynchronous, so none needs to be looked at."""
        return func


def create_app(
    holder: Holder,
    *,
    secret: bytes,
    public_url: str | None = None,
    cache_bytes: int = Limits().cache_bytes,
    now: Callable[[], datetime] = now_utc,
    live: bool = False,
    variants: Variants | None = None,
    address: str | None = None,
    embed_ancestors: str = "*",
) -> Front:
    """Make the WSGI application of one worker.

    Args:
        holder: gives the snapshots.
        secret: authenticates cursors; the same in all workers of a state directory.
        public_url: where this service is reached, without a closing slash; None: links are paths.
        cache_bytes: bound of all ready answers.
        now: the clock, aware.
        live: content is being edited: everyone asks again before showing an answer.
        variants: gives smaller copies of pictures; None makes them and keeps none.
        address: stands in for `public_url` where nothing but an absolute address will do, as in
            feeds and oEmbed; None: those say that they cannot be had.
        embed_ancestors: sources of `frame-ancestors`: who may show posts in a frame.
    """
    app = _Application("quire", static_folder=None, template_folder=None)
    app.url_map.merge_slashes = False
    variants = variants or Variants(None, 0)
    base = public_url or ""
    absolute = v1.Setting(public_url or address or "", secret, variants)
    has_feeds = bool(absolute.base)
    v1.register(app, public_url=public_url, secret=secret, variants=variants, feeds=has_feeds)
    feeds.register(app, absolute)
    crawling.register(app, absolute)
    pages = web.Pages(lambda: {rule.rule for rule in app.url_map.iter_rules()})
    web.register_pages(app, pages, _contracts(base), base, v1.COMMA_LISTS, has_feeds)
    embeds.register(app, absolute, public_url=base, ancestors=embed_ancestors)
    web.register_probes(app, now, holder.standing)
    refusals = web.Refusals(pages, base)
    _answer_errors(app, refusals, holder)
    limits = Limits(cache_bytes=cache_bytes)
    return Front(
        app.wsgi_app,
        holder,
        now,
        limits,
        (*web.WITHOUT_SNAPSHOT, *embeds.WITHOUT_SNAPSHOT),
        live,
        v1.COMMA_LISTS,
        v1.OPAQUE,
        refusals.tell,
        _prefix(base),
    )


_OWN_PATHS = (["v1"], ["docs"], ["openapi"], ["embed"], ["oembed"])


def _contracts(base: str) -> dict[str, bytes]:
    contract = v1.openapi(base)
    documents = {"v1.json": contract, "v1-clients.json": v1.client_openapi(contract)}
    return {name: orjson.dumps(document) for name, document in documents.items()}


def _prefix(base: str) -> str:
    """Give the path of the public address; none where it begins as paths of our own do."""
    path = urlsplit(base).path
    return "" if path.split("/")[1:2] in _OWN_PATHS else path


def _answer_errors(app: Flask, refusals: web.Refusals, holder: Holder) -> None:
    """Answer every error, by a problem or a page. Comes last: libraries set handlers, too."""
    log = structlog.get_logger()

    def answer(error: Exception) -> Response:
        if isinstance(error, SnapshotDamaged | SearchDamaged):
            holder.report_damage(request.environ[SNAPSHOT], str(error))
        refusal = _refusal(error, app)
        if refusal.status == 500:
            log.error(
                "a view failed",
                request_id=request.environ[REQUEST_ID],
                path=request.path,
                exc_info=error,
            )
        environ = request.environ
        told = refusals.tell(refusal, request.path, environ[REQUEST_ID], environ[SNAPSHOT])
        response = Response(told.body, told.status, content_type=told.content_type)
        response.headers.extend(told.headers)
        return response

    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, answer)


def _refusal(error: Exception, app: Flask) -> Refusal:
    """Say what an error means to a client."""
    match error:
        case Refusal():
            return error
        case QueryError(parameter=parameter, code=code, detail=detail, hint=hint):
            return Refusal(400, detail, [Fault(parameter, code, detail, hint)])
        case SnapshotGone():
            return Refusal(410)
        case SnapshotDamaged():
            after = (("Retry-After", "5"),)
            return Refusal(503, "What is asked for is being made anew.", headers=after)
        case SearchError():
            after = (("Retry-After", "5"),)
            return Refusal(503, "Search is not available; all else is.", headers=after)
        case PictureUnfit(code=code, detail=detail):
            return Refusal(422, detail, [Fault("path", code, detail)])
        case PicturesBusy():
            return Refusal(503, str(error), headers=(("Retry-After", "1"),))
        case HTTPException(code=404) if request.url_rule is None:
            return _unknown_route(app)
        case HTTPException(code=int(status)):
            return Refusal(status)
    return Refusal(500)


def _unknown_route(app: Flask) -> Refusal:
    rules = (rule.rule for rule in app.url_map.iter_rules())
    near = web.near_routes(request.path, rules)
    detail = "No resource has this path."
    return Refusal(404, detail, [Fault("path", "unknown", detail, hint) for hint in near])


def configure_logging(form: LogFormat, level: int = logging.INFO) -> None:
    """Send log lines to standard error, for people or as one JSON object a line."""
    processors: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if form == "json":
        traces = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        processors += [structlog.processors.ExceptionRenderer(traces), _json_line]
    else:
        lines = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        processors += [_escape_controls, lines]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _escape_controls(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep what requests and content wrote on the line it was logged on."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", value)
    return event


def _json_line(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    return orjson.dumps(dict(event), default=str).decode()
