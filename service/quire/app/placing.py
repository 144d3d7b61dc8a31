"""Where the site is that a path lies in: the folder itself, or one above it that configures it."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from quire.conventions import covers, has_configuration
from quire.conventions.quire_toml import FILE_NAME
from quire.errors import SourceUnread
from quire.source import Source, names_around, open_revisions, open_source


def open_site(path: Path, ref: str | None, work_tree: bool, convention: str | None) -> Source:
    """Open the content at a path together with the configuration that it is under.

    Where the folder has none of its own, the nearest folder above it that has one is the
    site's root, if it lies in the same repository and the folder holds content of that site.
    Documents outside of the folder are not published then.

    Args:
        path, ref, work_tree: as for `open_source`.
        convention: name of the one to read by, None to look.

    Raises:
        SettingError, SourceError: as `open_source` does.
    """
    around = names_around(path, ref, work_tree)
    for above in _levels(around):
        source = open_source(path, ref, work_tree, above=above)
        if _covers(source, source.revision(), convention, around[:above]):
            return source
        source.close()
    return open_source(path, ref, work_tree)


def open_site_revisions(
    path: Path, before: str, after: str, since_fork: bool, convention: str | None
) -> tuple[Source, str, str]:
    """Open a site at two revisions; the later one says where its root is.

    Raises and returns as `open_revisions` does.
    """
    around = names_around(path, after, False)
    for above in _levels(around):
        opened = open_revisions(path, before, after, since_fork, above=above)
        if _covers(opened[0], opened[2], convention, around[:above]):
            return opened
        opened[0].close()
    return open_revisions(path, before, after, since_fork)


def _levels(around: Sequence[Collection[str]]) -> Iterator[int]:
    """Say how many folders above a path its site's root may lie, the likeliest first: that of
    the nearest generator's configuration, that of the nearest `quire.toml`. Nothing where the
    folder itself is the likeliest."""
    for is_root in (has_configuration, lambda names: FILE_NAME in names):
        level = next((level for level, names in enumerate(around) if is_root(names)), None)
        if level == 0:
            return
        if level is not None:
            yield level


def _covers(
    source: Source, revision: str, convention: str | None, below: Sequence[Collection[str]]
) -> bool:
    """Say whether the folder that was asked for is content of the site that was opened."""
    files = source.tree(revision).files
    folders = source.scope.rstrip("/").split("/")
    own = None
    for level, names in enumerate(below):
        if FILE_NAME in names:
            own = "".join(f"{folder}/" for folder in folders[: len(folders) - level])

    def read(path: str) -> bytes:
        [(_, data)] = source.read([files[path]])
        if data is None:
            raise SourceUnread(f"the bytes of {path} cannot be read; fetch the whole repository")
        return data

    return covers(files, read, convention, source.scope, own)
