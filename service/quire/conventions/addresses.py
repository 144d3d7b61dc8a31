"""Addresses found in content, resolved against their file, its site and the files there are."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from urllib.parse import quote, unquote

from quire.conventions.covers import is_folder_of_its_own, named_covers
from quire.conventions.own_paths import OwnPaths
from quire.conventions.paths import encoded, folded
from quire.conventions.port import Convention
from quire.documents.sanitising import fragment
from quire.model import Reference, Site, SourceFile
from quire.model.pictures import MAX_PIXELS, VARIANT_WIDTHS, Variant

MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
"""Content types that are served, by suffix; files of other types stay on their site."""

_SCALED = ("png", "jpg", "jpeg", "webp", "avif")
"""Of these, a smaller copy shows all that the picture shows: a GIF may be an animation."""

MAX_MEDIA_BYTES = 20 * 1024 * 1024

_ABSOLUTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")

Measure = Callable[[SourceFile], tuple[int, int] | None]
"""Give the width and height of an image file in pixels, None for what is no image."""


def media_type(path: str) -> str | None:
    """Give the content type under which a file is served, None where it is not."""
    return MEDIA_TYPES.get(path.rpartition(".")[2].lower())


class Addresses:
    """Resolves the addresses of one site at one revision.

    Args:
        files: the tree, by path.
        permalinks: of visible documents, by source path.
        media_base: what a media path is appended to: `/v1/media/` or an absolute URL.
        measure: reads image dimensions.
        known: paths on the site, each with the permalink that it leads to; see `known_paths`.
    """

    def __init__(
        self,
        convention: Convention,
        site: Site,
        files: Mapping[str, SourceFile],
        permalinks: Mapping[str, str],
        media_base: str,
        measure: Measure,
        known: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._convention = convention
        self._site = site
        self._files = files
        self._permalinks = permalinks
        self._media_base = media_base
        self._measure = measure
        self._own = OwnPaths(site, known, permalinks.values(), self._published)
        self.media: dict[str, SourceFile] = {}
        """Files that were resolved to, by published path."""
        self._resolved: dict[tuple[str, str, str], Reference] = {}

    def resolve(self, kind: str, address: str, path: str) -> Reference:
        """Resolve an address as written.

        Args:
            kind: `link` or `image`.
            path: of the source file in which it stands.
        """
        # A build asks three times: for digests, for problems, for the HTML.
        wanted = (kind, address, path)
        if wanted not in self._resolved:
            self._resolved[wanted] = self._resolve(*wanted)
        return self._resolved[wanted]

    def _resolve(self, kind: str, address: str, path: str) -> Reference:
        if not address or address.startswith("#"):
            return Reference(address)
        inside = self._own.inside(address)
        if inside is None and _ABSOLUTE.match(address):
            return Reference(address)
        wanted = address if inside is None else inside
        if self._own.base and wanted.startswith(f"{self._own.base}/"):
            wanted = wanted[len(self._own.base) :]
        bare = re.split(r"[?#]", wanted, maxsplit=1)[0]
        tail = wanted[len(bare) :]
        decoded = unquote(bare)
        place = self._beside(self._permalinks.get(path, "/"), bare)
        if kind == "link" and "." not in decoded and (permalink := self._own.permalink(place)):
            return self._to(permalink, tail)
        for location in self._convention.locations(decoded, path, self._site):
            if location in self._permalinks:
                return self._to(self._permalinks[location], tail)
            if location in self._files and (found := self._media(self._files[location], tail)):
                return found
        if kind == "image":
            return self._missing(address, self._beside("/", bare), tail, inside)
        if permalink := self._own.permalink(place):
            return self._to(permalink, tail)
        url = address if inside is not None else self._on_site(place) + tail
        if decoded.lower().endswith((".md", ".markdown")) or self._own.is_broken(place):
            fault = "leads to no published file; mend the address."
            return Reference(url, problem=("broken-link", f"The link {address[:200]!r} {fault}"))
        return Reference(url)

    def covers_beside(self, path: str) -> Sequence[str]:
        """Give the addresses of pictures beside a content file that are named as its cover,
        best first."""
        return self._covers.get(path.rpartition("/")[0], ()) if is_folder_of_its_own(path) else ()

    @cached_property
    def _covers(self) -> Mapping[str, tuple[str, ...]]:
        return named_covers(self._files)

    def _to(self, permalink: str, tail: str) -> Reference:
        """Refer to a place in a published document, by the ids that its HTML has."""
        query, sign, name = tail.partition("#")
        return Reference(self._on_site(permalink) + query + (fragment(sign + name) if sign else ""))

    def _missing(self, address: str, place: str, tail: str, inside: str | None) -> Reference:
        """Refer to a picture that is not there; one on another machine of the site may be."""
        if inside is not None:
            return Reference(address)
        fault = "is not among the site's files; add it or mend the address."
        problem = ("missing-image", f"The image {address[:200]!r} {fault}")
        return Reference(self._on_site(place) + tail, problem=problem)

    def _media(self, file: SourceFile, tail: str) -> Reference | None:
        """Refer to a file that is no content; None where the site does not publish it."""
        published = self._convention.published_path(file.path, self._site)
        if published is None or media_type(published) is None:
            return None
        if file.size > MAX_MEDIA_BYTES:
            url = self._on_site(encoded(f"/{published}")) + tail
            fault = f"is larger than {MAX_MEDIA_BYTES // 2**20} MiB; make it smaller."
            return Reference(url, problem=("media-too-large", f"{file.path[:200]!r} {fault}"))
        self.media.setdefault(published, file)
        if self.media[published] is not file:
            return None
        width, height = self._measure(file) or (None, None)
        served = self._media_base + quote(published)
        url = served + "".join(tail.partition("#")[1:])
        return Reference(url, published, width, height, None, _srcset(served, width, height))

    def _published(self) -> Iterator[str]:
        """Give the paths of all files that are no content."""
        for path in self._files:
            if published := self._convention.published_path(path, self._site):
                yield published

    def _beside(self, permalink: str, address: str) -> str:
        """Read an address as a browser does that stands at a permalink."""
        parent = "" if address.startswith("/") else permalink.rpartition("/")[0]
        path = f"{parent}/{address}" if address else permalink
        return encoded(folded(unquote(path)))

    def _on_site(self, path: str) -> str:
        return f"{self._site.url}{path}" if self._site.url else path


def _srcset(url: str, width: int | None, height: int | None) -> tuple[Variant, ...]:
    """Give the copies of a picture that are smaller than it; none where there can be none."""
    if width is None or height is None or width * height > MAX_PIXELS:
        return ()
    if url.rpartition(".")[2].lower() not in _SCALED:
        return ()
    return tuple(Variant(f"{url}?w={each}", each) for each in VARIANT_WIDTHS if each < width)
