"""The shortcodes that Quire knows: one small function each, found by name.

A function takes a `Call` and gives `Markup`: markdown or HTML, values escaped by
`templates.markup`. Whatever it gives is sanitised later like all else in a body.
"""

from collections.abc import Callable
from dataclasses import dataclass

from quire.documents.templates.context import Context
from quire.documents.templates.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Markup:
    """What a call becomes.

    Args:
        text: without line ends around it.
        block: it wants lines of its own.
    """

    text: str
    block: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a shortcode, tag or include.

    Args:
        name: lower-cased, without folder and suffix.
        parameters: see there.
        inner: gives the text between opening and closing with its templates expanded; ""
            where there is no closing.
        source: gives the same text as it stands in the file.
        alone: nothing else stands before it on its line.
        context: what may be asked of site and page.
    """

    name: str
    parameters: Parameters
    inner: Callable[[], str]
    source: Callable[[], str]
    alone: bool
    context: Context

    def get(self, *names: str) -> str:
        """Give the first of the named parameters that is not empty, else ""."""
        return next(filter(None, (self.parameters.named.get(name, "") for name in names)), "")

    def at(self, index: int) -> str:
        """Give the positional parameter at an index, else ""."""
        given = self.parameters.positional
        return given[index] if index < len(given) else ""

    def first(self, *names: str) -> str:
        """Give the first of the named parameters, else the first positional one."""
        return self.get(*names) or self.at(0)


Shortcode = Callable[[Call], Markup]

_SHORTCODES: dict[str, Shortcode] = {}
_TEXTUAL: set[str] = set()


def shortcode(*names: str, in_code: bool = False) -> Callable[[Shortcode], Shortcode]:
    """Register a function under lower-cased names.

    Args:
        in_code: it gives plain text that makes sense in code, too; all others stay in code
            as they are written.
    """

    def registered(function: Shortcode) -> Shortcode:
        for name in names:
            if name in _SHORTCODES:
                raise ValueError(f"two functions want the shortcode {name}")
            _SHORTCODES[name] = function
            if in_code:
                _TEXTUAL.add(name)
        return function

    return registered


def find(name: str) -> Shortcode | None:
    """Find the function of a name, None where nobody knows it."""
    return _SHORTCODES.get(name)


def in_code(name: str) -> bool:
    """Say whether a name gives plain text that makes sense in code."""
    return name in _TEXTUAL


def names() -> frozenset[str]:
    """Give all names that are known."""
    return frozenset(_SHORTCODES)
