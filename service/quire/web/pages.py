"""The reference under /docs, the problem pages beside it, and the OpenAPI document.

Swagger UI comes from its package; the page around it is ours, so that a strict
Content-Security-Policy holds: no inline script, no inline style, nothing from elsewhere.
"""

import re
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template

import flask_swagger_ui
from flask import Flask, abort, request

from quire.wire import ANSWER, Answer
from quire.wire.policies import DOCS, NEVER
from quire.wire.problems import TYPES

Sent = tuple[str, int]

_OURS = Path(__file__).with_name("assets")
_SWAGGER = Path(flask_swagger_ui.__file__).with_name("dist")
_ASSETS = {
    "quire.css": (_OURS, "text/css; charset=utf-8"),
    "reference.js": (_OURS, "text/javascript; charset=utf-8"),
    "icon.svg": (_OURS, "image/svg+xml"),
    "swagger-ui.css": (_SWAGGER, "text/css; charset=utf-8"),
    "swagger-ui-bundle.js": (_SWAGGER, "text/javascript; charset=utf-8"),
}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_CODE = re.compile(r"`([^`]+)`")
_HTML_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
)


def register_pages(app: Flask, contracts: Mapping[str, bytes], base: str = "") -> None:
    """Add /, /docs, its assets, /docs/problems and what lies under /openapi.

    Pages refer to each other relatively, so that they work below any prefix of a proxy.

    Args:
        contracts: OpenAPI documents as JSON, by file name.
        base: public address of the service, "" where it is not known.
    """
    start = f"{base}/docs" if base else "docs"
    frame = Template((_OURS / "page.html").read_text(encoding="utf-8"))
    reference = (_OURS / "reference.html").read_text(encoding="utf-8")

    def root() -> Sent:
        request.environ[ANSWER] = Answer(
            b"", "text/plain", NEVER, status=HTTPStatus.FOUND, headers=(("Location", start),)
        )
        return "", HTTPStatus.OK

    def document(name: str) -> Sent:
        request.environ[ANSWER] = Answer(contracts[name], "application/json", DOCS)
        return "", HTTPStatus.OK

    def docs() -> Sent:
        return _page(frame, "API reference", reference, ".")

    def asset(name: str) -> Sent:
        if name not in _ASSETS:
            abort(HTTPStatus.NOT_FOUND)
        folder, content_type = _ASSETS[name]
        request.environ[ANSWER] = Answer((folder / name).read_bytes(), content_type, DOCS)
        return "", HTTPStatus.OK

    def problems() -> Sent:
        rows = "".join(
            f'<li><a href="problems/{kind.slug}">{escape(kind.title)}</a>'
            f" <span>{status}</span></li>"
            for status, kind in TYPES.items()
        )
        return _page(frame, "Problems", f'<h1>Problems</h1><ul class="list">{rows}</ul>', "..")

    def problem(slug: str) -> Sent:
        for status, kind in TYPES.items():
            if kind.slug == slug:
                text = (
                    f"<h1>{escape(kind.title)} <span>{status}</span></h1>"
                    f"<p>{_prose(kind.detail)}</p><p>{_prose(kind.remedy)}</p>"
                    '<p><a href="../problems">All problems</a></p>'
                )
                return _page(frame, kind.title, text, "../..")
        return abort(HTTPStatus.NOT_FOUND)

    app.add_url_rule("/", view_func=root)
    for name in contracts:
        app.add_url_rule(f"/openapi/{name}", view_func=document, defaults={"name": name})
    app.add_url_rule("/docs", view_func=docs)
    app.add_url_rule("/docs/assets/<name>", view_func=asset)
    app.add_url_rule("/docs/problems", view_func=problems)
    app.add_url_rule("/docs/problems/<slug>", view_func=problem)


def _prose(text: str) -> str:
    """Write a text of ours as HTML; what stands in backticks is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _page(frame: Template, title: str, main: str, root: str) -> Sent:
    """Answer with a page.

    Args:
        main: HTML of ours.
        root: where the service begins, seen from the page.
    """
    body = frame.substitute(title=escape(title), main=main, root=root).encode()
    request.environ[ANSWER] = Answer(body, "text/html; charset=utf-8", DOCS, headers=_HTML_HEADERS)
    return "", HTTPStatus.OK
