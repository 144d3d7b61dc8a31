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
from quire.documents.anchors import fragment
from quire.model import Reference, Site, SourceFile
from quire.model.pictures import MAX_PIXELS, VARIANT_WIDTHS, FileFacts, Variant

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

_UNSERVED_PICTURES = re.compile(
    r"\.(?:bmp|dib|tiff?|jfif|apng|jxl|heic|heif|jp2|svgz)$", re.IGNORECASE
)
"""Pictures that some browsers show, of types that are not served."""

_SCALED = ("png", "jpg", "jpeg", "webp", "avif")
"""Of these, a smaller copy shows all that the picture shows: a GIF may be an animation."""

MAX_MEDIA_BYTES = 20 * 1024 * 1024

_ABSOLUTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")

Look = Callable[[SourceFile], FileFacts]
"""Say what the bytes of a file tell."""


def media_type(path: str) -> str | None:
    """Give the content type under which a file is served, None where it is not."""
    return MEDIA_TYPES.get(path.rpartition(".")[2].lower())


class Addresses:
    """Resolves the addresses of one site at one revision.

    Args:
        files: the tree, by path.
        permalinks: of visible documents, by source path.
        media_base: what a media path is appended to: `/v1/media/` or an absolute URL.
        look: tells a file's size in pixels, and whether it is there at all.
        known: paths on the site, each with the permalink that it leads to; see `known_paths`.
        profiles: permalinks of visible profiles, by source path.
    """

    def __init__(
        self,
        convention: Convention,
        site: Site,
        files: Mapping[str, SourceFile],
        permalinks: Mapping[str, str],
        media_base: str,
        look: Look,
        known: Mapping[str, str] = MappingProxyType({}),
        profiles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._convention = convention
        self._site = site
        self._files = files
        self._permalinks = permalinks
        self._media_base = media_base
        self._look = look
        self._profiles = profiles
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
        page = self._permalinks.get(path) or self._profiles.get(path) or "/"
        place = self._beside(page, bare)
        if kind == "link" and "." not in decoded and (permalink := self._own.permalink(place)):
            return self._to(permalink, tail)
        there = address if inside is not None else self._on_site(place) + tail
        for location in self._convention.locations(decoded, path, self._site):
            if location in self._permalinks:
                return self._to(self._permalinks[location], tail)
            if found := self._file(location, bare, tail, there):
                return found
        if found := self._of_a_sister(bare, decoded, path, tail, there):
            return found
        if kind == "image":
            return _missing(address, there, inside)
        if permalink := self._own.permalink(place):
            return self._to(permalink, tail)
        if decoded.lower().endswith((".md", ".markdown")) or self._own.is_broken(place):
            fault = "leads to no published file; mend the address."
            return Reference(there, problem=("broken-link", f"The link {address[:200]!r} {fault}"))
        return Reference(there)

    def covers_beside(self, path: str) -> Sequence[str]:
        """Give the addresses of pictures beside a content file that are named as its cover,
        best first, those of its sisters behind them."""
        if not is_folder_of_its_own(path):
            return ()
        folders = [each.rpartition("/")[0] for each in (path, *self._sisters(path))]
        return tuple(dict.fromkeys(one for each in folders for one in self._covers.get(each, ())))

    @cached_property
    def _covers(self) -> Mapping[str, tuple[str, ...]]:
        return named_covers(self._files)

    def _to(self, permalink: str, tail: str) -> Reference:
        """Refer to a place in a published document.

        An address of the site has the site's own ids; a path is followed where HTML of ours is
        shown, and has the ids of that.
        """
        query, sign, name = tail.partition("#")
        url = self._on_site(permalink) + query
        return Reference(url + (fragment(sign + name) if url.startswith("/") else sign + name))

    def _of_a_sister(
        self, bare: str, decoded: str, path: str, tail: str, there: str
    ) -> Reference | None:
        """Refer to a file that a page shares with another one that readers see."""
        if bare.startswith("/"):
            return None
        for sister in self._sisters(path):
            for location in self._convention.locations(decoded, sister, self._site):
                if found := self._file(location, bare, tail, there):
                    return found
        return None

    def _sisters(self, path: str) -> Iterator[str]:
        """Give the pages that share their files with one, as far as readers see them."""
        for sister in self._convention.sisters(path, self._site):
            if sister in self._permalinks or sister in self._profiles:
                yield sister

    def _file(self, path: str, bare: str, tail: str, there: str) -> Reference | None:
        """Refer to a file that is no content; None where the site does not publish it.

        Args:
            bare: the address as written, without its tail.
            there: where a browser on the page would look.
        """
        file = self._files.get(path)
        if file is None:
            return None
        published = self._convention.published_path(path, self._site)
        if published is None:
            return None
        rooted = bare.startswith(("/", "@"))
        on_site = self._on_site(encoded(f"/{published}")) + tail if rooted else there
        if media_type(published) is None:
            return Reference(on_site) if _UNSERVED_PICTURES.search(published) else None
        if file.size > MAX_MEDIA_BYTES:
            fault = f"is larger than {MAX_MEDIA_BYTES // 2**20} MiB; make it smaller."
            return Reference(on_site, problem=("media-too-large", f"{path[:200]!r} {fault}"))
        if self.media.get(published, file) is not file:
            return None
        facts = self._look(file)
        if facts.is_pointer:
            fault = "is a Git LFS pointer; store the file itself in git."
            return Reference(on_site, problem=("lfs-pointer", f"{path[:200]!r} {fault}"))
        self.media[published] = file
        served = self._media_base + quote(published)
        url = served + "".join(tail.partition("#")[1:])
        width, height = facts.size or (None, None)
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
        return self._site.address_of(path)


def _missing(address: str, there: str, inside: str | None) -> Reference:
    """Refer to a picture that is not there; one on another machine of the site may be."""
    if inside is not None:
        return Reference(address)
    fault = "is not among the site's files; add it or mend the address."
    return Reference(there, problem=("missing-image", f"The image {address[:200]!r} {fault}"))


def _srcset(url: str, width: int | None, height: int | None) -> tuple[Variant, ...]:
    """Give the copies of a picture that are smaller than it; none where there can be none."""
    if width is None or height is None or width * height > MAX_PIXELS:
        return ()
    if url.rpartition(".")[2].lower() not in _SCALED:
        return ()
    return tuple(Variant(f"{url}?w={each}", each) for each in VARIANT_WIDTHS if each < width)
