"""Pictures that are kept in Git LFS: a pointer is never shown as a picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.library.variants.pictures import saved, two_halves
from tests.support.building import Workshop, post, workshop

POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d7a2146' * 8}\nsize 12345\n"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workshop]:
    with workshop(tmp_path) as opened:
        opened.write({"hugo.toml": 'baseURL = "https://ink.example/"', "static/p.jpg": POINTER})
        yield opened


def shown(made: Workshop, path: str, text: str) -> tuple[dict[str, Any], str]:
    """Build, and give the summary and HTML of a post."""
    made.write({path: text})
    made.builder.build()
    snapshot = made.snapshot()
    ordinal = snapshot.catalogue.document("post", "a", "en")
    assert ordinal is not None
    html: str = orjson.loads(snapshot.pieces(ordinal).html)
    return orjson.loads(snapshot.summary(ordinal)), html


def problems(made: Workshop) -> list[tuple[str, int, str, str]]:
    return [(each.path, each.line, each.code, each.message) for each in made.builder.problems]


def fault(path: str, at: str, line: int) -> tuple[str, int, str, str]:
    message = f"{path!r} is a Git LFS pointer; store the file itself in git."
    return (at, line, "lfs-pointer", message)


def test_pointer_in_a_body_keeps_the_address_of_the_site_and_is_reported(made: Workshop) -> None:
    _, html = shown(made, "content/posts/a.md", post("A", body="Text.\n\n![x](/p.jpg?v=1)"))
    assert html == '<p>Text.</p>\n<p><img src="https://ink.example/p.jpg?v=1" alt="x"></p>\n'
    assert problems(made) == [fault("static/p.jpg", "content/posts/a.md", 7)]
    assert made.snapshot().media("p.jpg") is None


def test_pointer_that_is_named_as_cover_and_for_previews_is_reported(made: Workshop) -> None:
    text = post("A", image="/p.jpg", seo="{image: /p.jpg}")
    summary, _ = shown(made, "content/posts/a.md", text)
    assert summary["cover"]["url"] == summary["seo"]["image"] == "https://ink.example/p.jpg"
    assert summary["cover"]["width"] is None
    assert summary["cover"]["srcset"] == []
    assert problems(made) == [fault("static/p.jpg", "content/posts/a.md", 4)]


def test_pointer_beside_a_page_that_is_called_cover_is_reported_at_the_page(
    made: Workshop,
) -> None:
    made.write({"content/posts/a/cover.png": POINTER})
    summary, _ = shown(made, "content/posts/a/index.md", post("A"))
    assert summary["cover"]["url"] == "https://ink.example/posts/a/cover.png"
    assert problems(made) == [fault("content/posts/a/cover.png", "content/posts/a/index.md", 0)]


def test_pointer_as_the_picture_of_an_author_is_reported_at_the_profile(made: Workshop) -> None:
    made.write(
        {
            "content/authors/ada/_index.md": "---\ntitle: Ada\nimage: ada.png\n---\n",
            "content/authors/ada/ada.png": POINTER,
        }
    )
    summary, _ = shown(made, "content/posts/a.md", post("A", authors="[Ada]"))
    assert summary["authors"][0]["avatar"] == "https://ink.example/authors/ada/ada.png"
    at = "content/authors/ada/_index.md"
    assert problems(made) == [fault("content/authors/ada/ada.png", at, 3)]


def test_link_to_a_pointer_is_reported_too(made: Workshop) -> None:
    made.write({"content/posts/a/paper.pdf": POINTER.replace("\n", "\r\n")})
    _, html = shown(made, "content/posts/a/index.md", post("A", body="[x](paper.pdf#page=2)"))
    assert 'href="https://ink.example/posts/a/paper.pdf#page=2"' in html
    expected = fault("content/posts/a/paper.pdf", "content/posts/a/index.md", 5)
    assert problems(made) == [expected]


def test_picture_that_comes_in_place_of_its_pointer_is_shown_at_once(made: Workshop) -> None:
    text = post("A", body="![x](/p.jpg)")
    shown(made, "content/posts/a.md", text)
    (made.site / "static/p.jpg").write_bytes(saved(two_halves((400, 300)), "JPEG"))
    _, html = shown(made, "content/posts/a.md", text)
    assert 'src="/v1/media/p.jpg"' in html
    assert problems(made) == []
    assert made.snapshot().media("p.jpg") is not None


def test_text_about_pointers_is_a_file_as_any_other(made: Workshop) -> None:
    made.write({"static/about.txt": f"A pointer looks so:\n{POINTER}"})
    _, html = shown(made, "content/posts/a.md", post("A", body="[x](/about.txt)"))
    assert 'href="/v1/media/about.txt"' in html
    assert problems(made) == []
