"""Front matter: bytes in, typed values with their lines out.

Owns fences, encodings and the notations YAML, TOML, JSON and bare lines with their bounds
(nothing here raises, recurses deep or takes long, whatever the bytes). Must not know what a
key means, but for telling a header from text that only looks like one.
Source of the notation: https://gohugo.io/content-management/front-matter/
"""

import codecs
import re

from quire.documents.front_matter.displaced import displaced
from quire.documents.front_matter.fences import NOTATIONS, Cut, Notation, cut
from quire.documents.front_matter.json_block import read_json
from quire.documents.front_matter.line_block import read_lines
from quire.documents.front_matter.parsed import (
    MAX_HEADER_BYTES,
    NOWHERE,
    Block,
    Parsed,
    Place,
    Scalar,
    Unreadable,
    Value,
)
from quire.documents.front_matter.table_block import read_table
from quire.documents.front_matter.toml_block import read_toml
from quire.documents.front_matter.yaml_block import read_yaml
from quire.model import Problem

__all__ = ["Parsed", "Scalar", "Value", "parse", "parse_data"]

_OF_DATA: dict[str, Notation] = {**NOTATIONS, "csv": "csv", "tsv": "tsv"}
_OF_DOCUMENTS = frozenset(
    {
        "author",
        "author_name",
        "authors",
        "categories",
        "category",
        "date",
        "description",
        "draft",
        "layout",
        "name",
        "permalink",
        "pubdate",
        "published",
        "slug",
        "tags",
        "template",
        "title",
    }
)
"""Keys by which a code fence that starts a file is known for its front matter."""

_OF_HIDING = frozenset(
    {
        *("_build", "aliases", "build", "cascade", "expires", "expirydate", "headless", "isdraft"),
        *("is_draft", "lastmod", "private", "publish", "publish_at", "publish_date"),
        *("publishdate", "status", "taxonomies", "unlisted", "updated", "url"),
    }
)
_KEY = re.compile(r"[-+`~{\s]*[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*[:=]")
"""A line that looks like one of a header that cannot be read."""

_HEAD_CHARACTERS = 1024
"""Of a file without front matter: where it shows that this is no text."""


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
            if "\0" in text[:_HEAD_CHARACTERS]:
                # UTF-32, UTF-16 without a mark, or no text: there may be a header unseen.
                reason = "it holds NUL characters; save the file as UTF-8"
                raise Unreadable(reason, code="not-utf-8")
            _check_start(text)
            return Parsed(path, {}, {}, text, 1, headed=False)
        parsed = _parsed(path, found)
        is_code = parsed.readable and not parsed.values.keys() & _OF_DOCUMENTS
        if found.doubtful and (is_code or _shows_header(found)):
            return Parsed(path, {}, {}, text, 1, headed=False)
        return parsed
    except Unreadable as verdict:
        return _unreadable(path, verdict, 0)


def parse_data(
    path: str, data: bytes, *, listed: str = "", code: str = "settings-unreadable"
) -> Parsed:
    """Read a whole file as YAML, TOML, JSON or a table, told apart by its suffix. Never raises.

    The bounds are those of a front matter. The body is empty.

    Args:
        listed: the key under which a list is taken where a mapping should be; "" refuses it.
        code: of the problem where the file cannot be read.
    """
    notation = _OF_DATA.get(path.rpartition(".")[2].lower())
    try:
        if notation is None:
            raise Unreadable("its name does not end in .yaml, .yml, .toml or .json")
        if len(data) > MAX_HEADER_BYTES:
            reason = f"it is larger than {MAX_HEADER_BYTES // 1024} KiB; split it"
            raise Unreadable(reason)
        return _parsed(path, Cut(notation, _decode(data), 1, "", 1), listed, code)
    except Unreadable as verdict:
        return _unreadable(path, verdict, 0, code)


