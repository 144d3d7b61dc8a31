"""Zola's convention behind the port: configuration, layout, media, interpretation."""

from collections.abc import Mapping, Sequence

from quire.conventions.address_patterns import unknown_tokens
from quire.conventions.headers import Headers
from quire.conventions.paths import folded
from quire.conventions.port import Interpretation, Reader
from quire.conventions.zola import configuration, interpretation
from quire.conventions.zola.layout import place
from quire.conventions.zola.rules import CONTENT
from quire.documents.front_matter import Parsed
from quire.model import Candidate, Problem, Site, SourceFile

_INTERNAL = "@/"


class Zola:
    """Sites that Zola builds. What it remembers shows in its speed only."""

    name = "zola"

    def __init__(self) -> None:
        self._sections = Headers()

    def claims(self, files: Mapping[str, SourceFile], read: Reader) -> str | None:
        """See the port."""
        return configuration.claim(files, read)

    def site(
        self, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """See the port."""
        return configuration.read_site(files, read, self._sections)

    def unknown_tokens(self, pattern: str) -> Sequence[str]:
        """See the port."""
        return unknown_tokens(pattern)

    def content_files(self, files: Mapping[str, SourceFile], site: Site) -> list[SourceFile]:
        """See the port."""
        return [file for path, file in files.items() if place(path, site)]

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """See the port."""
        return interpretation.interpret(file, parsed, site)

    def profiles(
        self,
        files: Mapping[str, SourceFile],  # noqa: ARG002
        read: Reader,  # noqa: ARG002
        site: Site,  # noqa: ARG002
    ) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
        """See the port. Zola knows no profiles."""
        return (), ()

    def published_path(self, path: str, site: Site) -> str | None:
        """See the port. Static folders, and what lies beside pages."""
        for folder in (*site.static_dirs, CONTENT):
            if path.startswith(f"{folder}/") and place(path, site) is None:
                return path[len(folder) + 1 :]
        return None

    def sisters(self, path: str, site: Site) -> Sequence[str]:  # noqa: ARG002
        """See the port. Each page has its own files only."""
        return ()

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """See the port. `@/` stands for the content folder."""
        if address.startswith(_INTERNAL):
            return [f"{CONTENT}{folded(address[len(_INTERNAL) :])}"]
        folders = [*site.static_dirs, CONTENT]
        if not address.startswith("/"):
            folders.insert(0, path.rpartition("/")[0])
        return [folded(f"{folder}/{address}").strip("/") for folder in folders]
