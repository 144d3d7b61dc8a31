"""What was removed, as answers name it: the address that it had, and what took its place."""

from dataclasses import dataclass

import orjson

from quire.catalogue import Resolution
from quire.library.rolls import Key, Removal
from quire.library.snapshot import Snapshot

_MOST_STEPS = 16
"""A document that was renamed more often has no successor that is known."""

_ROLES = ("author", "tag")


@dataclass(frozen=True, slots=True)
class _Named:
    """A resource that readers see."""

    key: Key
    slug: str
    url: str

    def members(self) -> dict[str, str]:
        """Give the members of its JSON object."""
        return {"type": self.key.kind, "id": self.key.id, "slug": self.slug, "url": self.url}


class RemovalLog:
    """What was removed before one snapshot; nothing hidden is ever named."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._catalogue = snapshot.catalogue
        self._removals = snapshot.rolls.removals()

    def find(self, key: Key) -> Removal | None:
        """Find how a resource was called that somebody saw; None where nobody knows.

        One that is still there is not what was asked for any more: of another language.
        """
        visible = self._visible(key)
        if visible is not None:
            return Removal(*key, visible.slug, visible.url, "", None, 0)
        return self._removals.get(key)

    def describe(self, removal: Removal) -> bytes:
        """Give the JSON of what was removed."""
        successor = self._successor(removal)
        return orjson.dumps(
            {
                "type": removal.kind,
                "id": removal.id,
                "slug": removal.slug,
                "url": removal.url,
                "replaced_by": successor and successor.members(),
            }
        )

    def _successor(self, removal: Removal) -> _Named | None:
        """Find what readers see instead: what its address leads to now, else what took its
        place when it went, or took that one's place since."""
        step: Removal | None = removal
        for _ in range(_MOST_STEPS):
            if step is None:
                break
            there = self._catalogue.resolve(step.path) if step.path else None
            found = there and self._at(there)
            if not found and step.successor:
                found = self._visible(step.successor)
            if found:
                return found if found.key != removal.key else None
            step = self._removals.get(step.successor) if step.successor else None
        return None

    def _at(self, there: Resolution) -> _Named | None:
        if there.kind in ("post", "page"):
            row = self._catalogue.documents[there.target]
            return self._visible(Key(row.type, row.id))
        term = self._catalogue.terms[there.target]
        return self._visible(Key(term.role, term.id))

    def _visible(self, key: Key) -> _Named | None:
        """Find a resource that lists show."""
        catalogue = self._catalogue
        if key.kind in _ROLES:
            term = catalogue.term_by_id(*key)
            if term is None:
                return None
            return _Named(key, term.slug, orjson.loads(term.resource)["url"])
        ordinal = catalogue.ordinals.get(key.id)
        if ordinal is None or not catalogue.is_listed(ordinal):
            return None
        row = catalogue.documents[ordinal]
        return _Named(key, row.slug, row.url)
