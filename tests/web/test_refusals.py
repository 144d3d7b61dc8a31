"""Errors are problems where programs ask and pages where people do; the address alone decides."""

import re
from collections.abc import Iterator

import pytest

from tests.api.front import Api
from tests.api.sites import PAGES, page, post, write_state

HTML, PROBLEM = "text/html; charset=utf-8", "application/problem+json"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    state = tmp_path_factory.mktemp("refusals")
    odd = post("a-b", "2020-01-01", "Odd.", title="<b>Odd</b>")
    write_state(state, (*PAGES, odd, page("helmet", "A page, no post.")))
    opened = Api(state)
    shown = opened.show()
    yield opened
    shown.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v1/none", PROBLEM),
        ("/v1", HTML),
        ("/v1/posts/none", PROBLEM),
        ("/v1/", PROBLEM),
        ("/openapi/none", PROBLEM),
        ("/openapi", PROBLEM),
        ("/feed.none", PROBLEM),
        ("/sitemap.none", PROBLEM),
        ("/sitemap-0.xml", PROBLEM),
        ("/hooks/none", PROBLEM),
        ("/oembed/none", PROBLEM),
        ("/readyz/none", PROBLEM),
        ("/embed/none.js", PROBLEM),
        ("/nowhere", HTML),
        ("/v2/posts", HTML),
        ("/v1x", HTML),
        ("/blog/2024/", HTML),
        ("/feeds", HTML),
        ("/docs/none", HTML),
        ("/docs/assets/none.js", HTML),
        ("/embed/none", HTML),
        ("//v1/posts", HTML),
        ("/%ff", HTML),
    ],
)
def test_address_alone_decides_what_an_error_looks_like(api: Api, path: str, kind: str) -> None:
    if path == "/v1":
        path, kind = "/v1?x=1", PROBLEM
    for accept in ("*/*", "text/html", "application/json", "image/png"):
        answer = api._client.get(path, headers={"Accept": accept, "X-Request-Id": "request-1"})
        assert (answer.status_code >= 400, answer.content_type) == (True, kind)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Vary" not in answer.headers
        assert ("Content-Security-Policy" in answer.headers) == (kind == HTML)


def test_page_of_an_unknown_address_names_near_posts_and_routes(api: Api) -> None:
    html = api.ask("/blog/2024/helo/").text
    assert (
        '<li><a href="https://ink.example/blog/hello/" lang="en" dir="auto">Hello</a></li>' in html
    )
    assert "helmet" not in html
    html = api.ask("/docs/problem").text
    assert '<a href="../docs/problems"><code>/docs/problems</code></a>' in html
    html = api.ask("/x/hello.html").text
    assert ">Hello</a>" in html


def test_page_of_an_unknown_address_escapes_what_it_names(api: Api) -> None:
    html = api.ask("/a-b%3Cscript%3E").text
    assert "&lt;b&gt;Odd&lt;/b&gt;" in api.ask("/a-bb").text
    assert "<script>" not in html


@pytest.mark.parametrize(
    "path", ["/" + "x" * 3000, "/" + "a/" * 1000, "/" + "a/" * 13, "/%00", "/%ff%fe"]
)
def test_address_that_is_no_good_gets_a_page_all_the_same(api: Api, path: str) -> None:
    answer = api._client.get(path)
    assert (answer.status_code, answer.content_type) == (404, HTML)
    assert len(answer.data) < 12_000


def test_refused_methods_and_lengths_are_pages_too(api: Api) -> None:
    posted = api._client.post("/")
    assert (posted.status_code, posted.content_type) == (405, HTML)
    assert posted.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert api._client.post("/v1").content_type == PROBLEM
    long = api._client.get("/?q=" + "x" * 5000)
    assert (long.status_code, long.content_type) == (414, HTML)
    asked = api._client.get("/", headers={"Accept": "application/json"})
    assert (asked.status_code, asked.content_type) == (406, HTML)


def test_error_page_names_the_request_and_explains_itself(api: Api) -> None:
    html = api.ask("/nowhere").text
    assert "<code>request-1</code>" in html
    (explained,) = re.findall(r'href="\./(docs/problems/[^"]+)"', html)
    assert api.ask(f"/{explained}").status_code == 200
