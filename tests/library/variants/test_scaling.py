"""One picture into a smaller one."""

import io
from pathlib import Path

import pytest
from PIL import Image

from quire.library.variants.scaling import Unfit, format_for, is_scalable, scale
from quire.model.pictures import MAX_PIXELS
from tests.library.variants.pictures import (
    BLUE,
    RED,
    bomb,
    photo,
    saved,
    swapped_profile,
    two_halves,
)

UNREADABLE = Unfit("unreadable", "The picture is damaged or of a kind that cannot be scaled.")


def scaled(folder: Path, data: bytes, width: int | None, form: str) -> Image.Image:
    result = made(folder, data, width, form)
    assert isinstance(result, bytes), result
    image = Image.open(io.BytesIO(result))
    image.load()
    return image


def made(folder: Path, data: bytes, width: int | None, form: str) -> bytes | Unfit:
    file = folder / "picture"
    file.write_bytes(data)
    return scale(file, width, form)


def near(image: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    found = image.convert("RGB").getpixel(place)
    return all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_picture_of_each_kind_becomes_one_of_each_format(
    tmp_path: Path, source: str, form: str
) -> None:
    image = scaled(tmp_path, saved(two_halves((640, 400)), source), 320, form)
    assert (image.format, image.size) == (form.upper(), (320, 200))
    assert near(image, (80, 100), RED)
    assert near(image, (240, 100), BLUE)


@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (320, 160), (40, 80), (280, 80)),
        (2, (320, 160), (280, 80), (40, 80)),
        (3, (320, 160), (280, 80), (40, 80)),
        (4, (320, 160), (40, 80), (280, 80)),
        (5, (320, 640), (160, 80), (160, 560)),
        (6, (320, 640), (160, 80), (160, 560)),
        (7, (320, 640), (160, 560), (160, 80)),
        (8, (320, 640), (160, 560), (160, 80)),
    ],
)
def test_turned_photo_comes_upright_and_without_what_the_camera_said(
    tmp_path: Path,
    orientation: int,
    size: tuple[int, int],
    red: tuple[int, int],
    blue: tuple[int, int],
) -> None:
    result = made(tmp_path, photo((1600, 800), orientation), 320, "jpeg")
    assert isinstance(result, bytes)
    assert b"ecret" not in result
    image = Image.open(io.BytesIO(result))
    assert image.size == size
    assert dict(image.getexif()) == {}
    assert {"icc_profile", "comment", "exif"} & set(image.info) == set()
    assert near(image, red, RED)
    assert near(image, blue, BLUE)


