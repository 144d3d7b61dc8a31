"""The log of what was removed: how what readers once saw was called, and what came instead.

A roll knows ids alone. Only what was public is ever written here: it is read off the snapshot
that was current.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

import msgspec

from quire.catalogue import Columns, DocumentRow
from quire.library.rolls.roll import Key

MAX_REMOVALS = 100_000
"""Of a log; the oldest go first."""


class Removal(msgspec.Struct, frozen=True, array_like=True):
    """A resource that readers saw and see no more.

    Args:
        slug, url: the last ones it had.
        path: the last one on the site; "" where it had no page there.
        successor: key of what took its place when it went.
        at: when it went, seconds since 1970.
    """

    kind: str
    id: str
    slug: str
    url: str
    path: str
    successor: Key | None
    at: int

    @property
    def key(self) -> Key:
        """What it was known by."""
        return Key(self.kind, self.id)


class Log(msgspec.Struct, frozen=True):
    """The log as it lies in its file, oldest first, each key once."""

    removals: list[Removal]


def with_more(log: Iterable[Removal], more: Iterable[Removal], oldest: int) -> list[Removal]:
    """Write removals behind a log; of it, what went before `oldest` (seconds) is forgotten."""
    found = {removal.key: removal for removal in log if removal.at >= oldest}
    for removal in more:
        found.pop(removal.key, None)
        found[removal.key] = removal
    return list(found.values())[-MAX_REMOVALS:]


def removals(
    before: Columns, after: Columns, gone: Collection[Key], new: Collection[Key], at: datetime
) -> list[Removal]:
    """Describe what went from one snapshot to the next.

    Args:
        gone: keys that the roll of `before` has and that of `after` has not.
        new: the other way round.
    """
    seconds = int(at.timestamp())
    rows = [row for row in before.documents if (row.type, row.id) in gone]
    arrived = [row for row in after.documents if (row.type, row.id) in new]
    successors = _successors(rows, arrived)
    found = [
        Removal(row.type, row.id, row.slug, row.url, row.permalink, successors.get(row.id), seconds)
        for row in rows
    ]
    homes = {(row.kind, row.target): row.path for row in before.paths if not row.moved}
    for number, term in enumerate(before.terms):
        if (term.role, term.id) in gone:
            url, path = msgspec.json.decode(term.resource)["url"], homes.get((term.role, number))
            found.append(Removal(term.role, term.id, term.slug, url, path or "", None, seconds))
    return found


def _successors(gone: Iterable[DocumentRow], new: list[DocumentRow]) -> dict[str, Key]:
    """Find what took the place of documents: the same file under another address, else the same
    words in another file, where only one document has them."""
    by_path = {row.path: row for row in new}
    counts = Counter(map(_words, new))
    by_words = {_words(row): row for row in new if counts[_words(row)] == 1}
    found = {}
    for row in gone:
        successor = by_path.get(row.path) or by_words.get(_words(row))
        if successor is not None:
            found[row.id] = Key(successor.type, successor.id)
    return found


def _words(row: DocumentRow) -> tuple[str, str, int, int]:
    """What a file keeps when it is renamed: language, title, and the markdown's size and sum."""
    return row.lang, row.title, row.piece.lengths[3], row.piece.sums[3]
