"""`GET /v1/media/{path}`: files, and smaller copies of pictures."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from PIL import Image
from werkzeug.test import Client, TestResponse

from quire.app.application import create_app
from quire.library.variants import Variants
from tests.library.variants.pictures import bomb, photo, saved, two_halves
from tests.support.building import Workshop, post, workshop

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='300'/>"
BODY = "![a](/photo.jpg) ![b](/bomb.png) ![c](/cut.jpg) ![d](/drawing.svg) [e](/notes.txt)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A site with pictures of every kind, some of them bad, one of a draft."""
    base = tmp_path_factory.mktemp("media")
    static = base / "site" / "static"
    static.mkdir(parents=True)
    (static / "photo.jpg").write_bytes(photo((1600, 800), 6))
    (static / "bomb.png").write_bytes(bomb())
    (static / "cut.jpg").write_bytes(photo((640, 400))[:3000])
    (static / "drawing.svg").write_text(SVG)
    (static / "notes.txt").write_text("notes")
    (static / "secret.png").write_bytes(saved(two_halves((640, 400)), "PNG"))
    with workshop(base) as opened:
        opened.write(
            {
                "hugo.toml": 'baseURL = "https://ink.example/"',
                "content/posts/a.md": post("A", body=BODY, image="/photo.jpg"),
                "content/posts/draft.md": post("D", body="![s](/secret.png)", draft="true"),
            }
        )
        opened.builder.build()
        opened.snapshot()
        yield opened


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Variants]:
    opened = Variants(tmp_path_factory.mktemp("state") / "variants", 10**7, most_waiting=40)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ask(made: Workshop, variants: Variants) -> Callable[..., TestResponse]:
    front = create_app(made.holder, secret=b"a secret of the tests", variants=variants)
    return Client(front).open


def faults(response: TestResponse) -> list[tuple[str, str, str, str | None]]:
    assert response.json is not None
    return [(e["parameter"], e["code"], e["detail"], e["hint"]) for e in response.json["errors"]]


def test_cover_names_the_smaller_copies_that_there_are(ask: Callable[..., TestResponse]) -> None:
    cover = ask("/v1/posts/a").json["data"]["cover"]
    assert cover == {
        "url": "/v1/media/photo.jpg",
        "alt": "",
        "width": 800,
        "height": 1600,
        "srcset": [
            {"url": f"/v1/media/photo.jpg?w={width}", "width": width} for width in (160, 320, 640)
        ],
    }
    for copy in cover["srcset"]:
        assert Image.open(io.BytesIO(ask(copy["url"]).data)).width == copy["width"]


def test_copy_is_upright_bare_and_cannot_run_in_a_browser(
    ask: Callable[..., TestResponse],
) -> None:
    response = ask("/v1/media/photo.jpg?w=320&format=webp")
    image = Image.open(io.BytesIO(response.data))
    assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (320, 640), {})
    assert b"ecret" not in response.data
    headers = response.headers
    assert headers["Content-Type"] == "image/webp"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "public, max-age=86400, stale-while-revalidate=604800"


