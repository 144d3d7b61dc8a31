"""Texts that only this service can have written: some bytes and their signature, URL-safe.

They are no secrets; the signature keeps clients from making them up.
"""

import base64
import hmac
import re

_SIGNATURE_BYTES = 16
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def write_signed(fields: bytes, purpose: bytes, secret: bytes) -> str:
    """Write bytes and their signature as URL-safe text.

    Args:
        fields: so long that nothing needs to be filled up: 3 n + 2 bytes.
        purpose: what the text is for; one for something else is not verified by it.
        secret: known to every process that answers.
    """
    return base64.urlsafe_b64encode(fields + _signature(fields, purpose, secret)).decode()


def read_signed(text: str, length: int, purpose: bytes, secret: bytes) -> bytes | None:
    """Read what `write_signed` wrote for the same purpose.

    Args:
        length: of the bytes.

    Returns:
        None for a text that nobody here wrote: cut, altered, made up, signed with another secret.
    """
    characters = (length + _SIGNATURE_BYTES) * 4 // 3
    if len(text) != characters or not _URL_SAFE.fullmatch(text):
        return None
    data = base64.urlsafe_b64decode(text)
    fields, signature = data[:length], data[length:]
    if not hmac.compare_digest(signature, _signature(fields, purpose, secret)):
        return None
    return fields


def _signature(fields: bytes, purpose: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, purpose + fields, "sha256")[:_SIGNATURE_BYTES]
