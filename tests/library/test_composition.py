"""What a document shows of itself once its site is known: its cover above all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.library.variants.pictures import saved, two_halves
from tests.support.building import Workshop, post, workshop


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workshop]:
    with workshop(tmp_path) as opened:
        opened.write({"hugo.toml": 'baseURL = "https://ink.example/"'})
        yield opened


def picture(made: Workshop, path: str, size: tuple[int, int] = (400, 300)) -> None:
    file = made.site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(saved(two_halves(size), "PNG"))


def shown(made: Workshop, files: dict[str, str], slug: str = "a") -> dict[str, Any]:
    """Build, and give the summary of a post."""
    made.write(files)
    made.builder.build()
    snapshot = made.snapshot()
    ordinal = snapshot.catalogue.document("post", slug, "en")
    assert ordinal is not None
    summary: dict[str, Any] = orjson.loads(snapshot.summary(ordinal))
    return summary


def codes(made: Workshop) -> list[str]:
    return [problem.code for problem in made.builder.problems]


def test_picture_that_is_missing_gives_way_to_the_next_one(made: Workshop) -> None:
    picture(made, "static/b.png")
    cover = shown(made, {"content/posts/a.md": post("A", images="[gone.png, /b.png]")})["cover"]
    assert cover["url"] == "/v1/media/b.png"
    assert codes(made) == ["missing-image"]


def test_picture_named_in_the_front_matter_comes_before_those_beside_the_page(
    made: Workshop,
) -> None:
    picture(made, "static/b.png")
    picture(made, "content/posts/a/cover.png")
    found = shown(made, {"content/posts/a/index.md": post("A", image="/b.png")})
    assert found["cover"]["url"] == "/v1/media/b.png"


def test_picture_beside_a_page_of_its_own_is_its_cover_by_its_name(made: Workshop) -> None:
    for name in ("thumbnail", "photo", "cover", "featured"):
        picture(made, f"content/posts/a/{name}.png")
    body = "![x](photo.png)"
    found = shown(made, {"content/posts/a/index.md": post("A", body=body, image="gone.png")})
    assert found["cover"] == {
        "url": "/v1/media/posts/a/featured.png",
        "alt": "",
        "width": 400,
        "height": 300,
        "srcset": [
            {"url": "/v1/media/posts/a/featured.png?w=160", "width": 160},
            {"url": "/v1/media/posts/a/featured.png?w=320", "width": 320},
        ],
    }


def test_first_picture_of_the_body_stands_in_unless_it_is_small_or_from_elsewhere(
    made: Workshop,
) -> None:
    picture(made, "static/icon.png", (400, 20))
    picture(made, "static/photo.png")
    picture(made, "static/other.png")
    body = (
        "![](https://badge.example/b.png) ![](/gone.png) ![](/icon.png) [x](/other.png) "
        "![](/photo.png) ![](/other.png)"
    )
    found = shown(made, {"content/posts/a.md": post("A", body=body)})
    assert found["cover"]["url"] == "/v1/media/photo.png"


def test_without_any_picture_the_first_one_named_stays_the_cover(made: Workshop) -> None:
    found = shown(made, {"content/posts/a.md": post("A", images="[gone.png, lost.png]")})
    assert found["cover"]["url"] == "https://ink.example/posts/a/gone.png"
    assert found["cover"]["srcset"] == []


def test_document_without_pictures_has_no_cover(made: Workshop) -> None:
    assert shown(made, {"content/posts/a.md": post("A")})["cover"] is None


def test_picture_for_previews_is_an_address_and_is_served(made: Workshop) -> None:
    picture(made, "static/og.png")
    found = shown(made, {"content/posts/a.md": post("A", seo="{image: /og.png}")})
    assert found["seo"]["image"] == "/v1/media/og.png"
    assert made.snapshot().media("og.png") is not None
    found = shown(made, {"content/posts/a.md": post("A", seo="{image: gone.png}")})
    assert found["seo"]["image"] == "https://ink.example/posts/a/gone.png"
    assert codes(made) == ["missing-image"]


def test_picture_that_appears_later_becomes_the_cover(made: Workshop) -> None:
    files = {"content/posts/a/index.md": post("A"), "content/posts/b.md": post("B")}
    assert shown(made, files)["cover"] is None
    picture(made, "content/posts/a/cover.png")
    assert shown(made, files)["cover"]["url"] == "/v1/media/posts/a/cover.png"


def test_draft_gives_no_picture_and_no_target(made: Workshop) -> None:
    picture(made, "content/posts/d/cover.png")
    files = {
        "content/posts/a.md": post("A", body="[d](/posts/d/) [n](/posts/n/)"),
        "content/posts/d/index.md": post("D", draft="true", image="cover.png"),
    }
    shown(made, files)
    assert made.snapshot().media("posts/d/cover.png") is None
    problems = [problem.message.replace("/d/", "/n/") for problem in made.builder.problems]
    assert problems == ["The link '/posts/n/' leads to no published file; mend the address."] * 2


def test_picture_that_changes_is_measured_anew_though_no_body_is_rendered(made: Workshop) -> None:
    files = {"content/posts/a.md": post("A", body="![x](/b.png)")}
    for width, height in ((400, 300), (1000, 500)):
        picture(made, "static/b.png", (width, height))
        made.write(files)
        report = made.builder.build()
        snapshot = made.snapshot()
        ordinal = snapshot.catalogue.document("post", "a", "en")
        assert ordinal is not None
        html = orjson.loads(snapshot.pieces(ordinal).html)
        assert f'width="{width}" height="{height}"' in html
        assert f"/v1/media/b.png {width}w" in html
    assert (report.rendered, report.written) == (0, 1)


def test_picture_of_search_engines_that_has_moved_is_written_anew(made: Workshop) -> None:
    files = {"content/posts/a.md": post("A", seo="{image: /og.png}")}
    assert shown(made, files)["seo"]["image"] == "https://ink.example/og.png"
    picture(made, "static/og.png")
    assert shown(made, {})["seo"]["image"] == "/v1/media/og.png"
    (made.site / "static/og.png").unlink()
    assert shown(made, {})["seo"]["image"] == "https://ink.example/og.png"
