"""The dates of one page, from where the site says that they come.

Source: https://gohugo.io/getting-started/configuration/#configure-front-matter
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from quire.conventions.hugo.layout import Place, date_in_name
from quire.conventions.hugo.rules import building_of, zone_of
from quire.documents.dates import DateUnreadable, read_date
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Scalar
from quire.model import Site

_FROM_COMMITS = frozenset({":git", ":filemodtime"})


@dataclass(frozen=True, slots=True)
class Dates:
    """Instants in the offsets they were written with, None where there is none.

    Args:
        asked: the front matter keys that had a say in whether the page is shown.
        slug: what the file's name says after a date that was taken from it, where the site
            takes dates from there; None where no such date was taken.
    """

    date: datetime | None
    publish_at: datetime | None
    updated_at: datetime | None
    created_at: datetime | None
    expires_at: datetime | None
    asked: frozenset[str] = frozenset()
    slug: str | None = None


def dates_of(fields: Fields, parsed: Parsed, where: Place, site: Site) -> Dates:
    """Read the dates of a page.

    As in Hugo, where front matter has no `date`, `lastmod` or `publishDate`, the one that was
    found stands for it in the sources that are asked later.
    """
    reader = _Reader(fields, where, site, flagged=published_flag(parsed) is not None)
    sources = building_of(site, where.language.code).dates
    date = reader.first(sources.date, "date")
    updated_at = reader.updated_at(sources.updated_at)
    if "lastmod" in sources.hiding:
        reader.first(sources.lastmod, "lastmod")
    publish_at = reader.first(sources.publish_at, "publishdate")
    expires_at = reader.first(sources.expires_at, "expirydate")
    if date is None and not sources.chosen and (dated := date_in_name(where.stem)):
        date = publish_at = reader.read(dated[0])
    return Dates(
        date=date,
        publish_at=publish_at,
        updated_at=updated_at,
        created_at=reader.written("created"),
        expires_at=expires_at,
        asked=sources.hiding | reader.asked,
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
        self._found: dict[str, datetime] = {}
        self.asked: set[str] = set()
        self.slug: str | None = None

    def first(self, sources: tuple[str, ...], stands_for: str) -> datetime | None:
        """Give the first date of several sources.

        Args:
            stands_for: the key that front matter may lack; the date is remembered for it.
        """
        for source in sources:
            self.asked.add(source)
            instant = self._of(source)
            if instant is not None:
                if stands_for not in self._fields:
                    self._found[stands_for] = instant
                return instant
        return None

    def updated_at(self, sources: tuple[str, ...]) -> datetime | None:
        """Give the date of the last change, where front matter comes before the commits: their
        date is taken where a document has none of its own."""
        known = takewhile(lambda source: source not in _FROM_COMMITS, sources)
        return next(filter(None, map(self._of, known)), None)

    def read(self, text: str) -> datetime | None:
        """Read a date of a file's name; one that no calendar has is none."""
        try:
            return read_date(text, self._zone)
        except DateUnreadable:
            return None

    def written(self, key: str) -> datetime | None:
        """Read a date of the front matter."""
        if key not in self._fields or (self._flagged and key == "published"):
            return None
        return self._fields.instant(key, default_zone=self._zone)

    def _of(self, source: str) -> datetime | None:
        if source == ":filename":
            instant = self.read(self._stem[:10])
            if instant is not None and self.slug is None:
                self.slug = self._stem[10:].strip(" -_")
            return instant
        return self._found.get(source) or self.written(source)
