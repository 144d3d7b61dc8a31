"""What a kind of site means by its layout: posts, drafts, addresses, pictures.

A convention is a port with one package each. Must not know git, disks, JSON or search.
"""

from quire.conventions.port import Convention, Interpretation, Reader
from quire.conventions.registry import NAMES, convention_named, covers, detect, has_configuration

__all__ = [
    "NAMES",
    "Convention",
    "Interpretation",
    "Reader",
    "convention_named",
    "covers",
    "detect",
    "has_configuration",
]
