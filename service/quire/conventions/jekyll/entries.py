"""Which files and folders Jekyll reads: hidden, special and excluded ones it passes by.

Source: Jekyll's `EntryFilter`; patterns match as Ruby's `File.fnmatch?` does, where `*`
crosses slashes, and so does any path that merely starts with the pattern.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from quire.conventions.jekyll.rules import Rules
from quire.conventions.patterns import Pattern, glob

_SPECIAL = (".", "_", "#", "~")
_WILDCARD = re.compile(r"[*?\[\\]")


class _Entry(NamedTuple):
    """One pattern, from the root: its text up to the first wildcard, all of it, its glob."""

    literal: str
    text: str
    glob: Pattern | None


@lru_cache(maxsize=16_384)
def is_walked(folder: str, rules: Rules) -> bool:
    """Say whether Jekyll looks into a folder of the source; "" is the source itself."""
    if not folder:
        return True
    if folder == rules.destination:
        return False
    above, _, name = folder.rpartition("/")
    return is_walked(above, rules) and is_read(name, above, rules, is_folder=True)


def is_read(entry: str, base: str, rules: Rules, *, is_folder: bool = False) -> bool:
    """Say whether Jekyll takes an entry of a folder that it looks into.

    Args:
        entry: name of a file or folder, or a path inside `base`.
        base: folder of the source.
    """
    if entry.endswith("."):
        return False
    name = entry.rpartition("/")[2]
    if any(_matches(rules.include, each, is_folder) for each in dict.fromkeys((entry, name))):
        return True
    if _matches(rules.exclude, f"{base}/{entry}" if base else entry, is_folder):
        return False
    return not (entry.startswith(_SPECIAL) or name.startswith(_SPECIAL) or entry.endswith("~"))


def _matches(patterns: tuple[str, ...], entry: str, is_folder: bool) -> bool:
    path = f"/{entry}"
    closed = f"{path}/"
    for each in _entries(patterns):
        if not closed.startswith(each.literal):
            continue
        if path.startswith(each.text) or (is_folder and each.text == closed):
            return True
        if each.glob is not None and each.glob.matches(path):
            return True
    return False


@lru_cache(maxsize=64)
def _entries(patterns: tuple[str, ...]) -> tuple[_Entry, ...]:
    found = []
    for pattern in patterns:
        closing = "/" if pattern.endswith("/") else ""
        text = "/" + "/".join(part for part in pattern.split("/") if part) + closing
        literal = _WILDCARD.split(text, maxsplit=1)[0]
        # Braces are no alternatives to `fnmatch?`.
        compiled = glob(text.replace("{", "\\{"), separator="") if literal != text else None
        found.append(_Entry(literal, text, compiled))
    return tuple(found)
