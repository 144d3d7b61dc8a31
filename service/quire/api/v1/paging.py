"""Pages of lists: by number on the current snapshot, by cursor on the cursor's own.

A page by number holds what its number says, or is refused. Where nobody names a number, a page
that would be too large ends early, and the links go on from there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from quire.api.v1.arguments.questions import Window
from quire.api.v1.asking import Asked, refused
from quire.api.v1.bodies import MAX_BYTES, ROOM, array, fitting
from quire.api.v1.cursors import Cursor, write_cursor
from quire.errors import QueryError
from quire.wire.problems import Refusal

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent.

    Args:
        start: items before it.
        returned: items on it.
        total: items in all.
        shown: its items, in order.
        by_cursor: the pages around it are linked by cursor.
    """

    asked: Asked[object]
    limit: int
    start: int
    returned: int
    total: int
    shown: tuple[bytes, ...]
    by_cursor: bool

    @property
    def data(self) -> bytes:
        """Its items as a JSON array."""
        return array(self.shown)

    @property
    def pages(self) -> int:
        """Pages in all, were each of them full; an empty list has one."""
        return _pages(self.total, self.limit)

    @property
    def following(self) -> int | None:
        """Offset of the next page, None on the last."""
        stop = self.start + self.returned
        return stop if stop < self.total else None

    def meta(self) -> dict[str, object]:
        """Give `meta.pagination`."""
        following = self.following
        return {
            "limit": self.limit,
            "returned": self.returned,
            "page": self.start // self.limit + 1,
            "pages": self.pages,
            "total": self.total,
            "next_cursor": None if following is None else cursor_at(self.asked, following),
        }

    def links(self) -> dict[str, Any]:
        """Give the addresses of the pages around."""
        following = self.following
        return {
            "self": self.asked.address.url,
            "first": self._at(0) if self.asked.cursor else self.asked.address.at_page(1),
            "prev": self._before() if self.start else None,
            "next": None if following is None else self._at(following),
            "last": self._at((self.pages - 1) * self.limit),
        }

    def _at(self, offset: int) -> str:
        if self.by_cursor:
            return self.asked.address.at_cursor(cursor_at(self.asked, offset))
        return self.asked.address.at_page(offset // self.limit + 1)

    def _before(self) -> str:
        """Where the page before is: by cursor one that ends where this one begins."""
        if self.by_cursor:
            return self.asked.address.at_cursor(cursor_at(self.asked, self.start, backwards=True))
        return self._at(self.start - self.limit)


@dataclass(frozen=True, slots=True)
class Items(Generic[K]):
    """What a list is made of.

    Args:
        total: items in all.
        find: (offset, count) to the keys of these items, in order.
        show: a key to its item, JSON; asked for no more items than an answer may hold.
        largest: bytes of the largest item, None where that is not known beforehand.
        refuse: (key, offset) of an item that is too large alone, to what is said of it.
        yields: a page by number may end early, too; the next page goes on from there.
    """

    total: int
    find: Callable[[int, int], Sequence[K]]
    show: Callable[[K], bytes]
    largest: int | None
    refuse: Callable[[K, int], Refusal] | None = None
    yields: bool = False


def read_page(asked: Asked[object], window: Window, items: Items[K]) -> Page:
    """Read the page that a request wants.

    Raises:
        Refusal: 400, it is behind the last, or too large and asked for by its number.
    """
    limit, cursor = window.limit, asked.cursor
    start, count = (window.page - 1) * limit, limit
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        start = max(0, cursor.offset - limit) if backwards else cursor.offset
        count = cursor.offset - start if backwards else limit
    elif window.page > _pages(items.total, limit):
        last = _pages(items.total, limit)
        detail = f"{window.page} is more than {last}, the last page."
        raise refused(QueryError("page", "out_of_range", detail, str(last)))
    keys = items.find(start, count)
    shown = fitting(map(items.show, reversed(keys) if backwards else keys))
    if keys and not shown:
        at = start + len(keys) - 1 if backwards else start
        raise _refusal(items, keys[-1 if backwards else 0], at)
    short = len(shown) < len(keys)
    if short and asked.numbered and not items.yields:
        raise _too_large(window, items, len(shown))
    if backwards:
        shown.reverse()
        start += len(keys) - len(shown)
    large = items.largest is None or limit * (items.largest + 1) > ROOM
    by_cursor = cursor is not None or short or (large and not items.yields)
    return Page(asked, limit, start, len(shown), items.total, tuple(shown), by_cursor)


def continued(asked: Asked[object], offset: int) -> str:
    """Give the address that goes on at a place of a list."""
    return asked.address.at_cursor(cursor_at(asked, offset))


def relations(links: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give what the Link header says of the pages around: next and prev."""
    return tuple((rel, links[rel]) for rel in ("next", "prev") if links[rel])


def _pages(total: int, limit: int) -> int:
    return max(1, -(-total // limit))


def cursor_at(asked: Asked[object], offset: int, *, backwards: bool = False) -> str:
    """Write the cursor of a place in a list; backwards its page ends there."""
    place = Cursor(asked.snapshot.id, offset, backwards)
    return write_cursor(place, asked.address.without_place, asked.setting.secret)


def _too_large(window: Window, items: Items[K], held: int) -> Refusal:
    """Refuse a page that was asked for by its number; the hint is a limit at which it fits.

    With another limit the same number means other items, so each limit is tried.
    """
    limit = held
    while True:
        keys = items.find((window.page - 1) * limit, limit)
        shown = len(fitting(map(items.show, keys)))
        if shown == len(keys):
            break
        if not shown:
            return _refusal(items, keys[0], (window.page - 1) * limit)
        limit = shown
    detail = f"{window.limit} items of this size are more than {MAX_BYTES} bytes."
    return refused(QueryError("limit", "too_large", detail, str(limit)))


def _refusal(items: Items[K], key: K, offset: int) -> Refusal:
    if items.refuse is not None:
        return items.refuse(key, offset)
    return refused(QueryError("limit", "too_large", f"An item is more than {MAX_BYTES} bytes."))
