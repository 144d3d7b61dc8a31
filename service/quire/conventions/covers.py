"""Pictures that stand for a page by the name of their file, in a folder that is one page.

Source: the pictures that Hugo's own templates for previews look for among a page's resources.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import quote

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)
_NAMES = ("feature", "cover", "thumbnail")


def is_folder_of_its_own(path: str) -> bool:
    """Say whether the files beside a content file belong to its page: it is an index."""
    return path.rpartition("/")[2].partition(".")[0] == "index"


def named_covers(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Find pictures that are named as covers: their addresses by folder, best first."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path in paths:
        folder, _, name = path.rpartition("/")
        if (rank := cover_rank(name)) is not None and _PICTURE.search(name):
            found[folder].append((rank, name))
    return {
        folder: tuple(quote(name) for _, name in sorted(names)) for folder, names in found.items()
    }


def cover_rank(name: str) -> int | None:
    """Say how well a name suits a cover, 0 best; None where it says nothing."""
    lowered = name.lower()
    return next((rank for rank, word in enumerate(_NAMES) if word in lowered), None)