def test_copy_has_conditions_and_ranges_as_files_have(ask: Callable[..., TestResponse]) -> None:
    address = "/v1/media/photo.jpg?w=320"
    whole = ask(address)
    tag = whole.headers["ETag"]
    assert not tag.startswith("W/")
    unchanged = ask(address, headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    part = ask(address, headers={"Range": "bytes=2-9"})
    assert (part.status_code, part.data) == (206, whole.data[2:10])
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(whole.data)}"
    outside = ask(address, headers={"Range": "bytes=9999999-"})
    assert outside.status_code == 416
    head = ask(address, method="HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == tag


@pytest.mark.parametrize(
    ("path", "code", "detail"),
    [
        ("bomb.png", "too_many_pixels", "The pixels of the original are more than 50000000."),
        (
            "cut.jpg",
            "unreadable",
            "The picture is damaged or of a kind that cannot be scaled.",
        ),
    ],
)
def test_picture_that_cannot_be_scaled_is_a_problem_of_its_own(
    ask: Callable[..., TestResponse], path: str, code: str, detail: str
) -> None:
    response = ask(f"/v1/media/{path}?w=320")
    assert response.status_code == 422
    assert response.json["type"] == "/docs/problems/image-unreadable"
    assert faults(response) == [("path", code, detail, None)]
    assert ask(f"/v1/media/{path}").status_code == 200


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("w=320", ("w", "A file of type image/svg+xml")),
        ("format=webp", ("format", "A file of type image/svg+xml")),
    ],
)
def test_drawing_has_no_other_sizes(
    ask: Callable[..., TestResponse], query: str, fault: tuple[str, str]
) -> None:
    response = ask(f"/v1/media/drawing.svg?{query}")
    assert response.status_code == 400
    detail = f"{fault[1]} has no other sizes and formats."
    assert faults(response) == [(fault[0], "unsupported", detail, None)]


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        (
            "w=500",
            (
                "w",
                "unknown_value",
                "500 is none of the widths 160, 320, 640, 960, 1280, 1920.",
                "640",
            ),
        ),
        (
            "w=99999",
            (
                "w",
                "unknown_value",
                "99999 is none of the widths 160, 320, 640, 960, 1280, 1920.",
                "1920",
            ),
        ),
        (
            "w=-1",
            ("w", "invalid", "'-1' is none of the widths 160, 320, 640, 960, 1280, 1920.", None),
        ),
        (
            "format=gif",
            (
                "format",
                "unknown_value",
                "'gif' is not one of the known values: jpeg, png, webp.",
                None,
            ),
        ),
        ("w=160&w=320", ("w", "repeated", "This parameter may be given once.", None)),
        (
            "width=320",
            ("width", "unknown_parameter", "'width' is not a parameter of this address.", None),
        ),
    ],
)
def test_what_is_no_width_or_format_is_refused_by_name(
    ask: Callable[..., TestResponse], query: str, fault: tuple[str, str, str, str | None]
) -> None:
    response = ask(f"/v1/media/photo.jpg?{query}")
    assert response.status_code == 400
    assert faults(response) == [fault]


@pytest.mark.parametrize("path", ["secret.png", "nothing.png", "../secret.png", "%2e%2e/x.png"])
def test_pictures_of_hidden_documents_have_no_copies_either(
    ask: Callable[..., TestResponse], path: str
) -> None:
    for query in ("", "?w=320", "?format=webp"):
        assert ask(f"/v1/media/{path}{query}").status_code == 404


def test_drawings_and_texts_are_sent_as_they_are(ask: Callable[..., TestResponse]) -> None:
    drawing = ask("/v1/media/drawing.svg")
    assert drawing.data == SVG.encode()
    assert drawing.headers["Content-Disposition"] == "attachment"
    assert ask("/v1/media/notes.txt").data == b"notes"


def test_thirty_requests_at_once_get_one_and_the_same_picture(
    ask: Callable[..., TestResponse],
) -> None:
    answers: list[tuple[int, bytes]] = []
    gate = Barrier(30)

    def run() -> None:
        gate.wait()
        response = ask("/v1/media/photo.jpg?w=640&format=png")
        answers.append((response.status_code, response.data))

    threads = [Thread(target=run) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _ in answers} == {200}
    assert len({data for _, data in answers}) == 1


def test_too_many_waiting_is_a_503_that_says_when_to_come_back(
    made: Workshop, tmp_path: Path
) -> None:
    nobody = Variants(tmp_path, 10**7, most_waiting=0)
    front = create_app(made.holder, secret=b"a secret of the tests", variants=nobody)
    response = Client(front).get("/v1/media/photo.jpg?w=320")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "1"
    assert response.headers["Cache-Control"] == "no-store"
    assert Client(front).get("/v1/media/photo.jpg").status_code == 200
