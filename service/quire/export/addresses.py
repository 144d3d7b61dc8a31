"""Addresses of the service, and the files that stand for them.

A file has the path of its address. What the query says comes as folders: `name=value` in the
order of the names, a page of a list as `page/2`. JSON ends in `.json`, pages in `.html`; where
an address has an ending of its own, the folders stand before the last name. Two addresses never
share a file, and each file tells its address.

    /v1                          v1.json
    /v1/posts?lang=de&page=2     v1/posts/lang=de/page/2.json
    /v1/posts/{slug}{?lang}      v1/posts/{slug}/lang={lang}.json
    /v1/media/a/cat.jpg?w=320    v1/media/a/w=320/cat.jpg
    /feed.atom?page=2            page/2/feed.atom
    /docs/problems               docs/problems.html
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode

Pairs = tuple[tuple[str, str], ...]

LONGEST_NAME = 255
"""Bytes of a file's name, on all usual disks."""

_QUERY = re.compile(r"=*[a-z_]+=.*", re.DOTALL)
_IN_VALUE = re.compile(r"[%/\x00-\x1f\x7f]")
_WRITTEN_AS = {".gif": ".png", ".avif": ".webp"}
"""What smaller copies of a picture are where nobody names a format."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address of the service.

    Args:
        path: decoded, beginning with a slash.
        pairs: of the query, sorted.
    """

    path: str
    pairs: Pairs = ()

    def without(self, name: str) -> "Address":
        """Give the address without a parameter."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] != name))

    def at_page(self, number: int) -> "Address":
        """Give the address of a page of the same list; the first one needs no number."""
        pairs = self.without("cursor").without("page").pairs
        if number > 1:
            pairs = tuple(sorted((*pairs, ("page", str(number)))))
        return replace(self, pairs=pairs)

    @property
    def page(self) -> int:
        """Which page of its list it is."""
        return next((int(value) for name, value in self.pairs if _is_page(name, value)), 1)

    @property
    def query(self) -> str:
        """Its query as it is asked for."""
        return urlencode(self.pairs)

    @property
    def shown(self) -> str:
        """The address as people read it."""
        return f"{self.path}?{self.query}" if self.pairs else self.path


def read_address(text: str) -> tuple[Address, str]:
    """Read a path with its query.

    Returns:
        The address, and its fragment with the `#`, "" for none.
    """
    rest, mark, fragment = text.partition("#")
    path, _, query = rest.partition("?")
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    return Address(unquote(path), tuple(p for p in pairs if p != ("page", "1"))), mark + fragment


def file_of(address: Address) -> str | None:
    """Name the file of an address: a path below the export's folder.

    Returns:
        None where no disk takes a name as long, or a path has a part that is no name.
    """
    *folders, name = [_segment(part) for part in address.path.split("/")[1:]]
    query = [
        f"{key}={_IN_VALUE.sub(_escaped, value)}"
        for key, value in address.pairs
        if not _is_page(key, value)
    ]
    query += ["page", str(address.page)] if address.page > 1 else []
    ending = _ending(address.path)
    if not ending:
        parts = [*folders, *query, name + _copy_ending(address)]
    elif query:
        parts = [*folders, name, *query[:-1], query[-1] + ending]
    else:
        parts = [*folders, (name or "index") + ending]
    if any(part in ("", ".", "..") or len(part.encode()) > LONGEST_NAME for part in parts):
        return None
    return "/".join(parts)


def url_of(address: Address, file: str) -> str:
    """Spell the path under which a static host serves the file of an address.

    Hosts find pages without their ending, and pages refer to each other so. The braces of a
    template stay as they are.
    """
    path = address.path if _ending(address.path) == ".html" else f"/{file}"
    return quote(path, safe="/-._~@:,={}")


def _is_page(name: str, value: str) -> bool:
    return name == "page" and value.isdecimal()


def _segment(part: str) -> str:
    """Keep a part of a path apart from what is a query's."""
    return f"={part}" if _QUERY.fullmatch(part) else part


def _ending(path: str) -> str:
    """Say what the name of an address lacks to be a file's name."""
    if path == "/v1" or (path.startswith("/v1/") and not path.startswith("/v1/media/")):
        return ".json"
    return "" if "." in path.rpartition("/")[2] else ".html"


def _copy_ending(address: Address) -> str:
    """Say what to put behind the name of a picture whose copy is of another format."""
    asked = dict(address.pairs)
    if "w" not in asked and "format" not in asked:
        return ""
    own = f".{address.path.rpartition('.')[2].lower()}"
    made = f".{asked['format']}" if "format" in asked else _WRITTEN_AS.get(own, own)
    return "" if made == own else made


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
