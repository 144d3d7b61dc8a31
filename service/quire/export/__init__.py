"""The service as files: what a crawl of its links reaches, for a host that has only a disk.

Asks the application as any client does, and knows where addresses stand in answers. Must not
know what v1 means by them, nor how snapshots are made.
"""

from quire.export.crawl import Export, export
from quire.export.headers import MOST_RULES
from quire.export.tree import Tree

__all__ = ["MOST_RULES", "Export", "Tree", "export"]
