"""What is known of a picture's file, and its smaller copies: which there are, and where."""

from dataclasses import dataclass

VARIANT_WIDTHS = (160, 320, 640, 960, 1280, 1920)
"""Widths in pixels that a picture can be had in; a bound of what anyone can make Quire keep."""

MAX_PIXELS = 50_000_000
"""Of a picture that has smaller copies: what the largest cameras take; decoded 200 MB."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A smaller copy of a picture. `width` in pixels, as shown."""

    url: str
    width: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the bytes of a file that is no content tell.

    Args:
        size: width and height in pixels as shown, None for what is no image.
        is_pointer: they stand for a file that is kept elsewhere, and are not it.
    """

    size: tuple[int, int] | None = None
    is_pointer: bool = False
