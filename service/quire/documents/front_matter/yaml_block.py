"""YAML front matter, built from parser events.

Never composed: PyYAML's C composer recurses and kills the process at some thousands of
nested brackets. Events come one by one, so every bound is checked before anything is built.
"""

from dataclasses import dataclass

import yaml

from quire.documents.front_matter.parsed import (
    MAX_DEPTH,
    MAX_NODES,
    Block,
    Unreadable,
    Value,
    too_deep,
    too_many,
)
from quire.documents.front_matter.scalars import resolve

_LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)
_TEXT_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})


@dataclass(slots=True)
class _Open:
    """A collection under construction; `key` is the mapping key that waits for its value."""

    values: dict[str, Value] | list[Value]
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.values, dict)


def read_yaml(text: str) -> Block:
    """Read one YAML mapping.

    Raises:
        Unreadable: not YAML, not a mapping, aliases, tags, or beyond the bounds.
    """
    block = Block()
    try:
        _build(text, block)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        reason = error.problem or error.context or "it is not YAML"
        raise Unreadable(f"{reason}; mend the YAML", mark.line + 1 if mark else 0) from error
    except yaml.reader.ReaderError as error:
        reason = "it holds a control character that YAML does not allow; remove it"
        line = text.encode()[: error.position].count(b"\n") + 1
        raise Unreadable(reason, line) from error
    return block


def _build(text: str, block: Block) -> None:
    stack: list[_Open] = []
    documents = 0
    for count, event in enumerate(yaml.parse(text, _LOADER)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if count > MAX_NODES:
            raise too_many(line)
        value: Value
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise Unreadable("it holds more than one YAML document; keep one", line)
                continue
            case yaml.AliasEvent():
                raise Unreadable(f"the alias *{event.anchor} is not read; repeat its value", line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                _check_tag(event.tag, line)
                if len(stack) >= MAX_DEPTH:
                    raise too_deep(line)
                top = isinstance(event, yaml.MappingStartEvent)
                if not stack:
                    if not top:
                        raise Unreadable("it is a list; write `key: value` lines", line)
                    stack.append(_Open(block.values))
                else:
                    value = {} if top else []
                    _add(stack, value, line, block)
                    stack.append(_Open(value))  # type: ignore[arg-type]
                continue
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                stack.pop()
                continue
            case yaml.ScalarEvent():
                _check_tag(event.tag, line)
                plain = event.implicit[0] and event.tag not in _TEXT_TAGS
                is_key = bool(stack) and stack[-1].wants_key
                value = resolve(event.value) if plain and not is_key else event.value
            case _:
                continue
        if stack:
            _add(stack, value, line, block)
        elif value is not None:
            raise Unreadable("it is a single value; write `key: value` lines", line)


def _add(stack: list[_Open], value: Value, line: int, block: Block) -> None:
    place = stack[-1]
    if isinstance(place.values, list):
        place.values.append(value)
    elif place.key is not None:
        place.values[place.key] = value
        place.key = None
    elif isinstance(value, str):
        if value in place.values:
            block.repeated.append((line, value))
            if len(stack) == 1:
                block.repeated_top.add(value)
        if len(stack) == 1:
            block.lines[value] = line
        place.key = value
    else:
        raise Unreadable("a key is a list or a mapping; keys are words", line)


def _check_tag(tag: str | None, line: int) -> None:
    if tag is not None and tag not in _TEXT_TAGS:
        shown = tag.replace("tag:yaml.org,2002:", "!!")[:40]
        raise Unreadable(f"the tag {shown} is not read; write the value without it", line)
