"""Parameters of a shortcode or tag: by position and by name, quoted in any of three ways."""

import re
from dataclasses import dataclass, field

MAX_PARAMETERS = 100

_PARAMETER = re.compile(
    r"""[\s,]*(?:([\w.-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`"""
    r"""|“([^”]*)”|([^\s,"'`“][^\s,]*))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": ""}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of one call.

    Args:
        positional: in order.
        named: by lower-cased name; the last of equal names.
        bare: names of the named ones that were given without quotes.
    """

    positional: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()


def parameters_of(text: str) -> Parameters:
    """Read parameters; what comes after something unreadable is left out."""
    positional: list[str] = []
    named: dict[str, str] = {}
    bare: set[str] = set()
    at = 0
    while len(positional) + len(named) < MAX_PARAMETERS:
        found = _PARAMETER.match(text, at)
        if found is None:
            break
        name, double, single, raw, curly, plain = found.groups()
        quoted = double if double is not None else single
        if quoted is not None:
            value = _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), quoted)
        else:
            value = next((each for each in (raw, curly, plain) if each is not None), "")
        if name is None:
            positional.append(value)
        else:
            named[name.lower()] = value
            if plain is not None:
                bare.add(name.lower())
        at = found.end()
    return Parameters(tuple(positional), named, frozenset(bare))
