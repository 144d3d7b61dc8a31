"""Hugo's convention behind the port: configuration, layout, media, interpretation."""

from collections.abc import Mapping, Sequence

from quire.conventions.hugo import configuration, interpretation
from quire.conventions.hugo.layout import place
from quire.conventions.port import Interpretation, Reader
from quire.documents.front_matter import Parsed
from quire.model import Problem, Site, SourceFile


class Hugo:
    """Sites that Hugo builds."""

    name = "hugo"

    def claims(self, files: Mapping[str, SourceFile]) -> str | None:
        """See the port."""
        for name in configuration.FILE_NAMES:
            if name in files:
                return f"{name} is there"
        if any(path.startswith("content/") for path in files):
            return "a folder content/ is there"
        return None

    def site(
        self, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """See the port."""
        return configuration.read_site(files, read)

    def is_content(self, path: str, site: Site) -> bool:
        """See the port."""
        return place(path, site) is not None

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """See the port."""
        return interpretation.interpret(file, parsed, site)

    def published_path(self, path: str, site: Site) -> str | None:
        """See the port. Static folders and page resources, each below the site's root."""
        for directory in (*site.static_dirs, "assets"):
            if path.startswith(f"{directory}/"):
                return path[len(directory) + 1 :]
        for language in site.languages:
            if not language.content_dir:
                return path if "/" in path else None
            if path.startswith(f"{language.content_dir}/"):
                return path[len(language.content_dir) + 1 :]
        return None

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """See the port. Beside the file, in its content root, in static folders and assets."""
        roots = [*site.static_dirs, "assets", *(each.content_dir for each in site.languages)]
        rooted = [_join(root, address) for root in roots]
        if address.startswith("/"):
            return rooted
        return [_join(path.rpartition("/")[0], address), *rooted]


def _join(directory: str, address: str) -> str:
    """Join and fold `.` and `..`; what leads out of the site root ends in nothing."""
    parts: list[str] = []
    for part in (*directory.split("/"), *address.split("/")):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
