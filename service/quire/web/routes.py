"""Addresses that come close to one that does not exist."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ARGUMENT = re.compile(r"<(?:[^<>:]+:)?([^<>:]+)>")
_LONGEST = 200
_LEAST_LIKENESS = 70


def near_routes(path: str, rules: Iterable[str], count: int = 3) -> list[str]:
    """Find routes that look like a path that leads nowhere, best first.

    Args:
        rules: as Flask writes them: `/v1/posts/<slug>`, given back as `/v1/posts/{slug}`.
    """
    shown = [_ARGUMENT.sub(r"{\1}", rule) for rule in rules]
    found = process.extract(
        path[:_LONGEST].rstrip("/"),
        sorted(set(shown)),
        scorer=fuzz.ratio,
        limit=count,
        score_cutoff=_LEAST_LIKENESS,
    )
    return [match[0] for match in found]
