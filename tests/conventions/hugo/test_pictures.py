import pytest

from tests.conventions.reading import one, understood_one


@pytest.mark.parametrize(
    ("front_matter", "images"),
    [
        ("images: cat.png", (("cat.png", ""),)),
        ("image: cat.png", (("cat.png", ""),)),
        ("image: {src: cat.png, alt: A cat}", (("cat.png", "A cat"),)),
        ("cover: {image: cat.png}", (("cat.png", ""),)),
        (
            "cover: {url: https://x.example/c.png, alt: A cat}",
            (("https://x.example/c.png", "A cat"),),
        ),
        ("cover: {alt: nothing}", ()),
        (
            "cover: a.png\nimage: b.png\nimages: [c.png]",
            (("c.png", ""), ("b.png", ""), ("a.png", "")),
        ),
        ("images: [//cdn.example/a.png]", (("//cdn.example/a.png", ""),)),
        ("image: [cat.png]", ()),
    ],
)
def test_cover_forms(front_matter: str, images: tuple[tuple[str, str], ...]) -> None:
    assert one(front_matter).images == images


@pytest.mark.parametrize("address", ["javascript:alert(1)", "DATA:text/html,x", "vbscript:x"])
def test_picture_that_would_run_is_left_out_and_reported(address: str) -> None:
    found = understood_one(f"title: x\nimages: [{address!r}]\nseo: {{image: {address!r}}}")
    candidate = found.candidates["content/posts/hello.md"]
    assert (candidate.images, candidate.seo.image) == ((), None)
    assert found.codes == [
        ("content/posts/hello.md", 3, "unsafe-address"),
        ("content/posts/hello.md", 4, "unsafe-address"),
    ]


def test_canonical_that_is_no_address_of_the_web_is_left_out() -> None:
    assert one("canonical: javascript:alert(1)").canonical_url is None
    assert one("canonicalURL: http://x.example/").canonical_url == "http://x.example/"
