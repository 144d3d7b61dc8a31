"""What templates may ask, and what came of expanding them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_EXPANDED = 2 * 1024 * 1024
"""Characters that one body may become, over all that is made on the way."""
MAX_STEPS = 150_000
MAX_DEPTH = 40
"""Levels of pairs in pairs; deeper ones keep their text and lose their meaning."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a body's templates may ask.

    Args:
        site: `Site.values`.
        page: the page's front matter as plain JSON values, keys lower-cased.
        mapped: the operator's templates by lower-cased name of a shortcode, tag or include.
    """

    site: Mapping[str, object] = field(default_factory=dict)
    page: Mapping[str, object] = field(default_factory=dict)
    mapped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expanded:
    """A body without template syntax.

    Args:
        unknown: (construct, uses) of what nobody knows, as `shortcode tabs`.
        whole: False: it became too much, and `text` is empty.
    """

    text: str
    unknown: tuple[tuple[str, int], ...] = ()
    whole: bool = True


class TooMuch(Exception):
    """Expanding takes more than its bounds; never leaves this package."""


class Desk:
    """The books of one expansion: what is unknown, and how much may still be made."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.unknown: Counter[str] = Counter()
        self._characters = MAX_EXPANDED
        self._steps = MAX_STEPS

    def made(self, characters: int) -> None:
        """Count characters that were not in the body before.

        Raises:
            TooMuch: beyond `MAX_EXPANDED`.
        """
        self._characters -= max(0, characters)
        if self._characters < 0:
            raise TooMuch

    def step(self) -> None:
        """Count one step.

        Raises:
            TooMuch: beyond `MAX_STEPS`.
        """
        self._steps -= 1
        if self._steps < 0:
            raise TooMuch
