"""The fingerprint of the code that makes snapshots: other code, other snapshots.

A hash of the package's sources and the versions of the libraries that shape what is made,
so that no number has to be raised by hand and none can be forgotten.
"""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

import quire

_SHAPING = (
    "markdown-it-py",
    "mdit-py-plugins",
    "nh3",
    "pygments",
    "pyyaml",
    "marshmallow",
    "orjson",
    "msgspec",
    "pillow",
    "whoosh",
    "pystemmer",
)


@cache
def code_fingerprint() -> str:
    """Name the code at hand: 32 hex digits."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(quire.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes())
    for name in _SHAPING:
        digest.update(f"{name}={metadata.version(name)}\0".encode())
    return digest.hexdigest()
