"""Pointers of Git LFS: small texts that stand in a repository for a file kept elsewhere."""

_OPENING = b"version https://git-lfs.github.com/spec/"
_MAX_POINTER_BYTES = 1024


def is_lfs_pointer(data: bytes) -> bool:
    """Tell whether these are the bytes of a pointer and not of the file itself.

    Source: git-lfs, docs/spec.md, "The Pointer": below 1,024 bytes, the version key first.
    """
    return len(data) < _MAX_POINTER_BYTES and data.startswith(_OPENING)
