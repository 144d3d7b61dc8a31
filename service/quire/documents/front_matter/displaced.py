"""Front matter that is not the first thing in its file, though nothing visible is before it.

Generators take such a header for text and publish the file; whoever wrote `draft: true` did not
mean that. Knows what cannot be seen, not how a header is read.
"""

import re
import unicodedata
from typing import NamedTuple

from quire.documents.comments import after_comment
from quire.documents.front_matter.parsed import MAX_HEADER_BYTES, Place, place_at

_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
"""Characters of other categories that are drawn as nothing: Unicode's default ignorable ones,
and the blank one of Braille."""

_CODE_BY_INDENT = re.compile(r"(?: {4}| {0,3}\t)")
_MAY_START = frozenset("-+{`~")
_HEAD = 2 * MAX_HEADER_BYTES


class Displaced(NamedTuple):
    """What may be a header, and what it stands behind.

    Args:
        text: from the header on, without invisible characters; at most 128 KiB characters.
        place: of the header in the whole text.
        behind: what is before it, as a reason names it.
    """

    text: str
    place: Place
    behind: str


def displaced(text: str) -> Displaced | None:
    """Skip what nobody sees at the start of a text that has no front matter there.

    Returns:
        None where nothing unseen but blanks stands before what could be a header, and for a
        block of code by indentation, which shows its text to readers.
    """
    at, behind = 0, ""
    while at < len(text):
        if text[at] in " \t\n":
            at += 1
        elif is_unseen(text[at]):
            behind = behind or f"the invisible character U+{ord(text[at]):04X}"
            at += 1
        elif (after := after_comment(text, at)) > at:
            behind = behind or "a comment"
            at = after
        else:
            break
    if at == len(text) or not (behind or text[at] in _MAY_START):
        return None
    line = text.rfind("\n", 0, at) + 1
    following = text.find("\n", at) + 1
    if _CODE_BY_INDENT.match(text, line) and _CODE_BY_INDENT.match(text, following or at):
        return None
    shown = "".join(map(_seen, text[at : at + _HEAD]))
    if not behind and shown == text[at : at + _HEAD]:
        return None
    behind = behind or "an invisible character"
    return Displaced(shown, place_at(text, at), behind)


def is_unseen(character: str) -> bool:
    """Say whether a character is drawn as nothing at all, or as a blank."""
    if character.isascii():
        return character.isspace() or unicodedata.category(character) == "Cc"
    return (
        unicodedata.category(character) in _UNSEEN_CATEGORIES
        or _UNSEEN.fullmatch(character) is not None
    )


def _seen(character: str) -> str:
    if character in " \t\n" or not is_unseen(character):
        return character
    return " " if character.isspace() else ""
