"""One picture into a smaller one: upright, in sRGB, without metadata.

Runs where it can be killed. Source: EXIF 2.32 (orientation), ICC.1 (profiles).
"""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

from quire.model.pictures import MAX_PIXELS

FORMATS = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
"""Content types by the name of the format that is written."""

_READ = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_WRITTEN_AS = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/gif": "png",
    "image/webp": "webp",
    "image/avif": "webp",
}
_OPTIONS: dict[str, dict[str, object]] = {
    "jpeg": {"quality": 82, "progressive": True, "optimize": True},
    "png": {"compress_level": 6},
    "webp": {"quality": 80, "method": 4},
}
_ORIENTATION_TAG = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = (5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a picture cannot be scaled: code and one sentence."""

    code: str
    detail: str


def is_scalable(content_type: str) -> bool:
    """Say whether there are other sizes and formats of files of a type."""
    return content_type in _WRITTEN_AS


def format_for(content_type: str) -> str:
    """Give the format of a copy where nobody names one: the original's, else one like it."""
    return _WRITTEN_AS[content_type]


def scale(path: Path, width: int | None, form: str) -> bytes | Unfit:
    """Make a copy of the picture in a file; of an animation, its first frame.

    Args:
        width: in pixels as shown; None, or one above the original's, keeps its size.
        form: one of `FORMATS`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_READ) as image:
                pixels = image.width * image.height
                return _too_many(pixels) if pixels > MAX_PIXELS else _copy(image, width, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_many(None)
    except Exception:  # noqa: BLE001 - damaged files raise what they like
        return Unfit("unreadable", "The picture is damaged or of a kind that cannot be scaled.")


def _too_many(pixels: int | None) -> Unfit:
    count = f"{pixels} pixels" if pixels else "The pixels"
    return Unfit("too_many_pixels", f"{count} of the original are more than {MAX_PIXELS}.")


def _copy(image: Image.Image, width: int | None, form: str) -> bytes:
    orientation = _orientation(image) if image.format == "JPEG" else None
    if width is not None and image.format == "JPEG":
        # The decoder leaves out what a smaller picture does not show.
        image.draft(None, _stored_size(image, width, orientation) or image.size)
    image.load()
    if orientation is None:
        orientation = _orientation(image)
    had_palette = image.mode == "P"
    profile = image.info.get("icc_profile")
    plain = _plain(image)
    size = None if width is None else _stored_size(plain, width, orientation)
    if size is not None:
        plain = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    plain = _in_srgb(plain, profile)
    if orientation in _TURNS:
        plain = plain.transpose(_TURNS[orientation])
    if form == "jpeg" and plain.mode == "RGBA":
        backdrop = Image.new("RGB", plain.size, "white")
        backdrop.paste(plain, mask=plain.getchannel("A"))
        plain = backdrop
    if form == "png" and had_palette:
        plain = plain.quantize(256, method=Image.Quantize.FASTOCTREE)
    # Writers take metadata over from here.
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, form, **_OPTIONS[form])
    return out.getvalue()


def _orientation(image: Image.Image) -> int:
    found = image.getexif().get(_ORIENTATION_TAG)
    return found if isinstance(found, int) else 1


def _stored_size(image: Image.Image, width: int, orientation: int | None) -> tuple[int, int] | None:
    """Give the size, as it lies in the file, of a copy so wide as shown; None to keep its own."""
    lying = orientation in _LYING
    shown = (image.height, image.width) if lying else image.size
    if width >= shown[0]:
        return None
    height = max(1, round(shown[1] * width / shown[0]))
    return (height, width) if lying else (width, height)


def _plain(image: Image.Image) -> Image.Image:
    """Give the pixels as grey, colours, or colours and transparency, of eight bits each."""
    if image.mode in ("L", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    clear = image.mode in ("PA", "LA", "La", "RGBa", "RGBA") or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring colours of another space to the web's; a damaged profile counts as none."""
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        wanted = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=wanted
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            found = None
        if found is not None:
            return found
    return image.convert("RGB") if image.mode == "CMYK" else image
