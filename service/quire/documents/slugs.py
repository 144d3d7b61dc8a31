"""Slugs: the words of a title as the key of an address."""

import re
import unicodedata
from functools import lru_cache

_MAX_LENGTH = 200
_FOLDED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ð": "d",
        "đ": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
        "ı": "i",
        "ĳ": "ij",
        "’": "",
        "'": "",
    }
)
_LATIN_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_HYPHENS = re.compile(r"-+")


@lru_cache(maxsize=16_384)
def slugify(text: str) -> str:
    """Make a slug: lower-case letters and numbers, joined by single hyphens.

    Accents of Latin letters are folded (`Ł`, `ß` and the like too), apostrophes vanish,
    other scripts are kept with their marks.

    Returns:
        At most 200 characters, cut at a hyphen where there is one; "" where the text has
        neither letter nor number.
    """
    folded = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED))
    # Compatibility forms may decompose into capitals and signs: fold once more.
    folded = _LATIN_MARKS.sub("", folded.lower().translate(_FOLDED))
    composed = unicodedata.normalize("NFC", folded)
    kept = "".join(
        char if char.isalnum() or unicodedata.category(char).startswith("M") else "-"
        for char in composed
    )
    slug = _HYPHENS.sub("-", kept).strip("-")
    if len(slug) <= _MAX_LENGTH:
        return slug
    return slug[: _MAX_LENGTH + 1].rpartition("-")[0] or slug[:_MAX_LENGTH]


@lru_cache(maxsize=16_384)
def term_slug(name: str) -> str:
    """Make the slug of a tag, category or series: as `slugify`, with `+` and `#` spelled out
    (`C++` is cplusplus, `C#` csharp), so that these terms stay apart."""
    return slugify(name.replace("+", "plus").replace("#", "sharp"))
