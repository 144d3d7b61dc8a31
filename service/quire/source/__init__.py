"""Where content comes from: git revisions, work trees and plain folders, all behind one port.

Owns every call of git and every read of content from disk. Must not know what the files mean.
"""

from quire.source.lfs import is_lfs_pointer
from quire.source.opening import check_path, names_around, open_revisions, open_source
from quire.source.port import MAX_FILE_BYTES, MAX_FILES, History, Source, Tree

__all__ = [
    "MAX_FILES",
    "MAX_FILE_BYTES",
    "History",
    "Source",
    "Tree",
    "check_path",
    "is_lfs_pointer",
    "names_around",
    "open_revisions",
    "open_source",
]
