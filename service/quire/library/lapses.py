"""What a survey could not read or render, maybe through no fault of the content.

Noted in the manifest and part of the snapshot's id: a build that succeeds later is another
snapshot. The same ones are tried again, less and less often.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping

import msgspec

from quire.library.bodies import MISSING
from quire.model import Problem, SourceFile
from quire.source.names import looks_like_content

AGAIN_SECONDS = (10.0, 60.0, 300.0, 900.0, 3600.0)
"""How long after each try the next one is made; the last stands for all that follow."""

_OF_LISTINGS = frozenset({MISSING[0], "unreadable-file"})
_OF_DATA = (".yaml", ".yml", ".toml", ".json", ".csv")
_SETTINGS = re.compile(
    r"(^|/)((hugo|config|_config|zola|quire)\.[a-z]+|_index\.[^/]+|config(/.*)?|_data)$",
    re.IGNORECASE,
)


class Lapse(msgspec.Struct, frozen=True, array_like=True, order=True):
    """One thing that was not read or rendered.

    Args:
        path: of the file; of a folder where not even its files are known.
        blob: of the file, "" where it is not known.
        code: of the problem.
        unread: not even its header is known, and so nobody knows what it hides.
        stand_in: key of the rendering that is shown instead, "" for none.
    """

    path: str
    blob: str
    code: str
    unread: bool
    stand_in: str = ""


def of_listing(problems: Iterable[Problem]) -> list[Lapse]:
    """Note what a tree names but does not hold, and a log that is cut off."""
    return [
        Lapse(problem.path, "", problem.code, _may_hide(problem.path))
        for problem in problems
        if problem.code in _OF_LISTINGS
    ]


def of_files(files: Iterable[SourceFile], unread: bool) -> list[Lapse]:
    """Note files whose bytes could not be read."""
    return [Lapse(file.path, file.blob, MISSING[0], unread) for file in files]


def newly_unread(lapses: Iterable[Lapse], before: Iterable[Lapse]) -> list[Lapse]:
    """Find those whose headers nobody knows, without those of which that was known before."""
    known = {lapse.path: lapse.blob for lapse in before if lapse.unread}
    return [
        each
        for each in lapses
        if each.unread and not (each.path in known and _may_be_same(known[each.path], each.blob))
    ]


def _may_be_same(blob: str, other: str) -> bool:
    """Compare blobs; one that a listing lacked is not known."""
    return "" in (blob, other) or blob == other


def of_bodies(
    failed: Mapping[str, str], files: Mapping[str, SourceFile], stand_ins: Mapping[str, str]
) -> list[Lapse]:
    """Note bodies that could not be rendered.

    Args:
        failed: code of the problem by path.
        stand_ins: key of the rendering that is shown instead, by path.
    """
    return [
        Lapse(path, files[path].blob, code, False, stand_ins.get(path, ""))
        for path, code in failed.items()
    ]


def _may_hide(path: str) -> bool:
    """Say whether a file, or a folder's files, may have a header or hold configuration."""
    name = path.rpartition("/")[2].lower()
    return path != "." and ("." not in name or looks_like_content(path) or name.endswith(_OF_DATA))


def may_be_settings(path: str) -> bool:
    """Say whether a file or folder may hold configuration, or what a whole section says."""
    return _SETTINGS.search(path) is not None


class Again:
    """When to try again.

    Args:
        uptime: a clock that only goes forwards, in seconds.
    """

    def __init__(self, uptime: Callable[[], float] = time.monotonic) -> None:
        self._uptime = uptime
        self._due_at = uptime()
        self._what: object = None
        self._tries = 0

    @property
    def due(self) -> bool:
        """Whether it is time; at once after the start."""
        return self._uptime() >= self._due_at

    def failed(self, what: object) -> None:
        """Wait: longer where the same things have failed before, shorter where others did."""
        if what != self._what:
            self._what, self._tries = what, 0
        self._due_at = self._uptime() + AGAIN_SECONDS[min(self._tries, len(AGAIN_SECONDS) - 1)]
        self._tries += 1
