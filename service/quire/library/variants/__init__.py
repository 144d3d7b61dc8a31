"""Smaller copies of pictures: made on demand in a process of their own, kept on disk.

Every copy is a pure function of (bytes of the original, width, format, code). Must not know
HTTP, nor which documents show a picture.
"""

from quire.library.variants.making import Variants
from quire.library.variants.scaling import FORMATS, is_scalable

__all__ = ["FORMATS", "Variants", "is_scalable"]
