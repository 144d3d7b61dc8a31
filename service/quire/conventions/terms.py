"""Authors, tags, categories and series as content names them."""

import re

from quire.documents.slugs import slugify, term_slug

_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ADDRESS = re.compile(r"\s*<[^<>\s]*@[^<>\s]*>|@[^@\s]*\.[^@\s]*")


def slug_of(role: str, name: str) -> str:
    """Give the slug of an author or term as content names it, "" where nothing is left.

    An author id that can stand in a URL as it is stays as it is (`edith_puclla`).
    """
    if role == "author":
        lowered = name.lower()
        return lowered if _PLAIN_ID.fullmatch(lowered) else slugify(name)
    return term_slug(name)


def without_address(name: str) -> str:
    """Take e-mail addresses out of an author's name: `Ada <ada@example.org>` is Ada, and of
    a bare address only what stands before the sign is left."""
    return _ADDRESS.sub("", name).strip()


def stub_name(name: str) -> str:
    """Make a name of an author's id (`edith_puclla` is Edith Puclla); a name stays as it is."""
    if name != name.lower() or " " in name:
        return name
    return " ".join(part.capitalize() for part in name.replace("_", "-").split("-") if part)
