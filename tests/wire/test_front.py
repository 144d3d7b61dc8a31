import gzip
from datetime import timedelta
from itertools import pairwise

import brotli
import orjson
import pytest
from structlog.testing import capture_logs

from quire.wire import ANSWER, HOLDER, QUERY, REQUEST_ID, SNAPSHOT, Answer
from quire.wire.policies import DETAIL, DOCS, LIST, NEVER
from quire.wire.ready import status_line
from tests.wire.doors import (
    NOON,
    REVISION,
    Clock,
    Echo,
    Holder,
    Manifest,
    Snapshot,
    ask,
    echo,
    make_front,
)

EXPOSED = "ETag, Link, Content-Revision, X-Request-Id, Last-Modified, Retry-After"


def test_answer_carries_every_header_of_the_contract():
    answer = Answer(
        b"{}",
        "application/json",
        DETAIL,
        links=(("next", "/v1/posts?page=2"), ("canonical", "https://e.org/ä<b>\r\n")),
        headers=(("Content-Location", "/v1/posts/ä"),),
    )
    reply = ask(make_front(Echo(lambda _: answer)))
    assert reply.status == 200
    assert reply.body == b"{}"
    assert reply.headers.pop("X-Request-Id")
    assert reply.headers == {
        "Content-Type": "application/json",
        "Content-Length": "2",
        "ETag": reply.headers["ETag"],
        "Vary": "Accept-Encoding",
        "Link": '</v1/posts?page=2>; rel="next", '
        '<https://e.org/%C3%A4%3Cb%3E%0D%0A>; rel="canonical"',
        "Content-Location": "/v1/posts/%C3%A4",
        "Last-Modified": "Wed, 01 May 2024 12:00:01 GMT",
        "Content-Revision": REVISION,
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED,
        "Cache-Control": "public, max-age=60, stale-while-revalidate=600",
    }


def test_second_request_does_not_enter_the_application():
    application = Echo()
    front = make_front(application)
    first, second = ask(front), ask(front)
    assert application.calls == 1
    assert first.headers.pop("X-Request-Id") != second.headers.pop("X-Request-Id")
    assert first == second


def test_not_modified_enters_no_view_and_carries_the_validators():
    application = Echo()
    front = make_front(application)
    tag = ask(front).headers["ETag"]
    reply = ask(front, if_none_match=f'"other", W/{tag}')
    assert (reply.status, reply.body, application.calls) == (304, b"", 1)
    assert reply.headers.pop("X-Request-Id")
    assert reply.headers == {
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Last-Modified": "Wed, 01 May 2024 12:00:01 GMT",
        "Content-Revision": REVISION,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED,
        "Cache-Control": "public, max-age=60, stale-while-revalidate=300",
    }


def test_first_request_may_be_answered_not_modified():
    tag = ask(make_front()).headers["ETag"]
    assert ask(make_front(), if_none_match=tag).status == 304


def test_modification_date_alone_never_decides():
    front = make_front()
    date = ask(front).headers["Last-Modified"]
    assert ask(front, if_modified_since=date).status == 200
    assert ask(front, if_modified_since=date, if_none_match='"old"').status == 200


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_head_has_the_headers_of_get_and_no_body(warm, coding):
    application = Echo()
    front = make_front(application)
    got = ask(front, accept_encoding=coding)
    if not warm:
        front = make_front(application)
    reply = ask(front, method="HEAD", accept_encoding=coding)
    assert reply.body == b""
    del reply.headers["X-Request-Id"], got.headers["X-Request-Id"]
    assert reply.headers == got.headers
    assert application.calls == (1 if warm else 2)


def test_each_coding_has_its_own_tag_and_the_same_content():
    front = make_front()
    plain = ask(front)
    zipped = ask(front, accept_encoding="gzip")
    small = ask(front, accept_encoding="gzip, br")
    stem = plain.headers["ETag"].strip('"')
    assert zipped.headers["ETag"] == f'"{stem}-gz"'
    assert small.headers["ETag"] == f'"{stem}-br"'
    assert (zipped.headers["Content-Encoding"], small.headers["Content-Encoding"]) == ("gzip", "br")
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(zipped.body) == plain.body == brotli.decompress(small.body)
    assert ask(front, accept_encoding="br", if_none_match=f'"{stem}-gz"').status == 200


