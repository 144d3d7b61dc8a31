"""The sitemap: the site's own addresses in parts, an index over them.

Parts are filled oldest document first, so that a new one changes the last part alone.

Source: sitemaps.org/protocol.html; Google Search Central, localized versions (hreflang).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from quire.api.v1.schemas.resource import rfc3339
from quire.api.xml import DECLARATION, clean, language_tag
from quire.catalogue import Catalogue, bitsets
from quire.catalogue.columns import NO_DATE, DocumentRow

MAX_BYTES = 2_000_000
MAX_ADDRESSES = 50_000

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_OPEN = f'<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
_CLOSE = b"</urlset>"
_ROOM = MAX_BYTES - len(DECLARATION) - len(_OPEN) - len(_CLOSE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sitemap.

    Args:
        entries: ready.
        changed_at: when the last of its documents changed, `NO_DATE` where nobody knows.
    """

    entries: tuple[bytes, ...]
    changed_at: int


def read_parts(catalogue: Catalogue, default_lang: str) -> Iterator[Part]:
    """Cut the sitemap into parts, each full before the next begins; one at least."""
    entries: list[bytes] = []
    changed_at, room = NO_DATE, _ROOM
    for ordinal in reversed(list(bitsets.members(catalogue.indexed))):
        entry = _entry(catalogue, ordinal, default_lang)
        if len(entry) > room or len(entries) == MAX_ADDRESSES:
            yield Part(tuple(entries), changed_at)
            entries, changed_at, room = [], NO_DATE, _ROOM
        entries.append(entry)
        changed_at = max(changed_at, _changed_at(catalogue.documents[ordinal]))
        room -= len(entry)
    yield Part(tuple(entries), changed_at)


def write_part(part: Part) -> bytes:
    """Write a part."""
    return b"".join((DECLARATION, _OPEN, *part.entries, _CLOSE))


def write_index(parts: Iterator[tuple[str, Part]]) -> bytes:
    """Write the index over parts, each at its address."""
    rows = (
        f"<sitemap><loc>{_text(url)}</loc>{_lastmod(part.changed_at)}</sitemap>\n".encode()
        for url, part in parts
    )
    return b"".join(
        (DECLARATION, f"<sitemapindex {_NAMESPACE}>\n".encode(), *rows, b"</sitemapindex>")
    )


def _entry(catalogue: Catalogue, ordinal: int, default_lang: str) -> bytes:
    row = catalogue.documents[ordinal]
    versions = [
        (n, catalogue.documents[n])
        for n in (ordinal, *row.translations)
        if catalogue.indexed >> n & 1
    ]
    alternates = ""
    if len(versions) > 1:
        versions.sort(key=lambda version: version[1].lang)
        alternates = "".join(
            _alternate(tag, version.url)
            for _, version in versions
            if (tag := language_tag(version.lang))
        )
        alternates += "".join(
            _alternate("x-default", version.url)
            for _, version in versions
            if version.lang == default_lang
        )
    lastmod = _lastmod(_changed_at(row))
    return f"<url><loc>{_text(row.url)}</loc>{lastmod}{alternates}</url>\n".encode()


def _alternate(tag: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(clean(url))}/>'


def _changed_at(row: DocumentRow) -> int:
    return row.published_at if row.updated_at == NO_DATE else row.updated_at


def _lastmod(micros: int) -> str:
    if micros == NO_DATE:
        return ""
    return f"<lastmod>{rfc3339(_EPOCH + timedelta(seconds=micros // 1_000_000))}</lastmod>"


def _text(url: str) -> str:
    return escape(clean(url))
