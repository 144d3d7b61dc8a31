"""The file `_headers`: what hosts that read one send with the files of an export.

Netlify and Cloudflare Pages read it. Where two rules name the same header, both values are sent
there; so each header of a file is named by one rule only, the widest that is true of all below it.
Of freshness the shortest in a folder such as `/v1/posts/` is taken for all of it.

Source: developers.cloudflare.com/pages/configuration/headers, docs.netlify.com (custom headers).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FILE = "_headers"
MOST_RULES = 100
"""Rules that Cloudflare Pages reads."""

_FOLDERS_TOLD_APART = 2
_SECONDS = re.compile(r"[0-9]+")

_BY_HOST = frozenset(
    {
        "accept-ranges",
        "connection",
        "content-encoding",
        "content-length",
        "content-revision",
        "date",
        "etag",
        "last-modified",
        "link",
        "vary",
        "x-request-id",
    }
)
"""Headers that speak of one answer or connection: a host has its own, or none."""

_TOLD_BY_ENDING = {
    "avif": "image/avif",
    "css": "text/css",
    "gif": "image/gif",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "xml": "application/xml",
}
"""Types that every host gives by a file's ending."""


@dataclass(slots=True)
class _Node:
    """A folder or a file of the export, by its path in addresses."""

    below: "dict[str, _Node]" = field(default_factory=dict)
    own: dict[str, str] | None = None


class HeaderRules:
    """Collects the headers of files and writes them as rules."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, url: str, file: str, headers: Iterable[tuple[str, str]]) -> None:
        """Take the headers of an answer.

        Args:
            url: path under which a host serves its file, percent-encoded.
        """
        node = self._root
        for part in url.split("/")[1:]:
            node = node.below.setdefault(part, _Node())
        node.own = _kept(file, headers)

    def write(self) -> tuple[bytes, int]:
        """Give the file, and how many rules it has."""
        rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
        names = sorted({name for own in _files(self._root) for name in own})
        for name in names:
            _cover(self._root, "", name, rules)
        lines = [
            line
            for rule in sorted(rules)
            for line in (rule, *(f"  {name}: {value}" for name, value in rules[rule].items()))
        ]
        return "".join(f"{line}\n" for line in lines).encode(), len(rules)


def _kept(file: str, headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Leave out what hosts know better, and a type that the file's ending tells."""
    kept = {name: value for name, value in headers if name.lower() not in _BY_HOST}
    told = _TOLD_BY_ENDING.get(file.rpartition(".")[2].lower())
    if told == kept.get("Content-Type", "").partition(";")[0]:
        del kept["Content-Type"]
    return kept


def _files(node: _Node) -> Iterable[Mapping[str, str]]:
    if node.own is not None:
        yield node.own
    for each in node.below.values():
        yield from _files(each)


def _cover(node: _Node, path: str, name: str, rules: "defaultdict[str, dict[str, str]]") -> None:
    """Write a header of all files below a node by as few rules as there can be."""
    values = {own.get(name) for each in node.below.values() for own in _files(each)}
    shared = next(iter(values)) if len(values) == 1 else None
    if name == "Cache-Control" and path.count("/") >= _FOLDERS_TOLD_APART and None not in values:
        shared = min(filter(None, values), key=_freshness, default=None)
    if shared is not None:
        rules[f"{path}/*"][name] = shared
    elif values != {None}:
        for part, each in node.below.items():
            _cover(each, f"{path}/{part}", name, rules)
    own = None if node.own is None else node.own.get(name)
    if own is not None:
        rules[path][name] = own


def _freshness(value: str) -> list[int]:
    """Order values of Cache-Control by how long an answer may be kept."""
    return [int(number) for number in _SECONDS.findall(value)]
