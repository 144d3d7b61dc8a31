"""Sizes of pictures, read from their headers."""

import io

import pytest
from PIL import Image

from quire.library.images import image_size


def picture(kind: str, size: tuple[int, int], orientation: int | None = None) -> bytes:
    image = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_size_is_that_of_the_picture(kind: str) -> None:
    assert image_size(picture(kind, (40, 30))) == (40, 30)


def test_turned_picture_has_the_size_as_shown() -> None:
    assert image_size(picture("JPEG", (40, 30), orientation=6)) == (30, 40)


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        (b'<svg xmlns="x" width="320" height="200px"></svg>', (320, 200)),
        (b"<?xml version='1.0'?>\n<svg viewBox='0 0 64 48.5'></svg>", (64, 48)),
        (b'<svg width="100%" height="100%"></svg>', None),
        (b"<svg width='0' height='0'></svg>", None),
        (b"<svg viewBox='0 0 0 10'></svg>", None),
        (b"<svg ", None),
    ],
)
def test_svg_has_the_size_it_claims(svg: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(svg) == size


@pytest.mark.parametrize("data", [b"", b"no picture", picture("PNG", (9, 9))[:20]])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert image_size(data) is None


def test_picture_that_claims_too_many_pixels_has_no_size() -> None:
    bomb = bytearray(picture("PNG", (9, 9)))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    assert image_size(bytes(bomb)) is None
