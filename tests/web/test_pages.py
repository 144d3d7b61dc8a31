import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask

from quire.web import WITHOUT_SNAPSHOT, Pages, Refusals, register_pages
from quire.wire import Front
from quire.wire.front import Limits
from quire.wire.problems import TYPES
from tests.wire.doors import Clock, Holder, Reply, ask

CONTRACT = b'{"openapi": "3.1.0", "info": {"title": "Quire", "version": "1"}, "paths": {}}'


@pytest.fixture(scope="module")
def front():
    app = Flask("pages")
    pages = Pages(lambda: {rule.rule for rule in app.url_map.iter_rules()})
    register_pages(app, pages, {"v1.json": CONTRACT, "v1-clients.json": b"{}"})
    tell = Refusals(pages, "").tell
    return Front(app.wsgi_app, Holder(None), Clock(), Limits(), WITHOUT_SNAPSHOT, tell=tell)


def at(front: Front, address: str, **headers: str) -> Reply:
    parts = urlsplit(address)
    return ask(front, parts.path, parts.query, **headers)


def test_document_of_the_api_has_a_validator(front):
    reply = ask(front, "/openapi/v1.json")
    assert reply.body == CONTRACT
    assert reply.headers["Content-Type"] == "application/json"
    assert ask(front, "/openapi/v1-clients.json").body == b"{}"
    assert ask(front, "/openapi/v2.json").status == 404
    assert ask(front, "/openapi/v1.json", if_none_match=reply.headers["ETag"]).status == 304


PAGES = ["/docs", "/docs/problems", *(kind.url for kind in TYPES.values())]


@pytest.mark.parametrize("path", [*PAGES, "/", "/nowhere"])
def test_page_runs_nothing_that_is_not_a_file_of_ours(front, path):
    reply = ask(front, path)
    html = reply.body.decode()
    assert reply.status == (200 if path in PAGES else 503)
    policy = reply.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<style|<script>|\son\w+=|\sstyle=|javascript:", html)
    assert set(re.findall(r"https?://[^/<]+", html)) <= {"http://localhost:8000"}


def test_everything_a_page_refers_to_is_there(front):
    found = {
        urljoin(page, url).partition("#")[0]
        for page in PAGES
        for url in re.findall(r'(?:href|src)="([^"]*)"', ask(front, page).body.decode())
    }
    # These show content, and there is none yet.
    found -= {"/", "/v1"}
    assert {urlsplit(url).path for url in found} >= {"/docs/assets/docs.js", "/openapi/v1.json"}
    assert {url: at(front, url).status for url in found} == dict.fromkeys(found, 200)


def test_before_the_first_snapshot_the_front_page_says_that_it_is_being_made(front):
    reply = ask(front, "/")
    assert (reply.status, reply.headers["Retry-After"]) == (503, "2")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>This site is being made ready" in reply.body.decode()
    (script,) = re.findall(r'<script src="([^"]+)"', reply.body.decode())
    assert at(front, urljoin("/", script)).status == 200


def test_probe_is_told_of_the_first_snapshot_by_a_problem(front):
    assert ask(front, "/readyz").problem["status"] == 503
    assert ask(front, "/v1").problem["status"] == 503


def test_problem_page_explains_one_problem(front):
    html = ask(front, "/docs/problems/snapshot-gone").body.decode()
    assert '<h1>Snapshot gone <span class="code">410</span></h1>' in html
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
        "/docs/assets/../templates/frame.html",
        "/docs/",
    ],
)
def test_unknown_page_or_asset_is_not_found(front, path):
    reply = ask(front, path)
    assert (reply.status, reply.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_assets_are_ready_after_the_first_request(front):
    asset = "/docs/assets/docs.js"
    first = ask(front, asset, accept_encoding="br")
    assert first.headers["Content-Encoding"] == "br"
    again = ask(front, asset, accept_encoding="br", if_none_match=first.headers["ETag"])
    assert again.status == 304
