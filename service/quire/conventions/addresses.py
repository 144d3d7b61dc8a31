"""Addresses found in content, resolved against their file, its site and the files there are."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

from quire.conventions.paths import encoded, folded
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
        for location in self._convention.locations(decoded, path, self._site):
            if location in self._permalinks:
                return Reference(self._on_site(self._permalinks[location]) + tail)
            if location in self._files and (found := self._media(self._files[location], tail)):
                return found
        if kind == "image":
            fault = "is not among the site's files; add it or mend the address."
            problem = ("missing-image", f"The image {address[:200]!r} {fault}")
            return Reference(self._beside("/", bare) + tail, problem=problem)
        url = self._beside(self._permalinks.get(path, "/"), bare) + tail
        if decoded.lower().endswith((".md", ".markdown")):
            fault = "leads to no published file; mend the address."
            return Reference(url, problem=("broken-link", f"The link {address[:200]!r} {fault}"))
        return Reference(url)

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
        url = self._media_base + quote(published) + "".join(tail.partition("#")[1:])
        return Reference(url, published, width, height)

    def _beside(self, permalink: str, address: str) -> str:
        """Read an address as a browser does that stands at a permalink."""
        parent = "" if address.startswith("/") else permalink.rpartition("/")[0]
        path = f"{parent}/{address}" if address else permalink
        return self._on_site(encoded(folded(unquote(path))))

    def _on_site(self, path: str) -> str:
        return f"{self._site.url}{path}" if self._site.url else path