@pytest.mark.parametrize(("body", "kind"), [(b"x" * 600, "application/json"), (b"x" * 9999, "a/b")])
def test_small_and_opaque_bodies_are_not_compressed(body, kind):
    front = make_front(Echo(lambda _: Answer(body, kind, LIST)))
    reply = ask(front, accept_encoding="br")
    assert "Content-Encoding" not in reply.headers
    assert reply.headers["Vary"] == "Accept-Encoding"


def test_unchanged_answer_keeps_its_tag_over_snapshots():
    holder = Holder(Snapshot())
    front = make_front(Echo(lambda _: Answer(b"{}", "application/json", LIST)), holder)
    before = ask(front)
    holder.current = Snapshot(
        id="2" * 32, activated_at=NOON + timedelta(hours=1), manifest=Manifest("b" * 40)
    )
    after = ask(front)
    assert before.headers["ETag"] == after.headers["ETag"]
    assert after.headers["Content-Revision"] == "b" * 40
    assert after.headers["Last-Modified"] == "Wed, 01 May 2024 13:00:00 GMT"


def test_new_snapshot_drops_every_answer_of_the_old_one():
    holder = Holder(Snapshot())
    front = make_front(holder=holder)
    for n in range(20):
        ask(front, query=f"page={n}")
    held = front.held_bytes
    holder.current = Snapshot(id="2" * 32)
    assert orjson.loads(ask(front).body)["snapshot"] == "2" * 32
    assert front.held_bytes < held / 10


def test_no_freshness_reaches_past_the_next_change_of_visibility():
    clock = Clock()
    change = NOON + timedelta(minutes=20)
    front = make_front(
        holder=Holder(Snapshot(manifest=Manifest(next_change_at=change))), clock=clock
    )
    seen = []
    for minutes in (0, 14, 15, 19, 19.5, 20, 25):
        clock.instant = NOON + timedelta(minutes=minutes)
        reply = ask(front)
        not_modified = ask(front, if_none_match=reply.headers["ETag"])
        assert not_modified.headers["Cache-Control"] == reply.headers["Cache-Control"]
        seen.append(reply.headers["Cache-Control"])
    assert seen == [
        "public, max-age=60, stale-while-revalidate=300",
        "public, max-age=60, stale-while-revalidate=300",
        "public, max-age=60, stale-while-revalidate=240",
        "public, max-age=60",
        "public, max-age=30",
        "public, max-age=0, must-revalidate",
        "public, max-age=0, must-revalidate",
    ]


def test_pages_that_show_no_content_say_nothing_of_the_snapshot():
    change = NOON + timedelta(seconds=1)
    holder = Holder(Snapshot(manifest=Manifest(next_change_at=change)))
    front = make_front(Echo(lambda _: Answer(b"<p>", "text/html", DOCS)), holder)
    reply = ask(front, "/docs/x")
    assert reply.headers["Cache-Control"] == "public, max-age=3600, stale-while-revalidate=86400"
    assert "Content-Revision" not in reply.headers
    assert "Last-Modified" not in reply.headers


def test_live_content_is_asked_for_again_each_time():
    front = make_front(live=True)
    reply = ask(front)
    assert reply.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert ask(front, if_none_match=reply.headers["ETag"]).status == 304


def test_what_is_never_stored_is_made_anew_each_time():
    application = Echo(lambda _: Answer(b"{}", "application/json", NEVER))
    front = make_front(application)
    replies = [ask(front), ask(front)]
    assert application.calls == 2
    assert [r.headers["Cache-Control"] for r in replies] == ["no-store", "no-store"]
    assert "ETag" not in replies[0].headers


def test_redirect_is_sent_as_it_is():
    moved = Answer(b"", "text/plain", LIST, status=301, headers=(("Location", "/v1/x"),))
    reply = ask(make_front(Echo(lambda _: moved)))
    assert (reply.status, reply.headers["Location"]) == (301, "/v1/x")
    assert reply.headers["Content-Revision"] == REVISION


def test_view_that_answers_from_an_older_snapshot_says_so_in_the_headers():
    older = Snapshot(id="0" * 32, manifest=Manifest("c" * 40, NOON - timedelta(days=1)))
    holder = Holder(Snapshot())

    def view(environ):
        assert environ[HOLDER] is holder
        environ[SNAPSHOT] = older
        return echo(environ)

    reply = ask(make_front(Echo(view), holder))
    assert reply.headers["Content-Revision"] == "c" * 40
    assert reply.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_before_the_first_snapshot_content_is_unavailable_and_pages_work():
    holder = Holder(None)
    front = make_front(holder=holder)
    reply = ask(front)
    assert reply.status == 503
    assert reply.headers["Retry-After"] == "2"
    assert reply.problem["detail"] == "The first snapshot is being made."
    assert ask(front, "/livez").status == 200
    assert ask(front, "/docs/x").status == 200
    assert ask(front, "/livez/x").status == 503
    holder.current = Snapshot()
    assert ask(front).status == 200


