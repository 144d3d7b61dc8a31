"""Dates of a plain file: in its front matter under the keys that people use, else in its path."""

from dataclasses import dataclass
from datetime import datetime

from quire.conventions.plain.layout import Place
from quire.documents.dates import DateUnreadable, date_of_path, read_date
from quire.documents.fields import Fields
from quire.model import Site

PUBLISHED = (
    "date",
    "pubdate",
    "published",
    "published_at",
    "publishedat",
    "published_date",
    "publisheddate",
    "publish_date",
    "publishdate",
    "date_published",
    "datepublished",
)
UPDATED = (
    "updated",
    "updated_at",
    "updatedat",
    "updated_date",
    "updateddate",
    "lastmod",
    "modified",
    "last_modified_at",
    "lastmodified",
    "last_updated",
    "lastupdated",
)
CREATED = ("created", "created_at", "createdat")
PUBLISH_AT = ("publishdate", "publish_date", "publish_at", "publishat")
EXPIRES = ("expires", "expires_at", "expirydate", "unpublishdate")
DATE_KEYS = frozenset((*PUBLISHED, *UPDATED, *CREATED, *PUBLISH_AT, *EXPIRES, "last_update"))
HIDING = frozenset((*PUBLISHED, *PUBLISH_AT, *EXPIRES))
"""Those that decide when a document is shown: in doubt it is not."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one file, None where it has none.

    Args:
        fault: of a date in the path that no calendar has, else None.
    """

    published: datetime | None
    publish_at: datetime | None
    updated: datetime | None
    created: datetime | None
    expires: datetime | None
    fault: str | None = None


def read_dates(
    fields: Fields, where: Place, address: str | None, site: Site, schedules: bool
) -> Dates:
    """Read the dates of a file.

    Args:
        address: that the front matter gives the page, which may hold a date, too.
        schedules: the date of publication holds back what is still to come.
    """
    published = _first(fields, PUBLISHED, site)
    fault = None
    if published is None and not fields.invalid & set(PUBLISHED):
        published, fault = _of_path(where, address, site)
    publish_at = _first(fields, PUBLISH_AT, site)
    update = fields.nested("last_update") if fields.is_mapping("last_update") else None
    return Dates(
        published=published,
        publish_at=publish_at or (published if schedules else None),
        updated=_first(fields, UPDATED, site)
        or (_first(update, ("date",), site) if update else None),
        created=_first(fields, CREATED, site),
        expires=_first(fields, EXPIRES, site),
        fault=fault,
    )


def _first(fields: Fields, names: tuple[str, ...], site: Site) -> datetime | None:
    for name in names:
        if name in fields and not fields.is_flag(name):
            instant = fields.instant(name, default_zone=site.time_zone)
            if instant is not None:
                return instant
    return None


def _of_path(where: Place, address: str | None, site: Site) -> tuple[datetime | None, str | None]:
    path = "/".join((*where.folders, where.name))
    if where.is_index and where.name.lower() != "index":
        path = ""
    dated = date_of_path(path) or (date_of_path(address) if address else None)
    if dated is None:
        return None, None
    try:
        return read_date(dated[0], site.time_zone), None
    except DateUnreadable as error:
        return None, f"The date {dated[0]} in the path cannot be read: {error}; mend the name."
