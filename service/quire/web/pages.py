"""The pages around the API: the reference, problems beside it, and the OpenAPI documents."""

from collections.abc import Collection, Mapping
from http import HTTPStatus

import orjson
from flask import Flask, abort, request

from quire.web.asking import Api
from quire.web.home import register_home
from quire.web.origin import origin_of
from quire.web.reference import read_contract
from quire.web.rendering import ASSETS, TYPES, Pages
from quire.wire import ANSWER, Answer
from quire.wire.policies import DOCS
from quire.wire.problems import TYPES as PROBLEMS

Sent = tuple[str, int]


def register_pages(
    app: Flask,
    pages: Pages,
    contracts: Mapping[str, bytes],
    base: str = "",
    comma_lists: Collection[str] = (),
    feeds: bool = True,
) -> None:
    """Add /, /docs, its assets, /docs/problems and what lies under /openapi.

    Args:
        contracts: OpenAPI documents as JSON, by file name; /docs shows `v1.json`.
        base: public address of the service, "" where it is not known.
        comma_lists: names of v1's parameters whose values are lists.
        feeds: whether feeds can be had: they need an absolute address.
    """
    reference = read_contract(orjson.loads(contracts["v1.json"]))
    assets = {path.name: path for path in ASSETS.iterdir() if path.suffix in TYPES}

    def document(name: str) -> Sent:
        return _sent(Answer(contracts[name], "application/json", DOCS))

    def docs() -> Sent:
        origin = origin_of(base)
        return _sent(
            pages.answer(
                "docs.html", "/docs", DOCS, reference=reference, origin=origin, kinds=PROBLEMS
            )
        )

    def asset(name: str) -> Sent:
        if name not in assets:
            abort(HTTPStatus.NOT_FOUND)
        content_type = f"{TYPES[assets[name].suffix]}; charset=utf-8"
        return _sent(Answer(assets[name].read_bytes(), content_type, DOCS))

    def problems() -> Sent:
        return _sent(pages.answer("problems.html", "/docs/problems", DOCS, kinds=PROBLEMS))

    def problem(slug: str) -> Sent:
        for status, kind in PROBLEMS.items():
            if kind.slug == slug:
                return _sent(pages.answer("problem.html", kind.url, DOCS, code=status, kind=kind))
        return abort(HTTPStatus.NOT_FOUND)

    register_home(app, pages, Api(app, comma_lists), base, feeds)
    for name in contracts:
        app.add_url_rule(f"/openapi/{name}", view_func=document, defaults={"name": name})
    app.add_url_rule("/docs", view_func=docs)
    app.add_url_rule("/docs/assets/<name>", view_func=asset)
    app.add_url_rule("/docs/problems", view_func=problems)
    app.add_url_rule("/docs/problems/<slug>", view_func=problem)


def _sent(answer: Answer) -> Sent:
    request.environ[ANSWER] = answer
    return "", HTTPStatus.OK