def _check_start(text: str) -> None:
    """Refuse a text without front matter whose header only follows what nobody sees.

    Raises:
        Unreadable: nobody knows what the header would hide.
    """
    found = displaced(text)
    if found is not None and _is_header(found.text):
        reason = f"{found.behind} stands before it; let the file start with it"
        raise Unreadable(reason, found.place, "header-not-first")


def _is_header(text: str) -> bool:
    """Say whether a text starts with a header that has a key of documents."""
    try:
        found = cut(text)
    except Unreadable:
        return _may_be_header(text.lstrip().partition("\n\n")[0])
    if found is None or (found.doubtful and _shows_header(found)):
        return False
    parsed = _parsed("", found)
    if not parsed.readable:
        return _may_be_header(found.header)
    return not parsed.values.keys().isdisjoint(_OF_DOCUMENTS | _OF_HIDING)


def _shows_header(found: Cut) -> bool:
    """Say whether a code fence holds a header with fences of its own, for readers to see."""
    return found.header.lstrip().startswith(("---", "+++"))


def _may_be_header(text: str) -> bool:
    """Say whether lines that cannot be read begin with a key and hold one of documents."""
    lines = [line for line in text.split("\n") if line.strip(" \t-+`~{") and line[0] != "#"]
    keys = [found[1].lower() if (found := _KEY.match(line)) else "" for line in lines]
    return bool(keys and keys[0]) and not (_OF_DOCUMENTS | _OF_HIDING).isdisjoint(keys)


def _decode(data: bytes) -> str:
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = NOWHERE if utf_16 else (line, len(before.decode(errors="replace")) + 1)
        reason = f"byte {error.start + 1} is not part of a character; save the file as UTF-8"
        raise Unreadable(reason, place, "not-utf-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parsed(path: str, found: Cut, listed: str = "", code: str = "") -> Parsed:
    offset = found.line - 1
    try:
        block = _read(found, listed)
    except Unreadable as verdict:
        return _unreadable(path, verdict, offset, code)
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    columns: dict[str, int] = {}
    repeated = list(block.repeated)
    ambiguous = {key.lower() for key in block.repeated_top}
    for key, value in block.values.items():
        name = key.lower()
        place = block.places.get(key, NOWHERE)
        if name in values:
            repeated.append((place, key))
            ambiguous.add(name)
        values[name] = value
        lines[name], columns[name] = _moved(place, offset)
    return Parsed(
        path,
        values,
        lines,
        found.body,
        found.body_line,
        tuple(_repeated(path, _moved(place, offset), key) for place, key in repeated),
        ambiguous=frozenset(ambiguous),
        columns=columns,
    )


def _read(found: Cut, listed: str) -> Block:
    match found.notation:
        case "yaml":
            return read_yaml(found.header, listed)
        case "toml":
            return read_toml(found.header)
        case "json":
            return read_json(found.header, listed)
        case "csv" | "tsv":
            return read_table(found.header, "," if found.notation == "csv" else "\t", listed)
        case "lines":
            return read_lines(found.header)


def _moved(place: Place, offset: int) -> Place:
    """Turn a place of a header into one of its file."""
    return (place[0] + offset, place[1]) if place[0] else NOWHERE


def _repeated(path: str, place: Place, key: str) -> Problem:
    message = f"The key {key[:60]!r} is given more than once; keep one of them."
    return Problem(path, place[0], "duplicate-key", message, place[1])


def _unreadable(path: str, verdict: Unreadable, offset: int, code: str = "") -> Parsed:
    """Make a problem of a verdict.

    Args:
        code: of a file that is all data; what is wrong with its bytes keeps its own.
    """
    what = "file" if code else "front matter"
    if not code or verdict.code == "not-utf-8":
        code = verdict.code
    line, column = _moved(verdict.place, offset)
    message = f"The {what} cannot be read: {verdict.reason[:220]}."
    problem = Problem(path, line or offset, code, message, column)
    return Parsed(path, {}, {}, "", 1, (problem,), readable=False)
