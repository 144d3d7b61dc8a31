"""Pages of lists: by number on the current snapshot, by cursor on the cursor's own."""

from dataclasses import dataclass
from typing import Any

from quire.api.v1.arguments.questions import Window
from quire.api.v1.asking import Asked, refused
from quire.api.v1.cursors import Cursor, write_cursor
from quire.errors import QueryError


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands.

    Args:
        offset: items before it.
        total: items in all.
    """

    asked: Asked[object]
    limit: int
    offset: int
    total: int

    @property
    def pages(self) -> int:
        """Pages in all; an empty list has one."""
        return max(1, -(-self.total // self.limit))

    @property
    def following(self) -> int | None:
        """Offset of the next page, None on the last."""
        offset = self.offset + self.limit
        return offset if offset < self.total else None

    def meta(self) -> dict[str, object]:
        """Give `meta.pagination`."""
        following = self.following
        return {
            "limit": self.limit,
            "page": self.offset // self.limit + 1,
            "pages": self.pages,
            "total": self.total,
            "next_cursor": None if following is None else self._cursor(following),
        }

    def links(self) -> dict[str, Any]:
        """Give the addresses of the pages around, by the way that the request came."""
        following, before = self.following, self.offset - self.limit
        return {
            "self": self.asked.address.url,
            "first": self._at(0),
            "prev": self._at(max(before, 0)) if self.offset else None,
            "next": None if following is None else self._at(following),
            "last": self._at((self.pages - 1) * self.limit),
        }

    def _at(self, offset: int) -> str:
        if self.asked.offset is None:
            return self.asked.address.at_page(offset // self.limit + 1)
        return self.asked.address.at_cursor(self._cursor(offset))

    def _cursor(self, offset: int) -> str:
        asked = self.asked
        place = Cursor(asked.snapshot.id, offset)
        return write_cursor(place, asked.address.without_place, asked.setting.secret)


def paginate(asked: Asked[object], window: Window, total: int) -> Paging:
    """Find the page that a request wants of `total` items.

    Raises:
        Refusal: 400, the page is behind the last.
    """
    if asked.offset is not None:
        return Paging(asked, window.limit, asked.offset, total)
    paging = Paging(asked, window.limit, (window.page - 1) * window.limit, total)
    if window.page > paging.pages:
        detail = f"{window.page} is more than {paging.pages}, the last page."
        raise refused(QueryError("page", "out_of_range", detail, str(paging.pages)))
    return paging


def relations(links: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give what the Link header says of the pages around: next and prev."""
    return tuple((rel, links[rel]) for rel in ("next", "prev") if links[rel])
