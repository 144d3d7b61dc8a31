"""Jekyll's convention behind the port: configuration, layout, media, interpretation."""

from collections.abc import Mapping, Sequence

from quire.conventions.author_files import read_authors
from quire.conventions.jekyll import configuration, interpretation
from quire.conventions.jekyll.layout import HTML_SUFFIXES, place
from quire.conventions.jekyll.permalinks import of_file, unknown_placeholders
from quire.conventions.jekyll.rules import POSTS, Rules, rules_of
from quire.conventions.port import Interpretation, Reader
from quire.documents.front_matter import Parsed
from quire.model import Candidate, Problem, Site, SourceFile


class Jekyll:
    """Sites that Jekyll builds."""

    name = "jekyll"

    def claims(self, files: Mapping[str, SourceFile], read: Reader) -> str | None:
        """See the port."""
        for path in configuration.FILE_NAMES:
            if path in files:
                of_another = configuration.is_of_another(path, read(path))
                return None if of_another else f"{path} is there"
        rules = Rules()
        for path in files:
            where = place(path, "", rules) if "_posts/" in path else None
            if where and where.collection == POSTS and where.is_content(rules):
                return f"{path} is a dated post in a folder _posts"
        return None

    def site(
        self, files: Mapping[str, SourceFile], read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        """See the port."""
        return configuration.read_site(files, read)

    def unknown_tokens(self, pattern: str) -> Sequence[str]:
        """See the port."""
        return unknown_placeholders(pattern)

    def content_files(self, files: Mapping[str, SourceFile], site: Site) -> list[SourceFile]:
        """See the port. Pages only turn out to be some when their front matter is read."""
        rules = rules_of(site)
        places = ((file, place(path, site.content_dir, rules)) for path, file in files.items())
        return [file for file, where in places if where and where.is_content(rules)]

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        """See the port."""
        return interpretation.interpret(file, parsed, site)

    def profiles(
        self, files: Mapping[str, SourceFile], read: Reader, site: Site
    ) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
        """See the port."""
        directory = _joined(site.content_dir, rules_of(site).data_dir)
        places = (f"{directory}/authors", f"{directory}/author")
        return read_authors(files, read, site, several=places, folders=places)

    def published_path(self, path: str, site: Site) -> str | None:
        """See the port. Whatever Jekyll reads and does not render it copies to its own path, the
        files of a collection beside its documents."""
        rules = rules_of(site)
        where = place(path, site.content_dir, rules)
        if where is None or where.collection == POSTS:
            return None
        if not where.collection:
            return where.relative
        collection = rules.collection(where.collection)
        return of_file(where, collection.permalink) if collection.published else None

    def sisters(self, path: str, site: Site) -> Sequence[str]:  # noqa: ARG002
        """See the port. Each page has its own files only."""
        return ()

    def locations(self, address: str, path: str, site: Site) -> Sequence[str]:
        """See the port. Beside the file, then from the site's root. Of a post as `post_url`
        names it, all suffixes and both orders of its folders."""
        rules = rules_of(site)
        roots = [site.content_dir, _joined(site.content_dir, rules.collections_dir)]
        if not address.startswith("/"):
            roots.insert(0, path.rpartition("/")[0])
        found = [_joined(root, each) for root in roots for each in _spellings(address, rules)]
        return list(dict.fromkeys(found))


def _spellings(address: str, rules: Rules) -> list[str]:
    above, mark, inside = address.partition("_posts/")
    if not mark:
        return [address]
    stem, dot, suffix = inside.rpartition(".") if "." in inside else (inside, "", "")
    suffixes = dict.fromkeys((f"{dot}{suffix}", *rules.suffixes, *HTML_SUFFIXES))
    folder, slash, name = stem.rpartition("/")
    stems = [f"{above}{mark}{stem}"]
    if slash:
        stems.append(f"{above}{folder}/{mark}{name}")
    return [f"{each}{end}" for each in stems for end in suffixes]


def _joined(directory: str, address: str) -> str:
    """Join and fold `.` and `..` as browsers do: above the site's root there is only the root.

    Addresses of documents are often deeper than their files, and links count from there.
    """
    parts: list[str] = []
    for part in (*directory.split("/"), *address.split("/")):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
