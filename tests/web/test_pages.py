import re
from urllib.parse import urljoin

import pytest
from flask import Flask

from quire.web import WITHOUT_SNAPSHOT, register_pages
from quire.wire.problems import TYPES
from tests.wire.doors import Holder, ask, make_front


@pytest.fixture(scope="module")
def front():
    app = Flask("pages")
    register_pages(app, {"v1.json": b'{"openapi": "3.1.0"}', "v1-clients.json": b"{}"})
    return make_front(app.wsgi_app, Holder(None), without_snapshot=WITHOUT_SNAPSHOT)


def test_root_leads_to_the_reference(front):
    reply = ask(front, "/")
    assert (reply.status, reply.headers["Location"]) == (302, "docs")


def test_document_of_the_api_has_a_validator(front):
    reply = ask(front, "/openapi/v1.json")
    assert reply.body == b'{"openapi": "3.1.0"}'
    assert reply.headers["Content-Type"] == "application/json"
    assert ask(front, "/openapi/v1-clients.json").body == b"{}"
    assert ask(front, "/openapi/v2.json").status == 404
    assert ask(front, "/openapi/v1.json", if_none_match=reply.headers["ETag"]).status == 304


@pytest.mark.parametrize(
    "path", ["/docs", "/docs/problems", *(kind.url for kind in TYPES.values())]
)
def test_page_runs_nothing_that_is_not_a_file_of_ours(front, path):
    reply = ask(front, path)
    html = reply.body.decode()
    assert reply.status == 200
    policy = reply.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<style|<script>|\son\w+=|\sstyle=|javascript:|https?://", html)


def test_everything_a_page_refers_to_is_there(front):
    pages = ["/docs", "/docs/problems"]
    pages += [kind.url for kind in TYPES.values()]
    found = {
        urljoin(page, url)
        for page in pages
        for url in re.findall(r'(?:href|src)="([^"]*)"', ask(front, page).body.decode())
    }
    found.remove("/v1")
    assert "/docs/assets/swagger-ui-bundle.js" in found
    assert {url: ask(front, url).status for url in found} == dict.fromkeys(found, 200)


def test_problem_page_explains_one_problem(front):
    html = ask(front, "/docs/problems/snapshot-gone").body.decode()
    assert "<h1>Snapshot gone <span>410</span></h1>" in html
    assert "Start again from the first page" in html


@pytest.mark.parametrize("slug", [kind.slug for kind in TYPES.values()])
def test_what_stands_in_backticks_on_a_problem_page_is_code(front, slug):
    html = ask(front, f"/docs/problems/{slug}").body.decode()
    kind = next(each for each in TYPES.values() if each.slug == slug)
    assert "`" not in html
    assert html.count("<code>") == f"{kind.detail}{kind.remedy}".count("`") / 2


@pytest.mark.parametrize(
    "path",
    [
        "/docs/problems/none",
        "/docs/assets/none.js",
        "/docs/assets/../pages.py",
        "/docs/assets/oauth2-redirect.html",
        "/docs/",
    ],
)
def test_unknown_page_or_asset_is_not_found(front, path):
    assert ask(front, path).status == 404


def test_assets_are_ready_after_the_first_request(front):
    asset = "/docs/assets/swagger-ui-bundle.js"
    first = ask(front, asset, accept_encoding="br")
    assert first.headers["Content-Encoding"] == "br"
    assert len(first.body) < 600_000
    again = ask(front, asset, accept_encoding="br", if_none_match=first.headers["ETag"])
    assert again.status == 304
