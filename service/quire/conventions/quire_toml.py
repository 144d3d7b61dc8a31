"""The content's own `quire.toml`: an allow-list that a pull request may change.

Nothing in it can leak, execute or exhaust. Laid over what the site's generator says.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from quire.documents.fields import Fields
from quire.documents.front_matter import parse_data
from quire.model import Problem, Site, Taxonomy

FILE_NAME = "quire.toml"
_KEYS = ("title", "url", "default_lang", "post_sections", "excerpt_words", "permalinks", "taxonomies")
_ROLES = ("tag", "category", "series", "author")
_URL = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")


def overlay(site: Site, path: str, data: bytes) -> tuple[Site, tuple[Problem, ...]]:
    """Lay the settings of a `quire.toml` over a site.

    Args:
        path: of the file, for problems.
        data: TOML with one table `[site]`.
    """
    parsed = parse_data(path, data)
    outer = Fields(parsed)
    fields = outer.nested("site")
    changes: dict[str, object] = {}
    for name in ("title", "default_lang"):
        if value := fields.text(name, max_length=200):
            changes[name] = value
    if url := fields.text("url", max_length=500):
        if _URL.fullmatch(url):
            changes["url"] = url.rstrip("/")
        else:
            outer.problems.append(_problem(path, f"url {url!r} is no http(s) address"))
    if "post_sections" in fields:
        changes["post_sections"] = fields.texts("post_sections", max_count=50)
    words = fields.integer("excerpt_words", minimum=10, maximum=500)
    if words is not None:
        changes["excerpt_words"] = words
    if "permalinks" in fields:
        changes["permalinks"] = {
            section: pattern
            for section, pattern in fields.mapping("permalinks").items()
            if isinstance(pattern, str)
        }
    if "taxonomies" in fields:
        changes["taxonomies"] = _taxonomies(fields.mapping("taxonomies"))
    unknown = [
        *(f"{name}" for name in outer.names if name != "site"),
        *(f"site.{name}" for name in fields.names if name not in _KEYS),
    ]
    outer.problems.extend(_unknown(path, unknown))
    return replace(site, **changes), tuple(outer.problems)  # type: ignore[arg-type]


def _taxonomies(roles: dict[str, object]) -> tuple[Taxonomy, ...]:
    return tuple(
        Taxonomy(role, key) for role, key in roles.items() if role in _ROLES and isinstance(key, str)
    )


def _unknown(path: str, names: Collection[str]) -> list[Problem]:
    known = ", ".join(_KEYS)
    return [_problem(path, f"{name!r} is no setting; [site] knows {known}") for name in names]


def _problem(path: str, fault: str) -> Problem:
    return Problem(path, 0, "unknown-setting", f"{fault[:280]}.")
