"""The sites that Hugo builds of one content: by language, version and role.

Quire reads one of them, in all its languages: that of the default version and the default role.

Source: https://gohugo.io/configuration/versions/, https://gohugo.io/configuration/roles/ and
https://gohugo.io/content-management/front-matter/#sites (0.168).
"""

import re
from dataclasses import dataclass

from quire.conventions.hugo.rules import rules_of
from quire.conventions.patterns import Pattern, glob
from quire.documents.fields import Fields
from quire.documents.front_matter import Scalar, Value
from quire.model import Site

_FIRST_VERSION = "v1.0.0"
_GUEST = "guest"
_MAX_GLOBS = 50
_ALL = glob("**")
_NUMBER = re.compile(r"\d+")


class Unreadable(Exception):
    """What is said cannot be followed: the text goes on behind "The cascade", "The mount", ..."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """For which sites something is meant.

    Args:
        langs: the languages, that of the default first; None where nothing is said of them.
        is_read: the site that Quire reads is among them.
    """

    langs: tuple[str, ...] | None = None
    is_read: bool = True


def default_version(fields: Fields) -> str:
    """Name the version that stands at the site's root: the highest, unless one is chosen."""
    chosen = fields.text("defaultcontentversion", max_length=100)
    names = sorted(
        fields.nested("versions").names, key=lambda name: [int(n) for n in _NUMBER.findall(name)]
    )
    return (chosen or (names[-1] if names else _FIRST_VERSION)).lower()


def default_role(fields: Fields) -> str:
    """Name the role of those who read the site's root."""
    return (fields.text("defaultcontentrole", max_length=100) or _GUEST).lower()


def matrix_of(sites: Value, site: Site) -> Matrix:
    """Read a `sites`: of a page, a mount or the target of a cascade.

    Its `complements` only fill gaps of other languages, so they are passed over.

    Raises:
        Unreadable: it holds what is unknown.
    """
    rules = rules_of(site)
    given = _mapping(_mapping(sites, ("matrix", "complements")).get("matrix"), _DIMENSIONS)
    langs = None
    if (wanted := given.get("languages")) is not None:
        langs = tuple(code for code in site.langs if _is_meant(wanted, code))
    version, role = given.get("versions"), given.get("roles")
    return Matrix(
        langs,
        (version is None or _is_meant(version, rules.version))
        and (role is None or _is_meant(role, rules.role)),
    )


_DIMENSIONS = ("languages", "versions", "roles")


def _mapping(value: Value, known: tuple[str, ...]) -> dict[str, Value]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unreadable("has `sites` that are no mapping")
    values = {name.lower(): item for name, item in value.items()}
    unknown = next((name for name in values if name not in known), None)
    if unknown is not None:
        raise Unreadable(f"has the unknown key {unknown[:60]!r} in its `sites`")
    return values


def _is_meant(globs: Value, text: str) -> bool:
    """Say whether one of the globs means a text, and none of those that begin with `! ` does."""
    wanted: list[Pattern] = []
    unwanted: list[Pattern] = []
    for each in globs if isinstance(globs, list) else [globs]:
        spelled = each.text.lower() if isinstance(each, Scalar) else each
        if not isinstance(spelled, str) or len(wanted) + len(unwanted) >= _MAX_GLOBS:
            raise Unreadable("has `sites` with no list of a few texts")
        found = glob(spelled.removeprefix("! ").lower())
        if found is None:
            raise Unreadable(f"has `sites` with a pattern that cannot be read: {spelled[:60]!r}")
        (unwanted if spelled.startswith("! ") else wanted).append(found)
    if unwanted and any(each is not _ALL for each in wanted):
        raise Unreadable("has `sites` that mix names that are meant with names that are not")
    return not any(each.matches(text) for each in unwanted) and (
        not wanted or any(each.matches(text) for each in wanted)
    )
