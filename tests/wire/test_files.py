from pathlib import Path

import pytest

from quire.wire import FileAnswer, MadeFile
from tests.wire.doors import REVISION, Echo, ask, make_front

DATA = bytes(range(256)) * 40
TAG = '"b10b"'


def front_of(path: Path, content_type: str = "image/png", size: int = len(DATA)):
    application = Echo(lambda _: FileAnswer(path, "b10b", size, content_type))
    return application, make_front(application)


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "b10b"
    path.write_bytes(DATA)
    return path


def test_file_is_sent_with_its_blob_as_validator(stored):
    application, front = front_of(stored)
    for _ in range(2):
        reply = ask(front, "/v1/media/a.png")
        assert (reply.status, reply.body) == (200, DATA)
        del reply.headers["X-Request-Id"], reply.headers["Access-Control-Expose-Headers"]
        assert reply.headers == {
            "Content-Type": "image/png",
            "Content-Length": str(len(DATA)),
            "ETag": TAG,
            "Accept-Ranges": "bytes",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Access-Control-Allow-Origin": "*",
            "Last-Modified": "Wed, 01 May 2024 12:00:01 GMT",
            "Content-Revision": REVISION,
            "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800",
        }
    assert application.calls == 1


@pytest.mark.parametrize(
    ("content_type", "attached"),
    [
        ("image/svg+xml", True),
        ("text/html", True),
        ("application/pdf", True),
        ("image/webp", False),
        ("video/mp4", False),
    ],
)
def test_what_could_run_in_a_browser_is_an_attachment(stored, content_type, attached):
    _, front = front_of(stored, content_type)
    headers = ask(front).headers
    assert (headers.get("Content-Disposition") == "attachment") is attached


def test_file_that_the_client_has_is_not_read(tmp_path):
    _, front = front_of(tmp_path / "missing")
    assert ask(front, if_none_match=TAG).status == 304


def test_head_reads_no_file(tmp_path):
    _, front = front_of(tmp_path / "missing")
    for _ in range(2):
        reply = ask(front, method="HEAD", range="bytes=0-1")
        assert (reply.status, reply.headers["Content-Length"]) == (200, str(len(DATA)))


@pytest.mark.parametrize(
    ("wished", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=10-", 10, len(DATA)),
        ("bytes=-5", len(DATA) - 5, len(DATA)),
        ("bytes=5-99999999", 5, len(DATA)),
        ("bytes=-99999999", 0, len(DATA)),
        ("Bytes= 1-2 ", 1, 3),
    ],
)
def test_one_range_is_sent_alone(stored, wished, start, end):
    _, front = front_of(stored)
    reply = ask(front, range=wished)
    assert (reply.status, reply.body) == (206, DATA[start:end])
    assert reply.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(DATA)}"
    assert reply.headers["Content-Length"] == str(end - start)


@pytest.mark.parametrize(
    "wished",
    [
        "bytes=",
        "bytes=-",
        "bytes=2-1",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=a-b",
        "bytes=" + "1" * 99,
    ],
)
def test_range_that_cannot_be_read_is_ignored(stored, wished):
    _, front = front_of(stored)
    assert ask(front, range=wished).status == 200


@pytest.mark.parametrize("wished", ["bytes=10240-", "bytes=-0", "bytes=99999-100000"])
def test_range_outside_of_the_file_is_refused(stored, wished):
    _, front = front_of(stored)
    reply = ask(front, range=wished)
    assert reply.headers["Content-Range"] == f"bytes */{len(DATA)}"
    assert reply.problem["title"] == "Range not satisfiable"


def test_range_of_another_state_is_ignored(stored):
    _, front = front_of(stored)
    assert ask(front, range="bytes=0-1", if_range='"other"').status == 200
    assert ask(front, range="bytes=0-1", if_range="Wed, 01 May 2024 12:00:01 GMT").status == 200
    assert ask(front, range="bytes=0-1", if_range=TAG).status == 206


def test_link_in_place_of_a_stored_file_is_not_followed(stored):
    link = stored.with_name("link")
    link.symlink_to(stored)
    _, front = front_of(link)
    assert ask(front).problem["title"] == "Temporarily unavailable"


def test_stored_file_of_another_size_or_kind_is_not_sent(stored):
    _, front = front_of(stored, size=3)
    assert ask(front).status == 503
    _, front = front_of(stored.parent)
    assert ask(front).status == 503


def test_file_that_was_made_is_sent_like_a_stored_one_and_made_anew_each_time():
    application = Echo(lambda _: MadeFile(DATA, "image/webp"))
    front = make_front(application)
    whole = ask(front, "/v1/media/a.png", "w=320")
    tag = whole.headers["ETag"]
    assert (whole.status, whole.body) == (200, DATA)
    assert whole.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Content-Disposition" not in whole.headers
    assert ask(front, "/v1/media/a.png", "w=320", if_none_match=tag).status == 304
    part = ask(front, "/v1/media/a.png", "w=320", range="bytes=1-2", if_range=tag)
    assert (part.status, part.body) == (206, DATA[1:3])
    head = ask(front, "/v1/media/a.png", "w=320", method="HEAD")
    assert (head.body, head.headers["Content-Length"]) == (b"", str(len(DATA)))
    assert application.calls == 4
    assert front.held_bytes == 0
