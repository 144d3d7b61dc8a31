"""The dates of one page, from where the site says that they come.

Source: https://gohugo.io/getting-started/configuration/#configure-front-matter
"""

from dataclasses import dataclass
from datetime import datetime

from quire.conventions.hugo.layout import Place, date_in_name
from quire.conventions.hugo.rules import rules_of, zone_of
from quire.documents.dates import DateUnreadable, read_date
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Scalar
from quire.model import Site

_FROM_COMMITS = frozenset({":git", ":filemodtime"})


@dataclass(frozen=True, slots=True)
class Dates:
    """Instants in the offsets they were written with, None where there is none.

    Args:
        slug: what the file's name says after a date that was taken from it, where the site
            takes dates from there; None where no such date was taken.
    """

    date: datetime | None
    publish_at: datetime | None
    updated_at: datetime | None
    created_at: datetime | None
    expires_at: datetime | None
    slug: str | None = None


def dates_of(fields: Fields, parsed: Parsed, where: Place, site: Site) -> Dates:
    """Read the dates of a page."""
    reader = _Reader(fields, where, site, flagged=published_flag(parsed) is not None)
    sources = rules_of(site).dates
    date, publish_at = reader.first(sources.date), reader.first(sources.publish_at)
    if date is None and not sources.chosen and (dated := date_in_name(where.stem)):
        date = publish_at = reader.read(dated[0])
    return Dates(
        date=date,
        publish_at=publish_at,
        updated_at=reader.first(sources.updated_at, to_commits=True),
        created_at=reader.first(("created",)),
        expires_at=reader.first(sources.expires_at),
        slug=reader.slug,
    )


def published_flag(parsed: Parsed) -> bool | None:
    """Read `published` where it is no date but says whether this is a draft."""
    match parsed.values.get("published"):
        case Scalar(value=bool(value)):
            return value
        case _:
            return None


class _Reader:
    def __init__(self, fields: Fields, where: Place, site: Site, *, flagged: bool) -> None:
        self._fields = fields
        self._stem = where.stem
        self._zone = zone_of(site, where.language.code)
        self._flagged = flagged
        self.slug: str | None = None

    def first(self, sources: tuple[str, ...], *, to_commits: bool = False) -> datetime | None:
        """Give the first date of several sources.

        Args:
            to_commits: a source that only commits know ends the search: their date is taken
                where a document has none of its own.
        """
        for source in sources:
            if source in _FROM_COMMITS and to_commits:
                return None
            instant = self._of(source)
            if instant is not None:
                return instant
        return None

    def read(self, text: str) -> datetime | None:
        """Read a date of a file's name; one that no calendar has is none."""
        try:
            return read_date(text, self._zone)
        except DateUnreadable:
            return None

    def _of(self, source: str) -> datetime | None:
        if source == ":filename":
            instant = self.read(self._stem[:10])
            if instant is not None and self.slug is None:
                self.slug = self._stem[10:].strip(" -_")
            return instant
        if source not in self._fields or (self._flagged and source == "published"):
            return None
        return self._fields.instant(source, default_zone=self._zone)
