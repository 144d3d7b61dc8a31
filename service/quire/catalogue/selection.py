"""What a request wants of a catalogue: filters, orders, counts. Checked values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

FACETS = ("tag", "author", "category", "series", "section", "year", "lang")
"""Names that can be counted; all but `lang` can also be filtered by several values."""

SORT_FIELDS = ("published_at", "updated_at", "created_at", "title", "slug")


@dataclass(frozen=True, slots=True)
class Choice:
    """One occurrence of a filter parameter: any of `values`, or none of them."""

    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that a request wants; all conditions hold together.

    Args:
        type: None means both.
        langs: None means all.
        choices: by facet name (`tag`, `author`, `category`, `series`, `section`, `year`).
        published_after, published_before, updated_after: aware; half-open [after, before).
        slugs, ids: None means any.
    """

    type: Literal["post", "page"] | None = None
    langs: tuple[str, ...] | None = None
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    featured: bool | None = None
    published_after: datetime | None = None
    published_before: datetime | None = None
    updated_after: datetime | None = None
    slugs: tuple[str, ...] | None = None
    ids: tuple[str, ...] | None = None

    def without(self, facet: str) -> "Selection":
        """Leave out what was chosen of one facet; what was ruled out stays ruled out."""
        if facet == "lang":
            return replace(self, langs=None)
        chosen = self.choices.get(facet, ())
        kept = tuple(choice for choice in chosen if choice.negated)
        return (
            self
            if len(kept) == len(chosen)
            else replace(self, choices={**self.choices, facet: kept})
        )


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order; missing values come last in both directions."""

    field: str
    descending: bool = False

    @property
    def name(self) -> str:
        """As the wire writes it: `-published_at`."""
        return f"-{self.field}" if self.descending else self.field
