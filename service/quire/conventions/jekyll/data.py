"""Data files of a Jekyll site, as its templates ask for them: `site.data.<file>`.

Source: https://jekyllrb.com/docs/datafiles/.
"""

import re
from collections.abc import Mapping

from quire.conventions.port import Reader
from quire.documents.fields import plain
from quire.documents.front_matter import Value, parse_data
from quire.model import Problem, SourceFile

MAX_DATA_BYTES = 1024 * 1024
"""Of all data files of a site together."""

_SUFFIXES = ("yml", "yaml", "json", "csv", "tsv")
_LIST = "[]"
_SPECIAL = re.compile(r"[^\w\s-]+")


def read_data(
    files: Mapping[str, SourceFile], read: Reader, directory: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Read the data files as plain JSON values, folders as mappings.

    Returns:
        The data, and a problem for each file that is left out.
    """
    data: dict[str, object] = {}
    problems = []
    left = MAX_DATA_BYTES
    for path in sorted(files):
        if not path.startswith(f"{directory}/") or path.rpartition(".")[2].lower() not in _SUFFIXES:
            continue
        file = files[path]
        left -= file.size
        if left < 0:
            reason = f"all data files together are larger than {MAX_DATA_BYTES // 2**20} MiB"
            problems.append(_left_out(file.path, reason))
            continue
        value, found = _read(file.path, read(file.path))
        problems.extend(found)
        *folders, name = file.path[len(directory) + 1 :].split("/")
        inner = data
        for folder in folders:
            below = inner.setdefault(_key(folder), {})
            if not isinstance(below, dict):
                below = inner[_key(folder)] = {}
            inner = below
        inner[_key(name.rpartition(".")[0])] = plain(value)
    return data, tuple(problems)


def _read(path: str, data: bytes) -> tuple[Value, tuple[Problem, ...]]:
    """Read one data file; one that cannot be read is None and a problem."""
    parsed = parse_data(path, data, listed=_LIST)
    if not parsed.readable:
        return None, tuple(_as_data(problem) for problem in parsed.problems)
    return parsed.values.get(_LIST, parsed.values), ()


def _left_out(path: str, reason: str, line: int = 0) -> Problem:
    """Say why a data file is not read."""
    return Problem(path, line, "data-unreadable", f"The data file is left out: {reason[:220]}.")


def _as_data(problem: Problem) -> Problem:
    return _left_out(problem.path, problem.message.partition(": ")[2].rstrip("."), problem.line)


def _key(name: str) -> str:
    return re.sub(r"\s+", "_", _SPECIAL.sub("", name).strip())
