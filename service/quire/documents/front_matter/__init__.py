"""Front matter: bytes in, typed values with their lines out.

Owns fences, encodings and the notations YAML, TOML and JSON with their bounds (nothing here
raises, recurses deep or takes long, whatever the bytes). Must not know what a key means.
Source of the notation: https://gohugo.io/content-management/front-matter/
"""

import codecs
from collections.abc import Callable

from quire.documents.front_matter.fences import Cut, Notation, cut
from quire.documents.front_matter.json_block import read_json
from quire.documents.front_matter.parsed import (
    MAX_HEADER_BYTES,
    Block,
    Parsed,
    Scalar,
    Unreadable,
    Value,
)
from quire.documents.front_matter.toml_block import read_toml
from quire.documents.front_matter.yaml_block import read_yaml
from quire.model import Problem

__all__ = ["Parsed", "Scalar", "Value", "parse", "parse_data"]

_READERS: dict[Notation, Callable[[str], Block]] = {
    "yaml": read_yaml,
    "toml": read_toml,
    "json": read_json,
}
_NOTATIONS: dict[str, Notation] = {"yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json"}


def parse(path: str, data: bytes) -> Parsed:
    """Cut a source file into front matter and body. Never raises.

    Args:
        path: named in the problems.
        data: UTF-8, with or without a byte order mark, or UTF-16 with one; any line ends.

    Returns:
        A file without front matter is readable and has no values. One whose header cannot
        be read is not readable, has no values, and its body is empty.
    """
    try:
        text = _decode(data)
        found = cut(text)
        if found is None:
            return Parsed(path, {}, {}, text, 1, headed=False)
        return _parsed(path, found)
    except Unreadable as verdict:
        return _unreadable(path, verdict, 0)


def parse_data(path: str, data: bytes) -> Parsed:
    """Read a whole file as YAML, TOML or JSON, told apart by its suffix. Never raises.

    The bounds are those of a front matter. The body is empty.
    """
    notation = _NOTATIONS.get(path.rpartition(".")[2].lower())
    try:
        if notation is None:
            raise Unreadable("its name does not end in .yaml, .yml, .toml or .json")
        if len(data) > MAX_HEADER_BYTES:
            reason = f"it is larger than {MAX_HEADER_BYTES // 1024} KiB; split it"
            raise Unreadable(reason, 0, "front-matter-too-large")
        return _parsed(path, Cut(notation, _decode(data), 1, "", 1))
    except Unreadable as verdict:
        return _unreadable(path, verdict, 0)


def _decode(data: bytes) -> str:
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.start + 1} is not part of a character; save the file as UTF-8"
        raise Unreadable(reason, line, "not-utf-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parsed(path: str, found: Cut) -> Parsed:
    try:
        block = _READERS[found.notation](found.header)
    except Unreadable as verdict:
        return _unreadable(path, verdict, found.line - 1)
    offset = found.line - 1
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    repeated = list(block.repeated)
    ambiguous = {key.lower() for key in block.repeated_top}
    for key, value in block.values.items():
        name = key.lower()
        line = block.lines.get(key, 0)
        if name in values:
            repeated.append((line, key))
            ambiguous.add(name)
        values[name] = value
        lines[name] = line + offset if line else 0
    return Parsed(
        path,
        values,
        lines,
        found.body,
        found.body_line,
        tuple(_repeated(path, line + offset if line else 0, key) for line, key in repeated),
        ambiguous=frozenset(ambiguous),
    )


def _repeated(path: str, line: int, key: str) -> Problem:
    message = f"The key {key[:60]!r} is given more than once; keep one of them."
    return Problem(path, line, "duplicate-key", message)


def _unreadable(path: str, verdict: Unreadable, offset: int) -> Parsed:
    line = verdict.line + offset if verdict.line else offset
    message = f"The front matter cannot be read: {verdict.reason[:220]}."
    problem = Problem(path, line, verdict.code, message)
    return Parsed(path, {}, {}, "", 1, (problem,), readable=False)