@pytest.mark.parametrize("form", ["png", "webp"])
def test_turned_picture_of_another_kind_comes_upright(tmp_path: Path, form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = scaled(tmp_path, saved(two_halves((800, 400)), form.upper(), exif=exif), 160, form)
    assert image.size == (160, 320)
    assert near(image, (80, 40), RED)
    assert near(image, (80, 280), BLUE)


@pytest.mark.parametrize("width", [None, 320, 1920])
def test_picture_is_never_enlarged(tmp_path: Path, width: int | None) -> None:
    image = scaled(tmp_path, saved(two_halves((320, 200)), "PNG"), width, "webp")
    assert image.size == (320, 200)


def test_picture_as_thin_as_a_line_keeps_a_row(tmp_path: Path) -> None:
    assert scaled(tmp_path, saved(two_halves((4000, 2)), "PNG"), 160, "png").size == (160, 1)


def test_transparency_stays_and_is_white_where_there_can_be_none(tmp_path: Path) -> None:
    clear = saved(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG")
    assert scaled(tmp_path, clear, 160, "webp").getpixel((5, 5))[3] == 0
    assert scaled(tmp_path, clear, 160, "png").getpixel((5, 5))[3] == 0
    assert near(scaled(tmp_path, clear, 160, "jpeg"), (5, 5), (255, 255, 255))


@pytest.mark.parametrize(
    "image",
    [
        two_halves((400, 200), "P"),
        two_halves((400, 200), "L"),
        two_halves((400, 200), "LA"),
        two_halves((400, 200), "1"),
        two_halves((400, 200), "I;16"),
        two_halves((400, 200), "RGBA"),
    ],
    ids=lambda image: image.mode,
)
@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_picture_of_each_colour_mode_is_scaled(
    tmp_path: Path, image: Image.Image, form: str
) -> None:
    assert scaled(tmp_path, saved(image, "PNG"), 160, form).size == (160, 80)


def test_grey_of_sixteen_bits_keeps_its_brightness(tmp_path: Path) -> None:
    grey = Image.new("I;16", (400, 200), 0x8000)
    found = scaled(tmp_path, saved(grey, "PNG"), 160, "png").convert("L").getpixel((50, 50))
    assert abs(found - 0x80) < 3


def test_picture_with_a_palette_keeps_one(tmp_path: Path) -> None:
    assert scaled(tmp_path, saved(two_halves((640, 40), "P"), "PNG"), 320, "png").mode == "P"


def test_transparent_colour_of_a_palette_stays_clear(tmp_path: Path) -> None:
    image = Image.new("P", (400, 200), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    data = saved(image, "PNG", transparency=0)
    assert scaled(tmp_path, data, 160, "webp").convert("RGBA").getpixel((9, 9))[3] == 0


def test_colours_of_print_are_brought_to_those_of_the_web(tmp_path: Path) -> None:
    image = scaled(tmp_path, saved(two_halves((400, 200), "CMYK"), "JPEG"), 160, "jpeg")
    assert image.mode == "RGB"
    assert near(image, (20, 40), RED)


def test_colours_of_another_space_are_brought_to_those_of_the_web(tmp_path: Path) -> None:
    other = saved(two_halves((400, 200)), "PNG", icc_profile=swapped_profile())
    image = scaled(tmp_path, other, 160, "png")
    assert "icc_profile" not in image.info
    assert not near(image, (20, 40), RED)


def test_damaged_profile_counts_as_none(tmp_path: Path) -> None:
    plain = made(tmp_path, saved(two_halves((400, 200)), "PNG"), 160, "png")
    broken = saved(two_halves((400, 200)), "PNG", icc_profile=b"no profile")
    assert made(tmp_path, broken, 160, "png") == plain


def test_first_frame_stands_for_an_animation(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (400, 200), colour) for colour in (RED, BLUE)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    image = scaled(tmp_path, data, 160, "webp")
    assert getattr(image, "n_frames", 1) == 1
    assert near(image, (80, 40), RED)


def test_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    data = photo((800, 600), 6)
    assert made(tmp_path, data, 320, "webp") == made(tmp_path, data, 320, "webp")


def test_picture_that_claims_too_many_pixels_is_not_decoded(tmp_path: Path) -> None:
    detail = f"The pixels of the original are more than {MAX_PIXELS}."
    assert made(tmp_path, bomb(), 320, "png") == Unfit("too_many_pixels", detail)


def test_picture_with_a_few_pixels_too_many_is_refused_by_number(tmp_path: Path) -> None:
    data = saved(Image.new("1", (50_001, 1_000)), "PNG")
    detail = "50001000 pixels of the original are more than 50000000."
    assert made(tmp_path, data, 320, "png") == Unfit("too_many_pixels", detail)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        photo((640, 480))[:2000],
        saved(two_halves((640, 480)), "PNG")[:200],
        saved(two_halves((640, 480)), "WEBP")[:100],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        saved(two_halves((64, 64)), "TIFF"),
        saved(two_halves((64, 64)), "ICO"),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_damaged_or_of_another_kind_is_unfit(tmp_path: Path, data: bytes) -> None:
    assert made(tmp_path, data, 320, "webp") == UNREADABLE


def test_copy_without_a_format_is_like_its_original() -> None:
    kinds = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif")
    assert [format_for(kind) for kind in kinds] == ["jpeg", "png", "png", "webp", "webp"]
    assert all(map(is_scalable, kinds))
    others = ("image/svg+xml", "image/x-icon", "application/pdf", "")
    assert not any(map(is_scalable, others))
