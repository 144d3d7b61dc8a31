"""Where the dates of a Hugo site's pages come from.

Source: https://gohugo.io/getting-started/configuration/#configure-front-matter
"""

from quire.conventions.hugo.rules import (
    DATES,
    EXPIRIES,
    LASTMODS,
    PUBLISH_DATES,
    UPDATES,
    DateSources,
)
from quire.documents.fields import Fields

_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}


def date_sources(fields: Fields, own: Fields) -> DateSources:
    """Read `frontmatter`; with `enableGitInfo` commits come before a `lastmod`.

    Args:
        own: the settings of one language; its `frontmatter` takes the place of the site's.
    """
    chosen = (own if "frontmatter" in own else fields).nested("frontmatter")
    with_git = fields.flag("enablegitinfo") is True
    commits = (":git",) if with_git else ()

    def sources(name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        return _sources(chosen, name, default, with_git)

    return DateSources(
        date=sources("date", DATES),
        publish_at=sources("publishdate", PUBLISH_DATES),
        lastmod=sources("lastmod", (*commits, *LASTMODS)),
        updated_at=sources("lastmod", (*commits, *UPDATES)),
        expires_at=sources("expirydate", EXPIRIES),
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
