"""A source file as a tree lists it, and what history says of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One regular file at a revision.

    Args:
        path: relative to the site root, with `/`, never starting with one.
        blob: git's blob id (40 or 64 hex digits); equal ids mean equal bytes.
        size: in bytes.
    """

    path: str
    blob: str
    size: int


@dataclass(frozen=True, slots=True)
class FileHistory:
    """When a file came and when it last changed.

    Args:
        created_at: of the first commit that holds the path (author's date, UTC).
        updated_at: of the last commit that touched it (author's date, UTC).
        revision: full id of that last commit.
    """

    created_at: datetime
    updated_at: datetime
    revision: str
