"""Hugo's convention behind the port: configuration, layout, media, interpretation."""

from collections.abc import Mapping, Sequence

from quire.conventions.hugo import configuration, interpretation
from quire.conventions.hugo.layout import (
    bundle_folders,
    content_roots,
    in_language,
    is_never_content,
    is_resource,
    path_inside,
    place,
)
from quire.conventions.port import Interpretation, Reader
from quire.documents.front_matter import Parsed
from quire.model import Problem, Site, SourceFile


class Hugo:
    """Sites that Hugo builds."""

    name = "hugo"

    def claims(self, files: Mapping[str, SourceFile]) -> str | None:
        """See the port."""
        for path in configuration.configuration_files(files):
            return f"{path} is there"
        if any(path.startswith("content/") for path in files):
            return "a folder content/ is there"
        return None

    def site(
        self, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """See the port."""
        return configuration.read_site(files, read)

    def content_files(self, files: Mapping[str, SourceFile], site: Site) -> list[SourceFile]:
        """See the port. Markdown inside a leaf bundle belongs to its page."""
        places = {path: found for path in files if (found := place(path, site))}
        bundles = bundle_folders(places)
        return [
            files[path] for path, where in places.items() if not is_resource(path, where, bundles)
        ]

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """See the port."""
        return interpretation.interpret(file, parsed, site)

    def published_path(self, path: str, site: Site) -> str | None:
        """See the port. Static folders and page resources, each below the site's root."""
        for directory in (*site.static_dirs, "assets"):
            if path.startswith(f"{directory}/"):
                return path[len(directory) + 1 :]
        for root in content_roots(site):
            inside = path_inside(path, root.content_dir)
            if inside is not None:
                hidden = root in site.disabled_languages or is_never_content(inside, root)
                return None if hidden else inside
        return None

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """See the port. Beside the file, in static folders and assets, in its own content root,
        in the others; of a content file, the version in the same language comes first."""
        own = [each for each in site.languages if path_inside(path, each.content_dir) is not None]
        roots = [root.content_dir for root in (*own, *site.languages)]
        folders = [*site.static_dirs, "assets", *roots]
        if not address.startswith("/"):
            folders.insert(0, path.rpartition("/")[0])
        found = [_join(folder, address) for folder in dict.fromkeys(folders)]
        where = place(path, site)
        if where is None:
            return found
        return [each for one in found for each in in_language(one, where.language, site)]


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
