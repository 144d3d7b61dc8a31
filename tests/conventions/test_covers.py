"""Pictures that stand for a page."""

import pytest

from quire.conventions.covers import cover_rank, is_folder_of_its_own, named_covers
from quire.conventions.stated import featured_of, images_of
from quire.documents.fields import Fields
from quire.documents.front_matter import parse


def fields(front_matter: str) -> Fields:
    return Fields(parse("a.md", f"---\n{front_matter}\n---\n".encode()))


def test_pictures_named_as_covers_are_found_by_folder_best_first() -> None:
    paths = [
        "content/posts/a/thumbnail.png",
        "content/posts/a/My Cover.JPG",
        "content/posts/a/featured-image.webp",
        "content/posts/a/cover.md",
        "content/posts/a/photo.png",
        "content/posts/b/cover.avif",
    ]
    assert named_covers(paths) == {
        "content/posts/a": ("featured-image.webp", "My%20Cover.JPG", "thumbnail.png"),
        "content/posts/b": ("cover.avif",),
    }


@pytest.mark.parametrize(
    ("name", "rank"), [("feature.png", 0), ("COVER.png", 1), ("a-thumbnail", 2), ("photo", None)]
)
def test_name_says_how_well_a_picture_suits(name: str, rank: int | None) -> None:
    assert cover_rank(name) == rank


@pytest.mark.parametrize(
    ("path", "own"),
    [("a/index.md", True), ("a/index.fr.md", True), ("a/_index.md", False), ("a/b.md", False)],
)
def test_only_an_index_has_a_folder_of_its_own(path: str, own: bool) -> None:
    assert is_folder_of_its_own(path) is own


@pytest.mark.parametrize(
    ("front_matter", "images"),
    [
        ("images: [a.png, b.png]\nimage: c.png", ["a.png", "b.png", "c.png"]),
        ("cover:\n  image: a.png\n  alt: A", ["a.png"]),
        ("featured: a.png", ["a.png"]),
        ("featured: true", []),
        ("featured: 'true'", []),
        ("featured_image: a.png\nthumbnail: b.png", ["a.png", "b.png"]),
        ("header:\n  teaser: a.png\n  og_image: b.png", ["a.png"]),
        ("header: A text", []),
        ("header: a.svg", ["a.svg"]),
        ("heroImage: a.png", ["a.png"]),
        ("og_image: a.png", ["a.png"]),
        (
            "resources:\n- src: t.png\n  name: thumbnail\n- {src: a.png, name: featured}\n"
            "- {src: '*.png', name: cover}\n- {src: b.png, name: map}\n- {name: cover}\n- text",
            ["a.png", "t.png"],
        ),
        ("image: 'javascript:alert(1).png'", []),
    ],
)
def test_pictures_are_read_under_every_name_that_themes_give_them(
    front_matter: str, images: list[str]
) -> None:
    assert [address for address, _ in images_of(fields(front_matter))] == images


@pytest.mark.parametrize(
    ("front_matter", "featured", "codes"),
    [
        ("featured: true", True, []),
        ("featured: false", False, []),
        ("title: x", False, []),
        ("featured: a.png", False, []),
        ("featured:\n  image: a.png", False, []),
        ("featured: 'true'", False, ["wrong-type"]),
    ],
)
def test_featured_is_a_mark_or_a_picture(
    front_matter: str, featured: bool, codes: list[str]
) -> None:
    read = fields(front_matter)
    assert featured_of(read) is featured
    assert [problem.code for problem in read.problems] == codes
