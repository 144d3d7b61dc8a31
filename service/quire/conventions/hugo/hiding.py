"""What hides a page of a Hugo site. In doubt it is hidden: whatever hides must be readable.

Source: https://gohugo.io/content-management/build-options/
"""

from quire.conventions.hugo.cascade import kind_of
from quire.conventions.hugo.dates import Dates, published_flag
from quire.conventions.hugo.layout import Place
from quire.conventions.hugo.rules import building_of
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed
from quire.model import Site

BUILD_KEYS = ("build", "_build")


def hidden(fields: Fields, parsed: Parsed, dates: Dates, where: Place, site: Site) -> str | None:
    """Say why a page is never shown; None where it may be."""
    if not parsed.readable:
        return "unreadable"
    building = building_of(site, where.language.code)
    draft = fields.flag("draft")
    if draft is None and published_flag(parsed) is False:
        draft = True
    if draft is INVALID or (draft and not building.drafts):
        return "draft"
    kind = kind_of(where, site)
    if fields.flag("headless") or kind in building.disabled_kinds:
        return "unpublished"
    if kind in building.unwritten_kinds and not fields.raw("outputs"):
        return "unpublished"
    for name in BUILD_KEYS:
        build = fields.nested(name)
        render = build.text("render", max_length=20) or "always"
        if build.invalid or render.lower() not in ("always", "true"):
            return "unpublished"
    doubtful = (fields.invalid | parsed.ambiguous) & dates.asked
    return "unreadable" if doubtful or parsed.ambiguous & {*BUILD_KEYS} else None


def is_unlisted(fields: Fields) -> bool:
    """Say whether a page is published, but in none of the site's lists."""
    lists = (fields.nested(name).text("list", max_length=20) for name in BUILD_KEYS)
    return any(each is not None and each.lower() not in ("always", "true") for each in lists)
