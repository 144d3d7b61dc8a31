"""Values that templates ask for: found by a path of keys, shown as text."""

from collections.abc import Mapping, Sequence

MAX_SHOWN = 100_000
"""Characters of one value."""


def look_up(values: object, keys: Sequence[str]) -> tuple[object, bool]:
    """Follow keys through maps and lists; maps are asked in any case.

    Returns:
        The value, and whether there is one.
    """
    found = values
    for key in keys:
        if isinstance(found, Mapping):
            if key in found:
                found = found[key]
                continue
            folded = {str(name).lower(): value for name, value in found.items()}
            if key.lower() not in folded:
                return None, False
            found = folded[key.lower()]
        elif isinstance(found, Sequence) and not isinstance(found, str):
            index = {"first": 0, "last": -1}.get(key)
            if index is None:
                try:
                    index = int(key)
                except ValueError:
                    return (len(found), True) if key == "size" else (None, False)
            if not -len(found) <= index < len(found):
                return None, False
            found = found[index]
        elif key == "size" and isinstance(found, str):
            return len(found), True
        else:
            return None, False
    return found, True


def shown(value: object) -> str:
    """Give a value as templates print it: lists without anything between, maps not at all."""
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case str():
            text = value
        case int() | float():
            text = str(value)
        case list() | tuple():
            # Deeper lists are cut off: a printed value stays small.
            parts = (each for each in value[:1000] if isinstance(each, str | int | float))
            text = "".join(shown(each) for each in parts)
        case _:
            text = ""
    return text[:MAX_SHOWN]
