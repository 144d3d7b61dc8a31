"""The permalink patterns of a Hugo site's configuration.

Source: https://gohugo.io/content-management/urls/#permalinks, in the form of 0.111 (patterns by
section) and in that of later versions (by kind of page, then by section).
"""

from collections.abc import Iterable

from quire.conventions.hugo.permalinks import unknown_tokens
from quire.documents.fields import Fields

_MAX_LENGTH = 200
_LIST_KINDS = ("section", "taxonomy", "term")


def patterns_of(fields: Fields, default_lang: str) -> dict[str, dict[str, str]]:
    """Collect the patterns; one that cannot be followed is a problem.

    Returns:
        By kind, "" for regular pages; there by section, with the language and a colon in
        front where a pattern is that of one language only (`de:blog`).
    """
    found = _of_one(fields, "")
    languages = fields.nested("languages")
    for code in languages.names:
        own = languages.nested(code)
        if "permalinks" in own:
            for kind, patterns in _of_one(own, f"{code}:").items():
                found[kind].update(patterns)
    for patterns in found.values():
        of_default = [key for key in patterns if key.startswith(f"{default_lang}:")]
        for key in of_default:
            patterns[key.partition(":")[2]] = patterns[key]
    return found


def asks_for_sections(patterns: Iterable[str]) -> bool:
    """Say whether one of the patterns needs to know which folders are sections."""
    return any(":sections" in pattern for pattern in patterns)


def _of_one(fields: Fields, prefix: str) -> dict[str, dict[str, str]]:
    patterns = fields.mapping("permalinks")
    found = {"": _usable(fields, patterns, prefix)}
    for kind in _LIST_KINDS:
        nested = patterns.get(kind)
        found[kind] = _usable(fields, nested, prefix) if isinstance(nested, dict) else {}
    nested = patterns.get("page")
    if isinstance(nested, dict):
        found[""].update(_usable(fields, nested, prefix))
    return found


def _usable(fields: Fields, patterns: dict[str, object], prefix: str) -> dict[str, str]:
    usable = {}
    for section, pattern in patterns.items():
        if not isinstance(pattern, str):
            continue
        if len(pattern) > _MAX_LENGTH:
            fault = f"is longer than {_MAX_LENGTH} characters"
        elif unknown := unknown_tokens(pattern):
            fault = f"holds {unknown[0][:40]!r}, which is no token"
        else:
            usable[f"{prefix}{section.lower().strip('/')}"] = pattern
            continue
        message = f"The permalink pattern of {section[:60]!r} {fault}; it is left out."
        fields.report("permalinks", "invalid-setting", message)
    return usable
