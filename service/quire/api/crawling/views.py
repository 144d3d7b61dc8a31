"""The routes `/sitemap.xml`, `/sitemap-{n}.xml` and `/robots.txt`."""

import re
from itertools import islice

from flask import Flask, Response, request

from quire.api.bases import read_bases
from quire.api.crawling.sitemap import read_parts, write_index, write_part
from quire.api.v1.arguments.parameters import NothingParameters
from quire.api.v1.arguments.questions import Nothing
from quire.api.v1.asking import Asked, Reader, Setting
from quire.api.v1.replies import hand_over
from quire.wire.answers import Answer
from quire.wire.policies import LIST
from quire.wire.problems import Fault, Refusal

_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
"""Of a part, in its one spelling."""

_XML = "application/xml; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_ALL = "User-agent: *\nAllow: /\n"
"""Frontends that run in a crawler's browser read the API, and pages show its pictures."""


def register(app: Flask, setting: Setting) -> None:
    """Add the sitemap and what robots may do.

    Args:
        setting: its base is where absolute addresses of this service begin, "" where it is
            not known.
    """
    reader = Reader(NothingParameters())

    def read() -> Asked[Nothing]:
        return reader.read(request.environ, request.path, setting)

    def index() -> Response:
        asked = read()
        bases = read_bases(setting.base, asked.manifest)
        parts = read_parts(asked.snapshot.catalogue, asked.manifest.default_lang)
        places = (
            (f"{bases.service}/sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)
        )
        return hand_over(Answer(write_index(places), _XML, LIST))

    def part(number: str) -> Response:
        asked = read()
        read_bases(setting.base, asked.manifest)
        parts = read_parts(asked.snapshot.catalogue, asked.manifest.default_lang)
        known = _NUMBER.fullmatch(number)
        found = next(islice(parts, int(number) - 1, None), None) if known else None
        if found is None:
            detail = f"The sitemap has no part '{number}'."
            raise Refusal(404, detail, [Fault("path", "not_found", detail, "/sitemap.xml")])
        return hand_over(Answer(write_part(found), _XML, LIST))

    def robots() -> Response:
        asked = read()
        text = _ALL
        if setting.base and asked.manifest.site_url:
            text += f"\nSitemap: {setting.base}/sitemap.xml\n"
        return hand_over(Answer(text.encode(), _TEXT, LIST))

    app.add_url_rule("/sitemap.xml", endpoint="sitemap", view_func=index)
    app.add_url_rule("/sitemap-<number>.xml", endpoint="sitemap part", view_func=part)
    app.add_url_rule("/robots.txt", endpoint="robots", view_func=robots)
