"""Which conventions there are, and which one a tree follows."""

from collections.abc import Collection, Mapping

from quire.conventions import quire_toml
from quire.conventions.generators import generator_of
from quire.conventions.hugo import HUGO
from quire.conventions.hugo import configuration as hugo
from quire.conventions.jekyll import JEKYLL
from quire.conventions.jekyll import configuration as jekyll
from quire.conventions.plain import PLAIN
from quire.conventions.port import Convention, Reader
from quire.conventions.zola import ZOLA
from quire.conventions.zola import configuration as zola
from quire.errors import SettingError
from quire.model import SourceFile

CONVENTIONS: tuple[Convention, ...] = (JEKYLL, ZOLA, HUGO, PLAIN)
"""In the order in which they are asked; the last one is the answer when none claims a tree."""

_CONFIGURATIONS = frozenset({*jekyll.FILE_NAMES, *zola.FILE_NAMES, *hugo.AT_ROOT, *hugo.FOLDERS})

NAMES = tuple(convention.name for convention in CONVENTIONS)


def detect(
    files: Mapping[str, SourceFile], read: Reader, forced: str | None = None
) -> tuple[Convention, str]:
    """Choose the convention of a tree and say why: the operator's word comes first, then the
    content's own in `quire.toml`, then what the tree looks like.

    Args:
        forced: name of a convention, None to look.

    Raises:
        SettingError: see `convention_named`.
    """
    if forced is not None:
        return convention_named(forced), "the setting QUIRE_CONVENTION says so"
    if quire_toml.FILE_NAME in files:
        named = quire_toml.named_convention(read(quire_toml.FILE_NAME))
        if named in NAMES:
            return convention_named(named), f"{quire_toml.FILE_NAME} says so"
    for convention in CONVENTIONS:
        reason = convention.claims(files, read)
        if reason is not None:
            return convention, reason
    return CONVENTIONS[-1], "no other convention claims this folder"


def has_configuration(names: Collection[str]) -> bool:
    """Say whether a generator's configuration is among the names of what lies in a folder.

    Args:
        names: of entries, those in a folder `config` as `config/NAME`.
    """
    return not _CONFIGURATIONS.isdisjoint(names) or generator_of(names) is not None


def covers(
    files: Mapping[str, SourceFile], read: Reader, forced: str | None, scope: str, own: str | None
) -> bool:
    """Say whether a folder of a tree holds content of the site that the tree is.

    Args:
        forced: as for `detect`.
        scope: path of the folder, ending with `/`.
        own: path, ending with `/`, of a folder with a `quire.toml` on the way to it, None for
            none. Such a folder is a site of its own, unless it is the content folder of this one.
    """
    convention, _ = detect(files, read, forced)
    site, _ = convention.site(files, read)
    if own is not None and own != f"{site.content_dir}/":
        return False
    return any(file.path.startswith(scope) for file in convention.content_files(files, site))


def convention_named(name: str) -> Convention:
    """Find a convention by its name.

    Raises:
        SettingError: there is none of this name.
    """
    for convention in CONVENTIONS:
        if convention.name == name:
            return convention
    known = ", ".join(NAMES)
    raise SettingError(f"QUIRE_CONVENTION is {name[:40]!r}; it must be one of {known}")
