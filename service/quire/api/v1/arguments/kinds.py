"""Kinds of parameter values: numbers, words, lists, choices. Strict, bounded, never clamped."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from marshmallow import fields, missing, validate

from quire.api.v1.arguments.faults import Flaw, raise_if_any, shown, unknown
from quire.catalogue import Choice, SortKey

MAX_IDS = 100
MAX_OCCURRENCES = 8
MAX_VALUES = 32
MAX_VALUE_CHARACTERS = 200

COMMA_LISTS = frozenset(
    {"facets", "fields", "formats", "highlight", "id", "include", "slug", "sort", "types"}
)
"""Parameters that are lists wherever they are known: `a=1&a=2` is another spelling of `a=1,2`."""

OPAQUE = frozenset({"since"})
"""Parameters whose values nobody writes but us."""

_ID = re.compile(r"[0-9a-f]{24}", re.ASCII)
_DIGITS = re.compile(r"-?[0-9]{1,100}")
_LONG = 10


class Given(fields.Field[Any]):
    """A value that is read where it was given; `absent` stands for one that was not."""

    absent: Any = None

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,  # noqa: ARG002 - the port's own signature
        data: Mapping[str, Any] | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> Any:
        """Read the value.

        Raises:
            Flaw: it is not valid, or it is required and was not given.
        """
        if value == "":
            raise Flaw(("empty", "The value is empty.", None))
        if value is not missing:
            return self.read(value)
        if self.required:
            raise Flaw(("missing", "This parameter is required.", None))
        return self.absent

    def read(self, value: Any) -> Any:
        """Read a value that was given."""
        raise NotImplementedError


class WholeNumber(Given, fields.Integer):
    """A whole number in ASCII digits, within bounds."""

    def __init__(self, lowest: int, highest: int, default: int, description: str) -> None:
        super().__init__(
            load_default=default,
            validate=validate.Range(lowest, highest),
            metadata={"description": description},
        )
        self.lowest = lowest
        self.highest = highest
        self.absent = default

    def read(self, value: str) -> int:
        """Read the number; the bounds are checked here, for the error to name them."""
        if not _DIGITS.fullmatch(value):
            raise Flaw(("invalid", f"{shown(value)} is not a whole number.", None))
        if value[0] == "-" or (len(value) < _LONG and int(value) < self.lowest):
            raise Flaw(("out_of_range", f"{value} is less than {self.lowest}.", str(self.lowest)))
        if len(value) >= _LONG or int(value) > self.highest:
            raise Flaw(("out_of_range", f"{value} is more than {self.highest}.", str(self.highest)))
        return int(value)


class OneOf(Given, fields.String):
    """One word out of a few."""

    def __init__(self, words: Collection[str], description: str) -> None:
        super().__init__(
            validate=validate.OneOf(list(words)), metadata={"description": description}
        )
        self.words = words

    def read(self, value: str) -> str:
        """Read the word."""
        if value not in self.words:
            raise Flaw(unknown(value, self.words, "one of the known values"))
        return value


class Text(Given, fields.String):
    """A text of bounded length."""

    def __init__(
        self, longest: int, description: str, *, required: bool = False, **metadata: Any
    ) -> None:
        super().__init__(
            required=required,
            validate=validate.Length(1, longest),
            metadata={"description": description, **metadata},
        )
        self.longest = longest

    def read(self, value: str) -> str:
        """Read the text."""
        if len(value) > self.longest:
            detail = f"{len(value)} characters are more than {self.longest}."
            raise Flaw(("too_long", detail, str(self.longest)))
        return value


class Words(Given, fields.List[Any]):
    """Words from a known set, joined by commas; one of `COMMA_LISTS`."""

    absent: Any = ()
    code = "unknown_value"

    def __init__(
        self,
        known: Collection[str],
        what: str,
        description: str,
        example: list[str],
        data_key: str | None = None,
    ) -> None:
        super().__init__(
            fields.String(validate=validate.OneOf(list(known))),
            data_key=data_key,
            validate=validate.Length(1, len(known)),
            metadata={"description": description, "example": example, "uniqueItems": True},
        )
        self.known = known
        self.what = what

    def read(self, value: str) -> tuple[Any, ...]:
        """Read the words; each at most once."""
        words = cut(value, len(self.known))
        flaws = [
            unknown(word, self.near(word), self.what, self.code)
            for word in words
            if word not in self.known
        ]
        raise_if_any(flaws + _repeated(list(map(self.named, words))))
        return tuple(map(self.meant, words))

    def near(self, _word: str) -> Collection[str]:
        """Give the words that one may have been meant for."""
        return self.known

    def named(self, word: str) -> str:
        """Give what may be named once."""
        return word

    def meant(self, word: str) -> Any:
        """Give the value of a known word."""
        return word


class SortKeys(Words):
    """Keys of an order, joined by commas; `-` before one turns it round."""

    code = "unknown_field"

    def __init__(self, names: Collection[str], description: str, example: list[str]) -> None:
        self.names = names
        self.turned = [f"-{name}" for name in names]
        known = [*names, *self.turned]
        super().__init__(known, "a field that can be sorted by", description, example)

    def near(self, word: str) -> Collection[str]:
        """Give the keys with the sign that the word has."""
        return self.turned if word[0] == "-" else self.names

    def named(self, word: str) -> str:
        """Give the key's field."""
        return word.removeprefix("-")

    def meant(self, word: str) -> SortKey:
        """Give the key."""
        return SortKey(word.removeprefix("-"), word[0] == "-")


