"""What a front matter becomes, and the bounds that hold for every notation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from quire.model import Problem

MAX_HEADER_BYTES = 64 * 1024
MAX_DEPTH = 20
MAX_NODES = 10_000
MAX_INTEGER = 2**63 - 1

Value = object
"""None, str, Scalar, list[Value] or dict[str, Value]. Dates are str, as written."""


Place = tuple[int, int]
"""Line and column, 1-based; 0 for what is not known."""

NOWHERE: Place = (0, 0)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A boolean or number that remembers its spelling.

    A tag `1.10` is the text `1.10`, a weight `1.10` is the number 1.1: which of them is
    meant, only the reader of a field knows.

    Args:
        text: as written.
        value: finite integers fit in 64 bits; floats may be infinite or not a number.
    """

    text: str
    value: bool | int | float


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source file cut into its front matter and its body.

    Args:
        path: of the source file, for problems.
        values: by lower-cased key; see `Value`. Deeper keys stay as written.
        lines: 1-based line of each key of `values`, 0 where it could not be found.
        body: what follows the front matter, line ends as `\\n`.
        body_line: 1-based line of the body's first line.
        problems: in the order in which they were found.
        readable: False: there is a header that could not be read, so nobody knows whether
            this is a draft. It must not be published.
        ambiguous: keys of `values` that are given more than once, the last one is kept.
        headed: there is a header, readable or not; False: the file is all body.
        columns: 1-based column of each key of `values`, 0 where it could not be found.
    """

    path: str
    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    ambiguous: frozenset[str] = frozenset()
    headed: bool = True
    columns: dict[str, int] = field(default_factory=dict)

    def over(self, defaults: Mapping[str, Value]) -> "Parsed":
        """Fill in values that the file does not state itself; keys are lower-cased."""
        return replace(self, values={**defaults, **self.values}) if defaults else self


@dataclass(slots=True)
class Block:
    """One front matter as its notation reads it, keys as written.

    Args:
        values: None where the block is empty.
        places: 1-based line and column within the block, of top-level keys.
        repeated: (place, key) of each key given more than once in its mapping, at any depth.
        repeated_top: those of the top level.
    """

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    repeated: list[tuple[Place, str]] = field(default_factory=list)
    repeated_top: set[str] = field(default_factory=set)


class Unreadable(Exception):
    """A front matter that cannot be read.

    Args:
        place: within the text at hand.
        reason: completes "The front matter cannot be read: ...", with the remedy.
    """

    def __init__(
        self, reason: str, place: Place = NOWHERE, code: str = "front-matter-unreadable"
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place
        self.code = code


def place_at(text: str, position: int) -> Place:
    """Give the line and the column of a position in a text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def too_deep(place: Place = NOWHERE) -> Unreadable:
    """Say that values are nested deeper than `MAX_DEPTH`."""
    return Unreadable(
        f"values are nested deeper than {MAX_DEPTH} levels; flatten them",
        place,
        "front-matter-too-deep",
    )


def too_many(place: Place) -> Unreadable:
    """Say that there are more than `MAX_NODES` values."""
    return Unreadable(
        f"it holds more than {MAX_NODES} values; move data to a file of its own",
        place,
        "front-matter-too-large",
    )


def not_a_mapping(what: str, place: Place) -> Unreadable:
    """Say that the block is no mapping of keys to values."""
    return Unreadable(f"it is {what}; write `key: value` lines", place)
