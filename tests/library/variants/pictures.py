"""Small pictures of every kind, made here."""

import io
import struct
import zlib

from PIL import Image, ImageCms

from quire.model.pictures import MAX_PIXELS

RED, BLUE = (220, 30, 40), (20, 40, 200)


def two_halves(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    """Write a picture."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photo(size: tuple[int, int], orientation: int | None = None) -> bytes:
    """A JPEG as a camera writes it: with a place, a comment and a profile."""
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    if orientation:
        exif[0x0112] = orientation
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(
        two_halves(size), "JPEG", quality=95, exif=exif, comment=b"secret", icc_profile=profile
    )


def swapped_profile() -> bytes:
    """The profile of a space whose red is the web's green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    held = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}
    (count,) = struct.unpack(">I", profile[128:132])
    for place in range(132, 132 + 12 * count, 12):
        name = profile[place : place + 4]
        profile = profile[:place] + held.get(name, name) + profile[place + 4 :]
    return profile


def bomb() -> bytes:
    """A PNG of a few bytes that claims 50,000 x 50,000 pixels."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0"))


def heavy() -> bytes:
    """A PNG that is allowed, only just, and takes long to read."""
    side = int(MAX_PIXELS**0.5)
    return saved(Image.new("L", (side, side)), "PNG", compress_level=1)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
