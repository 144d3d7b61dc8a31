"""What hides a page of a Hugo site. In doubt it is hidden: whatever hides must be readable.

Source: https://gohugo.io/content-management/build-options/
"""

from quire.conventions.hugo.cascade import kind_of
from quire.conventions.hugo.dates import published_flag
from quire.conventions.hugo.layout import Place
from quire.conventions.hugo.rules import rules_of
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed
from quire.model import Site

BUILD_KEYS = ("build", "_build")


def hidden(fields: Fields, parsed: Parsed, where: Place, site: Site) -> str | None:
    """Say why a page is never shown; None where it may be. Its dates must have been read."""
    if (why := withheld(fields, parsed, site)) is not None:
        return why
    if where.is_leaf_bundle and fields.flag("headless"):
        return "unpublished"
    if kind_of(where, site) in rules_of(site).disabled_kinds:
        return "unpublished"
    for name in BUILD_KEYS:
        build = fields.nested(name)
        render = build.text("render", max_length=20) or "always"
        if build.invalid or render.lower() not in ("always", "true"):
            return "unpublished"
    return "unreadable" if parsed.ambiguous & {*BUILD_KEYS} else None


def withheld(fields: Fields, parsed: Parsed, site: Site) -> str | None:
    """Say why a page is not meant to be seen, and with a list all that lies below it.

    Its dates must have been read.
    """
    if not parsed.readable:
        return "unreadable"
    draft = fields.flag("draft")
    if draft is None and published_flag(parsed) is False:
        draft = True
    if draft is INVALID or (draft and not site.shows_drafts):
        return "draft"
    hiding = rules_of(site).dates.hiding
    return "unreadable" if (fields.invalid | parsed.ambiguous) & hiding else None


def is_unlisted(fields: Fields) -> bool:
    """Say whether a page is published, but in none of the site's lists."""
    lists = (fields.nested(name).text("list", max_length=20) for name in BUILD_KEYS)
    return any(each is not None and each.lower() not in ("always", "true") for each in lists)
