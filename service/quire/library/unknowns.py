"""Template syntax that nobody knows: one problem per kind for the whole site."""

import re
from collections.abc import Callable, Iterable, Iterator

from quire.model import Problem

_MAX_NAME = 60


def unknown_problems(
    uses: Iterable[tuple[str, tuple[tuple[str, int], ...]]], read: Callable[[str], bytes]
) -> Iterator[Problem]:
    """Report each unknown construct once, where it is first used.

    Args:
        uses: path of each file and the constructs of its body, as `Rendering.unknown` has them.
        read: gives the bytes of a file, for the line.
    """
    counts: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for path, constructs in sorted(uses):
        for construct, number in constructs:
            counts.setdefault(construct, []).append(number)
            first.setdefault(construct, path)
    for construct in sorted(counts):
        numbers = counts[construct]
        times = _counted(sum(numbers), "time", "times")
        files = _counted(len(numbers), "file", "files")
        message = (
            f"The {construct} is not known; it is used {times} in {files}. Its inner text is "
            "shown without it; the operator can map it to a template (QUIRE_SHORTCODES)."
        )
        path = first[construct]
        line = _line_of(construct, read(path))
        yield Problem(path, line, "unknown-shortcode", message)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _line_of(construct: str, data: bytes) -> int:
    kind, _, name = construct.partition(" ")
    escaped = re.escape(name[:_MAX_NAME].encode())
    if kind == "shortcode":
        pattern = rb"\{\{[<%]?\s*" + escaped + rb"(?![\w-])|\{%\s*" + escaped + rb"(?![\w-])"
    elif kind == "variable":
        pattern = rb"\{[{%][^{}]*?" + escaped + rb"(?![\w-])"
    else:
        pattern = rb"\{%-?[^{}]*?" + escaped + rb"(?![\w-])"
    found = re.search(pattern, data)
    return data.count(b"\n", 0, found.start()) + 1 if found else 0
