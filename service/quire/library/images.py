"""Width and height of images, read from their headers."""

import io
import re
import warnings

from PIL import Image

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "ICO")
_ORIENTATION_TAG = 0x0112
_TURNED = range(5, 9)
_SVG_HEAD = re.compile(rb"<svg\b[^>]{0,4000}>", re.DOTALL)
_SVG_LENGTH = rb"\s%s\s*=\s*[\"']\s*([0-9]{1,6})(?:\.[0-9]+)?(?:px)?\s*[\"']"
_SVG_VIEW_BOX = re.compile(
    rb"\sviewBox\s*=\s*[\"'][-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9]{1,6})[0-9.]*[\s,]+([0-9]{1,6})"
)


def image_size(data: bytes) -> tuple[int, int] | None:
    """Read the width and height in pixels as shown (EXIF orientation applied).

    Returns:
        None for what is no image, is damaged, or claims more pixels than a picture has.
    """
    if data.lstrip()[:5] in (b"<?xml", b"<svg ") or b"<svg" in data[:1000]:
        return _svg_size(data[:8000])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                width, height = image.size
                # Of a PNG without it among its headers, Pillow would decode all pixels.
                told = image.format != "PNG" or "exif" in image.info
                turned = told and image.getexif().get(_ORIENTATION_TAG) in _TURNED
    except Exception:  # noqa: BLE001 - damaged files raise what they like, it is no image then
        return None
    return (height, width) if turned else (width, height)


def _svg_size(head: bytes) -> tuple[int, int] | None:
    found = _SVG_HEAD.search(head)
    if found is None:
        return None
    lengths = [re.search(_SVG_LENGTH % name, found[0]) for name in (b"width", b"height")]
    if all(lengths):
        width, height = (int(length[1]) for length in lengths if length)
    elif box := _SVG_VIEW_BOX.search(found[0]):
        width, height = int(box[1]), int(box[2])
    else:
        return None
    # A picture without an extent would be shown as nothing.
    return (width, height) if width and height else None
