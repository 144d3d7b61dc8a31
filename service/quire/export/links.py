"""Where the links of one answer lead, and what they are in an export."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

from quire.export.addresses import Address, file_of, read_address, url_of

LEFT_OUT = ("/v1/search", "/v1/suggest", "/v1/resolve", "/v1/changes", "/embed", "/oembed", "/")
"""What only a service can answer: whatever one asks there makes another address."""

_OURS = re.compile(r"/v1(/.*)?|/feed\.[a-z]+|/sitemap(-[0-9]+)?\.xml", re.DOTALL)
_OURS_BY_RELATION = re.compile(r"/(docs|openapi|embed|oembed)?([/.].*)?", re.DOTALL)
_HOST = "http://localhost"
_TEMPLATE = re.compile(r"([^?]*?)(?:\{\?([\w,]+)\})?(\?.*)?", re.DOTALL)
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Visit:
    """An address to ask for.

    Args:
        address: what the answer is filed under.
        asked: where it is had; another one for a page of a list that goes on by cursor.
    """

    address: Address
    asked: Address


@dataclass(slots=True)
class Links:
    """The links of one answer.

    Args:
        base: what all addresses of the service begin with, "" for paths.
        here: where the answer stands.
        absent: addresses that are known to answer with an error.
        found: where links of it lead, in their order.
        templates: addresses to fill in with the fields of items.
        nameless: addresses that no file can be named for.
    """

    base: str
    here: Address
    absent: Collection[Address] = ()
    found: list[Visit] = field(default_factory=list)
    templates: list[Address] = field(default_factory=list)
    nameless: list[Address] = field(default_factory=list)

    def become(self, written: str, rel: str) -> str | None:
        """Say what a link is in the export.

        Returns:
            The link as it is where it leads elsewhere; None where it leads nowhere.
        """
        path = self._below_base(written)
        if path is None:
            return written
        address, fragment, is_template = _read(path)
        if not _OURS.fullmatch(address.path) and not (
            rel and _OURS_BY_RELATION.fullmatch(address.path)
        ):
            return written
        if _needs_the_service(address) or address in self.absent:
            return None
        visit: Visit | None = Visit(address, address)
        if any(name == "cursor" for name, _ in address.pairs):
            visit = self._by_cursor(address, rel)
        if visit is None:
            return None
        file = file_of(visit.address)
        if file is None:
            self.nameless.append(visit.address)
            return None
        if is_template:
            self.templates.append(address)
        elif visit.address != self.here:
            self.found.append(visit)
        return self.base + url_of(visit.address, file) + fragment

    def fill_in(self, item: dict[str, object]) -> None:
        """Follow the templates with the fields of an item."""
        for template in self.templates:
            filled = _filled(template, item)
            if filled is not None:
                self.found.append(Visit(filled, filled))

    def follow(self, reference: str) -> None:
        """Follow a reference in a page, which stays as it is: hosts find pages by their address."""
        target = urlsplit(urljoin(f"{_HOST}{quote(self.here.path)}", unescape(reference)))
        if f"{target.scheme}://{target.netloc}" != _HOST:
            return
        address, _ = read_address(target._replace(scheme="", netloc="").geturl())
        if _OURS_BY_RELATION.fullmatch(address.path) and not _needs_the_service(address):
            # A host ignores the query, here the version of what a page is made of.
            self.found.append(Visit(Address(address.path), address))

    def _below_base(self, written: str) -> str | None:
        """Give the path and query of an address of the service, None for others."""
        rest = written.removeprefix(self.base)
        if not rest.startswith("/") or (self.base and rest == written):
            return None
        return rest

    def _by_cursor(self, address: Address, rel: str) -> Visit | None:
        """Number a page that is linked by cursor: the one before or behind this one.

        Where the last one is nobody can tell before it is reached.
        """
        number = {"self": 0, "next": 1, "prev": -1, "previous": -1}.get(rel)
        if rel == "first":
            return Visit(address.at_page(1), address.at_page(1))
        if number is None:
            return None
        return Visit(address.at_page(self.here.page + number), address)


def _needs_the_service(address: Address) -> bool:
    return address.path in LEFT_OUT or address.path.startswith("/embed/")


def _read(written: str) -> tuple[Address, str, bool]:
    """Read an address or a template (RFC 6570, `{name}` and `{?name}`): its fields as pairs."""
    match = _TEMPLATE.fullmatch(written)
    if match is None or "{" not in written:
        return (*read_address(written), False)
    address, fragment = read_address(match[1] + (match[3] or ""))
    names = match[2].split(",") if match[2] else []
    pairs = sorted((*address.pairs, *((name, f"{{{name}}}") for name in names)))
    return replace(address, pairs=tuple(pairs)), fragment, True


def _filled(template: Address, item: dict[str, object]) -> Address | None:
    """Fill in a template; None where the item lacks a field."""

    def fill(text: str) -> str:
        return _NAME.sub(lambda found: str(item[found[1]]), text)

    try:
        pairs = tuple((name, fill(value)) for name, value in template.pairs)
        return Address(fill(template.path), pairs)
    except KeyError:
        return None
