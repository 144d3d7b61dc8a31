"""The digest of a prepared resource: it names what readers get, whichever way it was made."""

import hashlib

from quire.library.encoder import Encoder


def seal(encoder: Encoder, resource: bytes, *bodies: bytes) -> tuple[bytes, str]:
    """Put its digest into a resource.

    Args:
        resource: JSON object as the encoder gave it.
        bodies: all else that answers show of it.

    Returns:
        The resource as it is answered, and the digest: 32 hex digits. Equal digests mean equal
        bytes in every form.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (resource, *bodies):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    name = digest.hexdigest()
    return encoder.with_digest(resource, name), name
