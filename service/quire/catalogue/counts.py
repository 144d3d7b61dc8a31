"""Counts of the documents at hand by the values of a facet."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class FacetCount(NamedTuple):
    """How many of the documents at hand have one value."""

    value: str
    label: str
    documents: int


def in_facet_order(
    name: str, sets: Mapping[str, int], labels: Mapping[str, str]
) -> list[tuple[str, str, int]]:
    """Give a facet's values with labels and sets: by label, years newest first."""
    rows = [(value, labels.get(value, value), bits) for value, bits in sets.items()]
    if name == "year":
        return sorted(rows, reverse=True)
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))


def counted(rows: Iterable[tuple[str, str, int]], bits: int) -> list[FacetCount]:
    """Count what a set holds of each (value, label, set), in their order; no zeros."""
    return [
        FacetCount(value, label, count)
        for value, label, values in rows
        if (count := (values & bits).bit_count())
    ]
