"""Front matter of bare `key: value` lines that nothing opens: Pelican's, MultiMarkdown's, Hexo's.

The risk is on both sides: a paragraph taken for a header is text that nobody sees, a header
taken for a paragraph shows a reader `Status: draft`. So the first lines of a file are a header
only where they name a title or at least two of the keys that Pelican knows, and nothing else.
Source: https://docs.getpelican.com/en/stable/content.html, Python-Markdown's meta-data,
https://hexo.io/docs/front-matter.
"""

import re

from quire.documents.front_matter.parsed import Block, Scalar, Value, too_many
from quire.documents.front_matter.scalars import resolve

_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9_-]{0,40}):(?:[ \t]+(?P<value>.*))?")
_CONTINUATION = re.compile(r"(?: {4}|\t)[ \t]*\S")
_KNOWN = frozenset(
    {
        "author",
        "authors",
        "categories",
        "category",
        "date",
        "keywords",
        "lang",
        "layout",
        "modified",
        "save_as",
        "series",
        "slug",
        "status",
        "summary",
        "tags",
        "template",
        "title",
        "translation",
        "updated",
        "url",
    }
)
_LISTS = frozenset({"authors", "keywords", "tags"})
_MAX_LINES = 200


def header_lines(text: str) -> list[str]:
    """Give the lines of a header that starts a text, none where it has none."""
    lines: list[str] = []
    keys = []
    ending = ""
    for line in _first_lines(text):
        if found := _KEY.fullmatch(line):
            keys.append(found["key"].lower())
        elif not (lines and _CONTINUATION.match(line)):
            ending = line
            break
        lines.append(line)
    known = len({*keys} & _KNOWN)
    stands_alone = not ending.strip()
    if "title" in keys and (known > 1 or (keys[0] == "title" and stands_alone)):
        return lines
    return lines if known > 1 and {*keys} <= _KNOWN and stands_alone else []


def unopened_header(text: str) -> str | None:
    """Give the YAML of a header that `---` closes and nothing opens, as Hexo has it."""
    lines: list[str] = []
    for line in _first_lines(text):
        if not line.strip():
            return None
        if line.rstrip() == "---":
            keys = {found["key"].lower() for each in lines if (found := _KEY.fullmatch(each))}
            return "\n".join([*lines, ""]) if len(keys & _KNOWN) > 1 else None
        if not lines and not _KEY.fullmatch(line):
            return None
        lines.append(line)
    return None


def read_lines(text: str) -> Block:
    """Read lines of `key: value`; one that starts with four blanks goes on with the last.

    `Tags`, `Keywords` and `Authors` are lists, separated by semicolons where there are any,
    else by commas. A `Status` other than `published` makes a draft.

    Raises:
        Unreadable: there are more lines than a header has.
    """
    block = Block()
    key = ""
    for number, line in enumerate(text.split("\n"), 1):
        if number > _MAX_LINES:
            raise too_many((number, 1))
        if found := _KEY.fullmatch(line):
            key = found["key"]
            if key in block.values:
                block.repeated.append(((number, 1), key))
                block.repeated_top.add(key)
            block.values[key] = (found["value"] or "").strip()
            block.places[key] = (number, 1)
        elif key:
            block.values[key] = f"{block.values[key]}\n{line.strip()}".strip()
    for name, value in block.values.items():
        block.values[name] = _value(name.lower(), str(value))
    _withhold(block)
    return block


def _value(name: str, text: str) -> Value:
    if name not in _LISTS:
        return resolve(text)
    return [part.strip() for part in re.split(r"[;\n]" if ";" in text else r"[,\n]", text)]


def _withhold(block: Block) -> None:
    """Say in every convention's words that a header's status keeps it from readers."""
    for name, value in tuple(block.values.items()):
        if name.lower() == "status" and str(value or "published").lower() != "published":
            block.values["draft"] = Scalar(str(value), True)
            block.places.setdefault("draft", block.places[name])


def _first_lines(text: str) -> list[str]:
    return text[: 64 * 1024].split("\n", _MAX_LINES + 1)[: _MAX_LINES + 1]
