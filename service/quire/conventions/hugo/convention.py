"""Hugo's convention behind the port: configuration, layout, media, interpretation."""

from collections.abc import Mapping, Sequence

from quire.conventions.author_files import read_authors
from quire.conventions.generators import generator_of
from quire.conventions.hugo import configuration, interpretation, references
from quire.conventions.hugo.layout import (
    bundle_folders,
    inside_content,
    is_home_bundle,
    is_resource,
    path_inside,
    place,
    resource_language,
)
from quire.conventions.hugo.lists import Lists
from quire.conventions.hugo.permalinks import unknown_tokens
from quire.conventions.port import Interpretation, Reader
from quire.documents.front_matter import Parsed
from quire.model import Candidate, Problem, Site, SourceFile


class Hugo:
    """Sites that Hugo builds. What it remembers shows in its speed only."""

    name = "hugo"

    def __init__(self) -> None:
        self._lists = Lists()
        self._names = references.Names()

    def claims(self, files: Mapping[str, SourceFile], read: Reader) -> str | None:  # noqa: ARG002
        """See the port."""
        for path in configuration.configuration_files(files):
            return f"{path} is there"
        inside = [path for path in files if path.startswith("content/")]
        if not inside or generator_of(files) is not None:
            return None
        # To Hugo a home page called so makes one page of all; then no one meant it for Hugo.
        return None if any(map(is_home_bundle, inside)) else "a folder content/ is there"

    def site(
        self, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """See the port."""
        return configuration.read_site(files, read, self._lists)

    def unknown_tokens(self, pattern: str) -> Sequence[str]:
        """See the port."""
        return unknown_tokens(pattern)

    def content_files(self, files: Mapping[str, SourceFile], site: Site) -> list[SourceFile]:
        """See the port. Markdown inside a leaf bundle belongs to its page."""
        places = {path: found for path in files if (found := place(path, site))}
        bundles = bundle_folders(places.values())
        return [files[path] for path, where in places.items() if not is_resource(where, bundles)]

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """See the port."""
        return interpretation.interpret(file, parsed, site)

    def profiles(
        self, files: Mapping[str, SourceFile], read: Reader, site: Site
    ) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
        """See the port. Hugo has no such thing, its themes have."""
        roots = dict.fromkeys(each.content_dir for each in site.languages)
        folders = ["data", *(root for root in roots if root)]
        several = [f"{folder}/authors" for folder in folders]
        return read_authors(
            files, read, site, several, [*several, *(f"{folder}/people" for folder in folders)]
        )

    def published_path(self, path: str, site: Site) -> str | None:
        """See the port. Static folders at the site's root, page resources below their
        language's prefix."""
        for folder, below in references.served_folders(site):
            inside = path_inside(path, folder) if folder else None
            if inside is not None:
                return f"{below}/{inside}" if below else inside
        found = inside_content(path, site)
        if found is None:
            return None
        language, inside = resource_language(*found, site), found[1]
        if {language, found[0]} & set(site.disabled_languages):
            return None
        return f"{language.prefix}/{inside}" if language.prefix else inside

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """See the port."""
        return references.locations(address, path, site, self._names)

    def sisters(self, path: str, site: Site) -> Sequence[str]:
        """See the port. The language versions of a bundle share their files."""
        return references.sisters(path, site)
