"""Addresses of answers: from the configured base and the canonical query, never from headers."""

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, quote_plus

_PLAIN = "-._~,:/@!*'()"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request stands.

    Args:
        base: what all addresses begin with; "" makes them root-relative.
        path: decoded.
        pairs: the canonical query.
    """

    base: str
    path: str
    pairs: Pairs

    @property
    def url(self) -> str:
        """The address of this very answer."""
        return self.base + self._spelled(self.pairs)

    @property
    def without_place(self) -> str:
        """Path and query without `page` and `cursor`: what a list is, wherever one stands."""
        return self._spelled(self._without("page", "cursor"))

    def at_page(self, page: int) -> str:
        """The address of a page of the same list; the first one needs no number."""
        pairs = self._without("page", "cursor")
        return self._join(pairs if page == 1 else (*pairs, ("page", str(page))))

    def at_cursor(self, cursor: str) -> str:
        """The address of the place of a cursor in the same list."""
        return self._join((*self._without("page", "cursor"), ("cursor", cursor)))

    def asking(self, pairs: Pairs) -> "Address":
        """The address of the same path with other parameters."""
        return replace(self, pairs=pairs)

    def to(self, path: str, *pairs: tuple[str, str]) -> str:
        """The address of another path of this API."""
        return self.base + spell(path, pairs)

    def _without(self, *names: str) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] not in names)

    def _join(self, pairs: Pairs) -> str:
        return self.base + self._spelled(tuple(sorted(pairs)))

    def _spelled(self, pairs: Pairs) -> str:
        return spell(self.path, pairs)


def spell(path: str, pairs: Pairs) -> str:
    """Write a path and a query percent-encoded."""
    address = _spelled_path(path)
    if not pairs:
        return address
    return f"{address}?{'&'.join([f'{_spelled(n)}={_spelled(v)}' for n, v in pairs])}"


@lru_cache(maxsize=512)
def _spelled_path(path: str) -> str:
    return quote(path, safe="/-._~@:,")


@lru_cache(maxsize=512)
def _spelled(text: str) -> str:
    """Encode a name or value; each stands in several links of one answer."""
    return quote_plus(text, safe=_PLAIN)
