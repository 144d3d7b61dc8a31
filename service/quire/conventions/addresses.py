"""Addresses found in content, resolved against their file, its site and the files there are."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote, urljoin

from quire.conventions.port import Convention
from quire.model import Reference, Site, SourceFile

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
    """

    def __init__(
        self,
        convention: Convention,
        site: Site,
        files: Mapping[str, SourceFile],
        permalinks: Mapping[str, str],
        media_base: str,
        measure: Measure,
    ) -> None:
        self._convention = convention
        self._site = site
        self._files = files
        self._permalinks = permalinks
        self._media_base = media_base
        self._measure = measure
        self.media: dict[str, SourceFile] = {}
        """Files that were resolved to, by published path."""

    def resolve(self, kind: str, address: str, path: str) -> Reference:
        """Resolve an address as written.

        Args:
            kind: `link` or `image`.
            path: of the source file in which it stands.
        """
        if not address or address.startswith("#") or _ABSOLUTE.match(address):
            return Reference(address)
        bare = re.split(r"[?#]", address, maxsplit=1)[0]
        tail = address[len(bare) :]
        decoded = unquote(bare)
        found = self._find(decoded, path)
        if found is not None and found.path in self._permalinks:
            return Reference(self._on_site(self._permalinks[found.path]) + tail)
        if found is not None and (reference := self._media(found)):
            return reference
        url = self._on_site(urljoin(self._permalinks.get(path, "/"), bare)) + tail
        if kind == "image":
            url = self._on_site(urljoin("/", bare)) + tail
            problem = (
                "missing-image",
                f"the image {address[:200]!r} is not among the site's files; add it or mend "
                "the address.",
            )
            return Reference(url, problem=problem)
        if found is None and decoded.lower().endswith((".md", ".markdown")):
            problem = (
                "broken-link",
                f"the link {address[:200]!r} leads to no published file; mend the address.",
            )
            return Reference(url, problem=problem)
        return Reference(url)

    def _find(self, address: str, path: str) -> SourceFile | None:
        for location in self._convention.locations(address, path, self._site):
            if location in self._files:
                return self._files[location]
        return None

    def _media(self, file: SourceFile) -> Reference | None:
        published = self._convention.published_path(file.path, self._site)
        if published is None or media_type(published) is None:
            return None
        if file.size > MAX_MEDIA_BYTES:
            return None
        self.media[published] = file
        width, height = self._measure(file) or (None, None)
        return Reference(self._media_base + quote(published), published, width, height)

    def _on_site(self, path: str) -> str:
        return f"{self._site.url}{path}" if self._site.url else path
