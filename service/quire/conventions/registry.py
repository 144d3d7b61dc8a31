"""Which conventions there are, and which one a tree follows."""

from collections.abc import Mapping

from quire.conventions.hugo import HUGO
from quire.conventions.port import Convention
from quire.model import SourceFile

CONVENTIONS: tuple[Convention, ...] = (HUGO,)
"""In the order in which they are asked; the last one is the answer when none claims a tree."""


def detect(files: Mapping[str, SourceFile]) -> tuple[Convention, str]:
    """Choose the convention of a tree and say why."""
    for convention in CONVENTIONS:
        reason = convention.claims(files)
        if reason is not None:
            return convention, reason
    return CONVENTIONS[-1], "no other convention claims this folder"
