"""The plain convention behind the port: roots, authors, files that are published as they are."""

import re
from collections.abc import Mapping, Sequence

from quire.conventions.address_patterns import unknown_tokens
from quire.conventions.author_files import read_authors
from quire.conventions.generators import BY_HAND, generator_of
from quire.conventions.plain import interpretation
from quire.conventions.plain.layout import Rules, inside_root, path_inside, place, rules_of
from quire.conventions.port import Interpretation, Reader
from quire.documents.front_matter import Parsed
from quire.model import Candidate, Language, Problem, Site, SourceFile, Taxonomy

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)
_INDEXES = ("index", "README", "_index")
_TAXONOMIES = (
    Taxonomy("tag", "tags"),
    Taxonomy("tag", "tag"),
    Taxonomy("category", "categories"),
    Taxonomy("category", "category"),
    Taxonomy("series", "series"),
    Taxonomy("author", "authors"),
)


class Plain:
    """Folders of markdown. It takes what no other convention claims."""

    name = "plain"

    def claims(self, files: Mapping[str, SourceFile], read: Reader) -> str | None:  # noqa: ARG002
        """See the port."""
        found = generator_of(files)
        return f"{found[1]} is there: {found[0].name}" if found else None

    def site(
        self,
        files: Mapping[str, SourceFile],
        read: Reader,  # noqa: ARG002
    ) -> tuple[Site, tuple[Problem, ...]]:
        """See the port. There is no configuration that could be read: `quire.toml` has it."""
        found = generator_of(files)
        generator = found[0] if found else BY_HAND
        roots = tuple(
            root
            for root in generator.roots
            if any(path.startswith(f"{root[0]}/") for path in files)
        )
        content_dir = roots[0][0] if len(roots) == 1 else ""
        site = Site(
            content_dir=content_dir,
            languages=(Language("en", "", content_dir),),
            static_dirs=generator.static,
            taxonomies=_TAXONOMIES,
            rules=Rules(generator, roots or (("", ""),)),
        )
        return site, ()

    def unknown_tokens(self, pattern: str) -> Sequence[str]:
        """See the port."""
        return unknown_tokens(pattern)

    def content_files(self, files: Mapping[str, SourceFile], site: Site) -> list[SourceFile]:
        """See the port. Where a folder has an index, its README is not its page."""
        found = []
        for path, file in files.items():
            where = place(path, site)
            if where is None:
                continue
            folder, slash, _ = path.rpartition("/")
            if where.name.lower() == "readme" and any(
                f"{folder}{slash}{name}{suffix}" in files
                for name in ("index", "_index")
                for suffix in (".md", ".mdx", ".markdown")
            ):
                continue
            found.append(file)
        return found

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """See the port."""
        return interpretation.interpret(file, parsed, site)

    def profiles(
        self, files: Mapping[str, SourceFile], read: Reader, site: Site
    ) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
        """See the port. Files named `authors`, files in folders named `authors` or `people`."""
        several, folders = set(), set()
        for path in files:
            stem = path.rpartition(".")[0]
            folder, _, name = stem.rpartition("/")
            if name == "authors":
                several.add(stem)
            if folder.rpartition("/")[2] in ("authors", "_authors", "people"):
                folders.add(folder)
        if not several and not folders:
            return (), ()
        seen = {
            path: file
            for path, file in files.items()
            if not any(part in ("node_modules", "i18n") for part in path.split("/")[:-1])
        }
        return read_authors(seen, read, site, sorted(several), sorted(folders))

    def published_path(self, path: str, site: Site) -> str | None:
        """See the port. Static folders at the root, all else beside the pages."""
        for directory in site.static_dirs:
            if (inside := path_inside(path, directory)) is not None:
                return inside
        found = inside_root(path, site)
        if found is None:
            return path if _is_open_picture(path) else None
        base, inside = found
        return f"{base}/{inside}" if base else inside

    def sisters(self, path: str, site: Site) -> Sequence[str]:  # noqa: ARG002
        """See the port. Each page has its own files only."""
        return ()

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """See the port. Beside the file, in static folders, in the content roots; of a folder,
        its index; `@site/` is the root of the repository."""
        if address.startswith("@site/"):
            return [_join("", address.removeprefix("@site/"))]
        roots = [
            _join(folder, inside)
            for folder, base in rules_of(site).roots
            if (inside := path_inside(address.strip("/"), base)) is not None
        ]
        beside = [] if address.startswith("/") else [_join(path.rpartition("/")[0], address)]
        fixed = [_join(directory, address) for directory in site.static_dirs]
        found = [*beside, *fixed, *roots, _join("", address)]
        if address.rpartition("/")[2].count("."):
            return list(dict.fromkeys(found))
        pages = [
            f"{each}{end}" if each else end.lstrip("/")
            for each in found
            for end in (".md", ".mdx", *(f"/{name}.md" for name in _INDEXES))
        ]
        return list(dict.fromkeys((*found, *pages)))


def _is_open_picture(path: str) -> bool:
    """Say whether a file outside of the content is a picture that generators take in."""
    hidden = any(part.startswith((".", "_")) for part in path.split("/"))
    return not hidden and _PICTURE.search(path) is not None


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
