"""Tokens of changes: what somebody has seen of the content, opaque and authenticated.

A token names a roll and is bound to what was asked for.
"""

import hashlib
import struct
from collections.abc import Collection
from dataclasses import dataclass

from quire.api.v1.signing import read_signed, write_signed
from quire.errors import QueryError

_VERSION = 1
_FIELDS = struct.Struct(">B16s9s")
_PURPOSE = b"quire v1 changes"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a client follows: equal ones have equal answers, however they were spelled.

    Args:
        lang: `all` or a code.
    """

    types: Collection[str]
    fields: Collection[str]
    formats: Collection[str]
    lang: str

    def digest(self) -> bytes:
        """Name it by 9 bytes."""
        parts = (*map(_sorted, (self.types, self.fields, self.formats)), self.lang)
        return hashlib.sha256("\0".join(parts).encode()).digest()[:9]


def write_token(roll: str, subscription: Subscription, secret: bytes) -> str:
    """Write a token as 56 URL-safe characters.

    Args:
        roll: id of the roll, 32 hex digits.
        secret: known to every process that answers.
    """
    fields = _FIELDS.pack(_VERSION, bytes.fromhex(roll), subscription.digest())
    return write_signed(fields, _PURPOSE, secret)


def read_token(text: str, subscription: Subscription, secret: bytes) -> str | None:
    """Give the id of the roll that a token names.

    Returns:
        None for one that nobody here wrote: cut, altered, made up, signed with another secret.

    Raises:
        QueryError: it was given for another subscription (`mismatch`).
    """
    fields = read_signed(text, _FIELDS.size, _PURPOSE, secret)
    if fields is None:
        return None
    version, roll, digest = _FIELDS.unpack(fields)
    if version != _VERSION:
        return None
    if digest != subscription.digest():
        raise QueryError(
            "since",
            "mismatch",
            "The token was given for other values of types, fields, formats or lang.",
            "the values of the request it came with; or none, which asks for everything",
        )
    return str(roll.hex())


def _sorted(names: Collection[str]) -> str:
    return ",".join(sorted(names))
