"""What kind of site a tree is, and what its configuration says."""

from dataclasses import dataclass

from quire.conventions import NAMES, Convention, detect, quire_toml
from quire.errors import SourceUnread
from quire.model import Problem, Site
from quire.source.port import Source, Tree


@dataclass(frozen=True, slots=True)
class SiteRead:
    """What was understood of a site.

    Args:
        reason: why it is read by this convention.
        used: paths of the files that were read for its configuration, in that order.
    """

    convention: Convention
    reason: str
    site: Site
    problems: tuple[Problem, ...]
    used: tuple[str, ...]


def read_site(source: Source, tree: Tree, forced: str | None) -> SiteRead:
    """Understand the configuration of a site.

    Args:
        forced: name of a convention, None to look.

    Raises:
        SourceUnread: the bytes of a file that shapes the whole site cannot be read.
        SourceError: the source does not answer.
    """
    used: dict[str, None] = {}

    def look(path: str) -> bytes:
        [(_, data)] = source.read([tree.files[path]])
        if data is None:
            raise SourceUnread(
                f"the bytes of {path} cannot be read, and nobody knows what it hides; "
                "fetch the whole repository"
            )
        return data

    def read(path: str) -> bytes:
        used[path] = None
        return look(path)

    convention, reason = detect(tree.files, look, forced)
    site, problems = convention.site(tree.files, read)
    found = list(problems)
    if path := quire_toml.path_in(tree.files, site.content_dir):
        tokens = convention.unknown_tokens
        site, problems = quire_toml.overlay(site, path, read(path), NAMES, tokens)
        found.extend(problems)
    return SiteRead(convention, reason, site, tuple(found), tuple(used))
