"""Tokens of changes: what somebody has seen of the content, opaque and authenticated.

A token names a roll and is bound to what was asked for. It is no secret; the signature keeps
clients from making states up.
"""

import base64
import hashlib
import hmac
import re
import struct
from collections.abc import Collection
from dataclasses import dataclass

from quire.errors import QueryError

_VERSION = 1
_FIELDS = struct.Struct(">B16s9s")
_SIGNATURE_BYTES = 16
_SHAPE = re.compile(r"[A-Za-z0-9_-]{56}", re.ASCII)


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
    return base64.urlsafe_b64encode(fields + _signature(fields, secret)).decode()


def read_token(text: str, subscription: Subscription, secret: bytes) -> str | None:
    """Give the id of the roll that a token names.

    Returns:
        None for one that nobody here wrote: cut, altered, made up, signed with another secret.

    Raises:
        QueryError: it was given for another subscription (`mismatch`).
    """
    if not _SHAPE.fullmatch(text):
        return None
    data = base64.urlsafe_b64decode(text)
    fields, signature = data[: _FIELDS.size], data[_FIELDS.size :]
    if not hmac.compare_digest(signature, _signature(fields, secret)):
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


def _signature(fields: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"quire v1 changes" + fields, "sha256")[:_SIGNATURE_BYTES]
