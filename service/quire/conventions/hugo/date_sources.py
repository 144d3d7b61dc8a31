"""Where the dates of a Hugo site's pages come from.

Source: https://gohugo.io/getting-started/configuration/#configure-front-matter
"""

from quire.conventions.hugo.rules import DATES, EXPIRIES, PUBLISH_DATES, UPDATES, DateSources
from quire.documents.fields import Fields

_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}


def date_sources(fields: Fields) -> DateSources:
    """Read `frontmatter`; with `enableGitInfo` commits come before a `lastmod`."""
    chosen = fields.nested("frontmatter")
    with_git = fields.flag("enablegitinfo") is True
    updates = (":git", *UPDATES) if with_git else UPDATES
    return DateSources(
        date=_sources(chosen, "date", DATES, with_git),
        publish_at=_sources(chosen, "publishdate", PUBLISH_DATES, with_git),
        updated_at=_sources(chosen, "lastmod", updates, with_git),
        expires_at=_sources(chosen, "expirydate", EXPIRIES, with_git),
        chosen="date" in chosen,
    )


def _sources(
    fields: Fields, name: str, default: tuple[str, ...], with_git: bool
) -> tuple[str, ...]:
    found: list[str] = []
    for source in map(str.lower, fields.texts(name, max_count=20)):
        if source == ":default":
            found += default
        elif source != ":git" or with_git:
            found += (source, *_ALIASES.get(source, ()))
    return tuple(dict.fromkeys(found)) or default
