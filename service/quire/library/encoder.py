"""What the builder needs of an API version: JSON for resources. Handed in by `app`."""

from typing import Protocol

from quire.model import Author, Document, Heading, Term


class Encoder(Protocol):
    """Shapes resources through the allow-list schemas of one API version.

    Attributes:
        fingerprint: names the settings that shape its answers.
    """

    fingerprint: str

    def summary(self, document: Document) -> bytes:
        """Encode all fields of a list's item as a JSON object."""
        ...

    def toc(self, headings: tuple[Heading, ...]) -> bytes:
        """Encode a table of contents as a JSON array."""
        ...

    def author(self, author: Author) -> bytes:
        """Encode an author as a JSON object."""
        ...

    def tag(self, term: Term) -> bytes:
        """Encode a tag as a JSON object."""
        ...

    def with_digest(self, resource: bytes, digest: str) -> bytes:
        """Put its digest into a resource that was encoded."""
        ...
