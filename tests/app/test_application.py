import logging

import orjson
import pytest
import structlog
from flask import Flask, abort, redirect

from quire.app import application
from quire.app.application import configure_logging, create_app
from quire.errors import QueryError, SearchUnavailable, SnapshotGone
from quire.web import Pages, Refusals
from quire.wire import Fault, Refusal
from tests.wire.doors import Clock, Holder, Snapshot, ask, make_front


@pytest.fixture
def restored_logging():
    yield
    structlog.reset_defaults()


@pytest.fixture
def failing(restored_logging):
    """An application with the real error handler and a view for each way to fail."""
    app = Flask("failing")
    configure_logging("json")
    ways = {
        "refusal": Refusal(404, "No such post.", [Fault("slug", "unknown", "No.", "near")]),
        "query": QueryError("sort", "unknown_field", "'x' is no field.", "title"),
        "gone": SnapshotGone("snapshot 1 at /var/lib/quire is no longer kept"),
        "search": SearchUnavailable("/var/lib/quire/index is locked"),
        "bug": RuntimeError("secret of /etc/quire"),
    }

    def fail(way: str):
        if way == "http":
            abort(413, "details of Werkzeug")
        if way == "moved":
            return redirect("/elsewhere")
        if way == "lost":
            abort(404)
        raise ways[way]

    app.add_url_rule("/v1/<way>", view_func=fail)
    refusals = Refusals(Pages(lambda: ["/v1/<way>"]), "")
    application._answer_errors(app, refusals, Holder(None))
    return make_front(app.wsgi_app)


@pytest.mark.parametrize(
    ("way", "status", "detail", "errors"),
    [
        ("refusal", 404, "No such post.", [("slug", "unknown", "near")]),
        ("query", 400, "'x' is no field.", [("sort", "unknown_field", "title")]),
        ("gone", 410, "What the request goes on from is no longer kept.", []),
        ("search", 503, "Search is not available; all else is.", []),
        ("bug", 500, "The request failed for a reason that is not yours.", []),
        ("http", 400, "The request cannot be understood.", []),
        ("lost", 404, "There is nothing at this address.", []),
    ],
)
def test_every_failure_of_a_view_is_a_problem(failing, way, status, detail, errors):
    reply = ask(failing, f"/v1/{way}")
    problem = reply.problem
    assert (reply.status, problem["detail"]) == (status, detail)
    assert [(e["parameter"], e["code"], e["hint"]) for e in problem["errors"]] == errors
    for secret in (b"/var", b"/etc", b"Werkzeug", b"Traceback"):
        assert secret not in reply.body


def test_search_that_is_down_says_when_to_try_again(failing):
    assert ask(failing, "/v1/search").headers["Retry-After"] == "5"


def test_bug_leaves_its_trace_in_the_log_under_the_request_id(failing):
    with structlog.testing.capture_logs() as lines:
        reply = ask(failing, "/v1/bug")
    assert [(line["event"], line["path"], line["request_id"]) for line in lines] == [
        ("a view failed", "/v1/bug", reply.headers["X-Request-Id"]),
        ("answered", "/v1/bug", reply.headers["X-Request-Id"]),
    ]
    assert str(lines[0]["exc_info"]) == "secret of /etc/quire"


@pytest.fixture(scope="module")
def front():
    return create_app(Holder(Snapshot()), secret=b"s" * 32, now=Clock())


def test_unknown_path_is_a_problem_with_near_routes(front):
    problem = ask(front, "/v1/post").problem
    assert problem["type"] == "/docs/problems/not-found"
    assert problem["errors"][0] == {
        "parameter": "path",
        "code": "unknown",
        "detail": "No resource has this path.",
        "hint": "/v1/posts",
    }


@pytest.mark.parametrize("path", ["/v1/posts/", "//v1/posts", "/v1//posts", "/static/x", "/docs/"])
def test_other_spellings_of_a_path_are_not_found_and_never_redirected(front, path):
    reply = ask(front, path, host="evil.example")
    assert (reply.status, "Location" in reply.headers) == (404, False)
    assert b"evil" not in reply.body


def test_document_keeps_the_order_of_its_keys(front):
    document = orjson.loads(ask(front, "/openapi/v1.json").body)
    assert document["openapi"] == "3.1.0"
    assert list(document) != sorted(document)


def test_pages_and_probes_are_there(front):
    for path in ("/livez", "/readyz", "/docs", "/docs/problems"):
        assert ask(front, path).status == 200


def test_two_applications_know_nothing_of_each_other():
    first = create_app(Holder(None), secret=b"a" * 32)
    second = create_app(Holder(Snapshot()), secret=b"b" * 32)
    assert (ask(first, "/readyz").status, ask(second, "/readyz").status) == (503, 200)


@pytest.mark.usefixtures("restored_logging")
def test_log_line_for_people_cannot_be_forged(capsys):
    configure_logging("console")
    structlog.get_logger().error("request failed", path="/a\nINFO forged \x1b[2J\u2028")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "\x1b[2J" not in line
    assert "\u2028" not in line


@pytest.mark.usefixtures("restored_logging")
def test_log_line_for_machines_is_one_object(capsys):
    configure_logging("json", logging.WARNING)
    log = structlog.get_logger()
    log.info("not shown")
    try:
        raise ValueError("why\nnot")
    except ValueError:
        log.exception("failed", path="/a\nb", place=object)
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    event = orjson.loads(line)
    assert (event["event"], event["level"], event["path"]) == ("failed", "error", "/a\nb")
    assert event["exception"][0]["exc_value"] == "why\nnot"
