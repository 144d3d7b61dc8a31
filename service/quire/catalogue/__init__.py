"""The visible documents of one snapshot, immutable, with look-ups, filters, orders and counts.

Owns the visibility gate, the settlement of slugs and permalinks, and the columns on disk.
Must not know HTTP, JSON or search.
"""

from quire.catalogue.catalogue import Catalogue, Neighbors, Resolution
from quire.catalogue.columns import Columns, DocumentRow, PieceLocation, TermRow, WordRows
from quire.catalogue.counts import FacetCount
from quire.catalogue.selection import Choice, Selection, SortKey
from quire.catalogue.suggestions import SuggestedTerm, Suggestions

__all__ = [
    "Catalogue",
    "Choice",
    "Columns",
    "DocumentRow",
    "FacetCount",
    "Neighbors",
    "PieceLocation",
    "Resolution",
    "Selection",
    "SortKey",
    "SuggestedTerm",
    "Suggestions",
    "TermRow",
    "WordRows",
]