def test_root_is_not_taken_for_a_prefix_of_everything():
    front = make_front(holder=Holder(None), without_snapshot=("/", "/docs/"))
    assert [ask(front, path).status for path in ("/", "", "/docs/a", "/v1")] == [200, 200, 200, 503]


def test_other_methods_are_refused():
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"):
        reply = ask(make_front(), method=method)
        assert reply.status == 405
        assert reply.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert reply.problem["title"] == "Method not allowed"


def test_preflight_is_answered_without_the_application():
    application = Echo()
    reply = ask(make_front(application), method="OPTIONS", origin="https://e.org")
    assert (reply.status, reply.body, application.calls) == (204, b"", 0)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert reply.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert reply.headers["Access-Control-Allow-Headers"] == "*"
    assert "Access-Control-Allow-Credentials" not in reply.headers


def test_accept_header_that_excludes_json_is_refused_cold_and_warm():
    front = make_front()
    for _ in range(2):
        assert ask(front, accept="text/csv").problem["title"] == "Not acceptable"
    assert ask(front, accept="text/html, */*;q=0.1").status == 200


def test_failing_application_is_a_problem_without_a_trace(capsys):
    def application(environ, start_response):
        raise RuntimeError("secret path /etc/quire")

    reply = ask(make_front(application))
    assert reply.status == 500
    assert b"secret" not in reply.body
    assert reply.problem["title"] == "Internal error"
    logged = capsys.readouterr()
    assert "secret path" in logged.out + logged.err
    assert reply.headers["X-Request-Id"] in logged.out + logged.err


def test_error_of_the_application_itself_passes_with_the_common_headers():
    closed = []

    class Chunks(list):
        def close(self):
            closed.append(True)

    def application(environ, start_response):
        start_response("404 No", [("Content-Type", "text/plain"), ("Cache-Control", "max-age=5")])
        return Chunks([b"a", b"b"])

    reply = ask(make_front(application))
    assert (reply.status, reply.body, closed) == (404, b"ab", [True])
    assert reply.headers["Content-Type"] == "text/plain"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Length"] == "2"


@pytest.mark.parametrize(("status", "logged"), [("404 Not Found", False), ("500 Oh", True)])
def test_errors_of_the_application_are_never_stored(status, logged, capsys):
    calls = []

    def application(environ, start_response):
        calls.append(1)
        environ[ANSWER] = echo(environ)
        start_response(status, [("Cache-Control", "max-age=99")])
        return [b"no"]

    front = make_front(application)
    for _ in range(2):
        reply = ask(front)
        assert (reply.status, reply.body) == (int(status[:3]), b"no")
        assert reply.headers["Cache-Control"] == "no-store"
    assert len(calls) == 2
    assert front.held_bytes == 0
    shown = capsys.readouterr()
    assert (reply.headers["X-Request-Id"] in shown.out + shown.err) is logged


def test_running_numbers_make_request_ids_unique():
    front = make_front()
    ids = [ask(front).headers["X-Request-Id"] for _ in range(50)]
    assert len(set(ids)) == 50
    assert all(a.split("-")[0] == b.split("-")[0] for a, b in pairwise(ids))
    assert ask(front, x_request_id="from-a-proxy-1").headers["X-Request-Id"] == "from-a-proxy-1"


def test_connections_are_closed_behind_the_answers_of_a_process_that_ends():
    front = make_front()
    assert "Connection" not in ask(front).headers
    front.leave()
    for path in ("/v1/posts", "/v1/other"):
        assert ask(front, path).headers["Connection"] == "close"


def test_failed_request_is_logged_with_its_id_and_its_path():
    def application(environ, start_response):
        raise RuntimeError("no")

    with capture_logs() as logged:
        ask(make_front(application), "/v1/a", x_request_id="a-1")
    assert logged == [
        {
            "event": "request failed",
            "request_id": "a-1",
            "path": "/v1/a",
            "exc_info": True,
            "log_level": "error",
        }
    ]


