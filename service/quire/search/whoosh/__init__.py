"""The embedded engine: Whoosh keeps the postings on disk, everything else is our own.

The only room that may import the library `whoosh`. Its parser, analysis, searcher and
highlighter are not used: postings are read and evaluated here.
"""

from quire.search.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
