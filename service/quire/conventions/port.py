"""The convention port: how a site's files become candidates and where its files are published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from quire.documents.front_matter import Parsed
from quire.model import Candidate, Problem, Site, SourceFile

Reader = Callable[[str], bytes]
"""Give the bytes of a file of the tree by its path; b"" where they are missing."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What one content file means. Without a candidate the file stands for nothing."""

    candidate: Candidate | None
    problems: tuple[Problem, ...] = ()


class Convention(Protocol):
    """One kind of site. Every method is a pure function of its arguments."""

    name: str

    def claims(self, files: Mapping[str, SourceFile], read: Reader) -> str | None:
        """Say why a tree looks like this kind of site, None where it does not.

        Reads a few small files at most, and those only where names do not say enough.
        """
        ...

    def site(
        self, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """Read the site's own configuration."""
        ...

    def unknown_tokens(self, pattern: str) -> Sequence[str]:
        """List what a pattern of addresses in `quire.toml` holds that is no placeholder here."""
        ...

    def content_files(self, files: Mapping[str, SourceFile], site: Site) -> list[SourceFile]:
        """Give the files that hold front matter and a body of their own, in the tree's order."""
        ...

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """Understand one content file."""
        ...

    def profiles(
        self, files: Mapping[str, SourceFile], read: Reader, site: Site
    ) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
        """Read the profiles of authors and terms that stand in data files (`.yaml`, `.yml`,
        `.toml`, `.json`): several in one file, without a body.

        Called again only when such a file or the site has changed. A profile's permalink is
        "" where the site has no page for it.
        """
        ...

    def published_path(self, path: str, site: Site) -> str | None:
        """Give the address, without a leading slash, under which a file that is no content
        is published; None for files that are not."""
        ...

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """Give the paths of files that an address may mean, best first.

        Args:
            address: decoded path of an address without scheme, query or fragment.
            path: of the content file in which it stands.
        """
        ...

    def sisters(self, path: str, site: Site) -> Sequence[str]:
        """Give the paths of the content files that lend their files to one, best first: what
        is not beside it is looked for beside them."""
        ...