class Slugs(Given, fields.List[Any]):
    """Slugs, joined by commas; one of `COMMA_LISTS`."""

    def __init__(self, most: int, description: str) -> None:
        super().__init__(
            fields.String(
                validate=validate.Length(1, MAX_VALUE_CHARACTERS),
                metadata={"pattern": "^[^,]+$"},
            ),
            validate=validate.Length(1, most),
            metadata={"description": description, "example": ["first-post", "second-post"]},
        )
        self.most = most

    def read(self, value: str) -> tuple[str, ...]:
        """Read the slugs."""
        return tuple(cut(value, self.most))


class Ids(Given, fields.List[Any]):
    """Ids, joined by commas; one of `COMMA_LISTS`."""

    def __init__(self, most: int, description: str) -> None:
        super().__init__(
            fields.String(metadata={"pattern": f"^{_ID.pattern}$"}),
            validate=validate.Length(1, most),
            metadata={"description": description, "example": ["5f0c2a9b7d1e4386f0a1b2c3"]},
        )
        self.most = most

    def read(self, value: str) -> tuple[str, ...]:
        """Read the ids."""
        ids = cut(value, self.most)
        hint = "24 hex digits"
        raise_if_any(
            [("invalid", f"{shown(id_)} is no id.", hint) for id_ in ids if not _ID.fullmatch(id_)]
        )
        return tuple(ids)


class Choices(Given, fields.List[Any]):
    """A filter that may be repeated (and), list values (or) and begin with `-` (not)."""

    absent: Any = ()

    def __init__(self, description: str, example: list[str], pattern: str | None = None) -> None:
        shape = pattern or r"-?[^,\-][^,]*(,[^,]+)*"
        super().__init__(
            fields.String(
                validate=validate.Length(1, MAX_VALUES * MAX_VALUE_CHARACTERS),
                metadata={"pattern": f"^{shape}$"},
            ),
            validate=validate.Length(1, MAX_OCCURRENCES),
            metadata={"description": description, "example": example},
        )
        self.pattern = re.compile(pattern) if pattern else None

    def read(self, value: list[str]) -> tuple[Choice, ...]:
        """Read every occurrence."""
        if len(value) > MAX_OCCURRENCES:
            detail = f"{len(value)} occurrences are more than {MAX_OCCURRENCES}."
            raise Flaw(("too_many", detail, str(MAX_OCCURRENCES)))
        return tuple(map(self._choice, value))

    def _choice(self, occurrence: str) -> Choice:
        if occurrence and self.pattern and not self.pattern.fullmatch(occurrence):
            raise Flaw(("invalid", f"{shown(occurrence)} is not of the form 2024,2025.", None))
        values = cut(occurrence.removeprefix("-"), MAX_VALUES)
        return Choice(tuple(values), negated=occurrence.startswith("-"))


def cut(value: str, most: int) -> list[str]:
    """Cut a value at its commas.

    Raises:
        Flaw: it or a part of it is empty or too long, or there are too many parts.
    """
    if not value:
        raise Flaw(("empty", "The value is empty.", None))
    parts = value.split(",")
    if len(parts) > most:
        raise Flaw(("too_many", f"{len(parts)} values are more than {most}.", str(most)))
    if not all(parts):
        raise Flaw(("empty", "A value between the commas is empty.", None))
    longest = max(map(len, parts))
    if longest > MAX_VALUE_CHARACTERS:
        detail = f"{longest} characters are more than {MAX_VALUE_CHARACTERS}."
        raise Flaw(("too_long", detail, str(MAX_VALUE_CHARACTERS)))
    return parts


def _repeated(names: list[str]) -> list[tuple[str, str, str | None]]:
    twice = dict.fromkeys(name for name in names if names.count(name) > 1)
    return [("repeated", f"{shown(name)} is named twice.", None) for name in twice]
