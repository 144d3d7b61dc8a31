"""Folding: letters without case and accents, as they are compared; and scripts without spaces."""

import re
import unicodedata
from functools import lru_cache

# Scripts that are written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul.
_UNSEGMENTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# What folding takes off. The space: some Arabic and Greek letters decompose into it and a mark.
_ACCENTS = (
    " \u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u200c\u200d"
)
CHARACTERS = re.compile(rf"[{_UNSEGMENTED}][{_ACCENTS}]*")
"""Of a script without spaces: each with what folding takes off behind it."""

SCRIPTS = re.compile(rf"(?P<run>(?:{CHARACTERS.pattern})+)|[^{_UNSEGMENTED}]+")
"""The pieces of a word: runs of such characters, and what lies between them."""

_HAS_UNSEGMENTED = re.compile(rf"[{_UNSEGMENTED}]").search
_WITHOUT_ACCENTS = re.compile(f"[{_ACCENTS}]+").sub
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def fold(word: str) -> str:
    """Lower-case a word and take its accents off: `Évêque` is `eveque`, `Straße` `strasse`.

    A word of nothing but accents stays as it is, so that no word has an empty form.
    """
    if word.isascii():
        return word.lower()
    bare = _WITHOUT_ACCENTS("", unicodedata.normalize("NFKD", word).casefold())
    return unicodedata.normalize("NFC", bare.translate(_LETTERS)) or word


@lru_cache(maxsize=16_384)
def fold_characters(characters: str) -> str:
    """Fold one or two characters of a script without spaces."""
    return fold(characters)


def is_segmented(word: str) -> bool:
    """Tell whether a word is of a script with spaces."""
    return word.isascii() or not _HAS_UNSEGMENTED(word)
