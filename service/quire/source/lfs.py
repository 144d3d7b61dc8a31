"""Pointers of Git LFS: small texts that stand in a repository for a file kept elsewhere."""

import re

_MAX_POINTER_BYTES = 1024
_POINTER = re.compile(
    rb"version (?:https://(?:git-lfs|hawser)\.github\.com/spec/v1|http://git-media\.io/v/2)\r?\n"
    rb"(?:[a-z0-9.-]+ [^\r\n]+\r?\n)*"
    rb"oid sha256:[0-9a-f]{64}\r?\n"
    rb"size [0-9]+\s*"
)


def is_lfs_pointer(data: bytes) -> bool:
    """Tell whether these are the bytes of a pointer and not of the file itself.

    Source: git-lfs, docs/spec.md, "The Pointer" and "Extensions": below 1,024 bytes, the
    version first, then keys in the order of the alphabet, `oid` and `size` among them. Lines
    may end as Windows ends them, and the version may be one of the two before v1.
    """
    return len(data) < _MAX_POINTER_BYTES and _POINTER.fullmatch(data) is not None
