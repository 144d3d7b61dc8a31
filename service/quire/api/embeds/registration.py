"""The routes of this room, put onto an application."""

from functools import partial
from pathlib import Path

from flask import Flask, Response

from quire.api.embeds.builder import register_builder
from quire.api.embeds.frames import register_frames
from quire.api.embeds.oembed import register_oembed
from quire.api.embeds.scripts import current_script, list_style, scripts
from quire.api.v1.asking import Setting
from quire.api.v1.replies import hand_over
from quire.wire.answers import Answer
from quire.wire.policies import DOCS, RELEASED, SCRIPT, Policy
from quire.wire.problems import Refusal

_JAVASCRIPT = "text/javascript; charset=utf-8"
_CSS = "text/css; charset=utf-8"
_ASSETS = Path(__file__).with_name("assets")

WITHOUT_SNAPSHOT = (
    "/embed/quire.js",
    "/embed/frame.css",
    "/embed/frame.js",
    "/embed/builder.css",
    "/embed/builder.js",
    *(f"/embed/{name}" for name in scripts()),
)
"""Paths that are answered before the first snapshot."""


def register(app: Flask, absolute: Setting, *, public_url: str, ancestors: str) -> None:
    """Put the routes of embeds onto an application that v1 is on.

    Args:
        absolute: its base is absolute, or "" where none is known.
        public_url: what snippets name, without a closing slash; "" takes the page's own address.
        ancestors: sources of `frame-ancestors`: who may show frames.
    """
    frame_style = (list_style() + _asset("frame.css")).encode()
    files = {
        "quire.js": (current_script().body, _JAVASCRIPT, SCRIPT),
        "frame.css": (frame_style, _CSS, DOCS),
        "frame.js": (_asset("frame.js").encode(), _JAVASCRIPT, DOCS),
        "builder.css": (_asset("builder.css").encode(), _CSS, DOCS),
        "builder.js": (_asset("builder.js").encode(), _JAVASCRIPT, DOCS),
    }
    for name, (body, content_type, policy) in files.items():
        view = partial(_file, body, content_type, policy)
        app.add_url_rule(f"/embed/{name}", f"embed_{name}", view)
    app.add_url_rule("/embed/quire-<digest>.js", view_func=released)
    register_frames(app, ancestors)
    register_builder(app, public_url)
    register_oembed(app, absolute.base)


def released(digest: str) -> Response:
    """Answer with the script of a hash; every one that was ever released is there."""
    script = scripts().get(f"quire-{digest}.js")
    if script is None:
        raise Refusal(404, "No script was released under this name.")
    return _file(script.body, _JAVASCRIPT, RELEASED)


def _file(body: bytes, content_type: str, policy: Policy) -> Response:
    return hand_over(Answer(body, content_type, policy))


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
