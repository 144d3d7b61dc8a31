"""What a kind of site means by its layout: posts, drafts, addresses, pictures.

A convention is a port with one package each. Must not know git, disks, JSON or search.
"""

from quire.conventions.port import Convention, Interpretation, Reader
from quire.conventions.registry import detect

__all__ = ["Convention", "Interpretation", "Reader", "detect"]