def test_error_that_the_application_answers_is_logged_with_its_id_and_its_path():
    def application(environ, start_response):
        start_response("503 No", [])
        return []

    with capture_logs() as logged:
        assert ask(make_front(application), "/v1/a", x_request_id="a-1").status == 503
    assert logged == [
        {
            "event": "answered",
            "status": "503 Service Unavailable",
            "request_id": "a-1",
            "path": "/v1/a",
            "log_level": "error",
        }
    ]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/content/api/v1/posts", "/v1/posts"),
        ("/v1/posts", "/v1/posts"),
        ("/content/api/", "/"),
        ("/content/apis/v1", "/content/apis/v1"),
        ("/content", "/content"),
    ],
)
def test_path_behind_a_prefix_is_answered_with_it_and_without(path, asked):
    front = make_front(prefix="/content/api")
    assert orjson.loads(ask(front, path).body)["path"] == asked


def test_prefix_itself_leads_to_what_is_below_it():
    reply = ask(make_front(prefix="/content/api"), "/content/api", "lang=de")
    assert (reply.status, reply.headers["Location"]) == (308, "/content/api/?lang=de")


def test_refusals_are_told_by_who_was_handed_in_with_the_path_below_the_prefix():
    def tell(refusal, path, request_id, snapshot):
        return Answer(f"{path} {request_id}".encode(), "text/plain", LIST, status=refusal.status)

    front = make_front(tell=tell, prefix="/content/api")
    reply = ask(front, "/content/api/v1/posts", method="POST", x_request_id="mine-1234")
    assert (reply.status, reply.body) == (405, b"/v1/posts mine-1234")


def test_what_a_path_is_asked_under_another_query_is_another_answer():
    application = Echo()
    front = make_front(application)
    for query in ("a=1", "a=2", "a=1", "a=2", ""):
        asked = orjson.loads(ask(front, query=query).body)["query"]
        assert asked == ([query.split("=")] if query else [])
    assert application.calls == 3


def test_application_sees_a_request_of_its_own():
    seen = []
    holder = Holder(Snapshot())

    def view(environ):
        seen.append(dict(environ))
        return echo(environ)

    ask(make_front(Echo(view), holder), "/v1/a", "b=1&a=2", method="HEAD", x_request_id="a-1")
    [environ] = seen
    assert environ.pop("wsgi.input").read() == b""
    assert environ.pop("wsgi.errors") is not None
    assert environ == {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/v1/a",
        "QUERY_STRING": "a=2&b=1",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        SNAPSHOT: holder.current,
        HOLDER: holder,
        QUERY: (("a", "2"), ("b", "1")),
        REQUEST_ID: "a-1",
    }


def test_answers_that_are_not_kept_say_how_long_they_are():
    once = make_front(Echo(lambda _: Answer(b"12345", "text/plain", NEVER)))
    for reply in (ask(once), ask(once, method="POST")):
        assert reply.headers["Content-Length"] == str(len(reply.body)) != "0"


@pytest.mark.parametrize(
    ("status", "line"), [(200, "200 OK"), (404, "404 Not Found"), (299, "299 Unknown")]
)
def test_status_line_has_the_reason(status, line):
    assert status_line(status) == line


def test_view_that_answers_with_an_error_is_not_kept_whatever_it_says():
    application = Echo(lambda _: Answer(b"{}", "application/json", LIST, status=400))
    front = make_front(application)
    for _ in range(2):
        reply = ask(front)
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Content-Revision" not in reply.headers
    assert (application.calls, front.held_bytes) == (2, 0)


def test_compressed_forms_are_charged_once_they_are_made():
    front = make_front()
    ask(front)
    held = front.held_bytes
    for coding in ("br", "gzip"):
        held += len(ask(front, accept_encoding=coding).body)
        assert front.held_bytes == held
    ask(front, accept_encoding="br")
    assert front.held_bytes == held


def test_application_cannot_say_twice_what_every_answer_says():
    def application(environ, start_response):
        start_response(
            "404 No",
            [("content-length", "99"), ("x-content-type-options", "no"), ("X-Other", "kept")],
        )
        return [b"ab"]

    reply = ask(make_front(application))
    assert (reply.headers["Content-Length"], reply.headers["X-Other"]) == ("2", "kept")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_freshness_of_a_redirect_ends_with_the_next_change_of_visibility():
    moved = Answer(b"", "text/plain", LIST, status=301, headers=(("Location", "/v1/x"),))
    change = NOON + timedelta(seconds=30)
    holder = Holder(Snapshot(manifest=Manifest(next_change_at=change)))
    reply = ask(make_front(Echo(lambda _: moved), holder))
    assert reply.headers["Cache-Control"] == "public, max-age=30"
