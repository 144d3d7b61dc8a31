"""YAML front matter, built from parser events.

Never composed: PyYAML's C composer recurses and kills the process at some thousands of
nested brackets. Events come one by one, so every bound is checked before anything is built.
"""

from dataclasses import dataclass
from typing import Protocol

import yaml

from quire.documents.front_matter.parsed import (
    MAX_DEPTH,
    MAX_NODES,
    NOWHERE,
    Block,
    Place,
    Unreadable,
    Value,
    not_a_mapping,
    place_at,
    too_deep,
    too_many,
)
from quire.documents.front_matter.scalars import resolve

_LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)
_TEXT_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})


class _Mark(Protocol):
    """Where an event was seen, counted from 0; libyaml and PyYAML have a class each."""

    line: int
    column: int


@dataclass(slots=True)
class _Open:
    """A collection under construction; `key` is the mapping key that waits for its value."""

    values: dict[str, Value] | list[Value]
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.values, dict)


def read_yaml(text: str, listed: str = "") -> Block:
    """Read one YAML mapping.

    Args:
        listed: the key under which a list is taken where a mapping should be; "" refuses it.

    Raises:
        Unreadable: not YAML, not a mapping, aliases, tags, or beyond the bounds.
    """
    block = Block()
    try:
        _build(text, block, listed)
    except yaml.MarkedYAMLError as error:
        reason = error.problem or error.context or "it is not YAML"
        raise Unreadable(f"{reason}; mend the YAML", _place(error.problem_mark)) from error
    except yaml.reader.ReaderError as error:
        reason = "it holds a control character that YAML does not allow; remove it"
        before = text.encode()[: error.position].decode(errors="ignore")
        raise Unreadable(reason, place_at(text, len(before))) from error
    return block


def _place(mark: _Mark | None) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else NOWHERE


def _build(text: str, block: Block, listed: str) -> None:
    stack: list[_Open] = []
    documents = 0
    for count, event in enumerate(yaml.parse(text, _LOADER)):
        at = _place(event.start_mark)
        if count > MAX_NODES:
            raise too_many(at)
        value: Value
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise Unreadable("it holds more than one YAML document; keep one", at)
                continue
            case yaml.AliasEvent():
                raise Unreadable(f"the alias *{event.anchor} is not read; repeat its value", at)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                _check_tag(event.tag, at)
                if len(stack) >= MAX_DEPTH:
                    raise too_deep(at)
                inner: dict[str, Value] | list[Value]
                inner = {} if isinstance(event, yaml.MappingStartEvent) else []
                if stack:
                    _add(stack, inner, at, block)
                elif isinstance(inner, dict):
                    inner = block.values
                elif listed:
                    block.values[listed] = inner
                else:
                    raise not_a_mapping("a list", at)
                stack.append(_Open(inner))
                continue
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                stack.pop()
                continue
            case yaml.ScalarEvent():
                _check_tag(event.tag, at)
                plain = event.implicit[0] and event.tag not in _TEXT_TAGS
                is_key = bool(stack) and stack[-1].wants_key
                value = resolve(event.value) if plain and not is_key else event.value
            case _:
                continue
        if stack:
            _add(stack, value, at, block)
        elif value is not None:
            raise not_a_mapping("a single value", at)


def _add(stack: list[_Open], value: Value, at: Place, block: Block) -> None:
    inner = stack[-1]
    if isinstance(inner.values, list):
        inner.values.append(value)
    elif inner.key is not None:
        inner.values[inner.key] = value
        inner.key = None
    elif isinstance(value, str):
        if value in inner.values:
            block.repeated.append((at, value))
            if len(stack) == 1:
                block.repeated_top.add(value)
        if len(stack) == 1:
            block.places[value] = at
        inner.key = value
    else:
        raise Unreadable("a key is a list or a mapping; keys are words", at)


def _check_tag(tag: str | None, at: Place) -> None:
    if tag is not None and tag not in _TEXT_TAGS:
        shown = tag.replace("tag:yaml.org,2002:", "!!")[:40]
        raise Unreadable(f"the tag {shown} is not read; write the value without it", at)
