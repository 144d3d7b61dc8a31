"""Exports: a snapshot made for them, and the service over it asked in process."""

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from quire.api.v1.bulk import document_lines
from quire.app.application import configure_logging, create_app
from quire.app.clock import clock
from quire.app.parts import open_builder, state_directory
from quire.errors import SnapshotError
from quire.export import Export, Tree, export
from quire.library.holder import Holder
from quire.library.progress import Progress
from quire.library.report import BuildReport
from quire.library.snapshot import Snapshot
from quire.library.variants import Variants
from quire.search.whoosh import WhooshEngine
from quire.settings import Settings

_CACHE_BYTES = 1024 * 1024
"""Nothing is asked for twice."""

_PICTURE_SECONDS = 60.0
"""What making a copy of a picture may take: no request waits for it."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What an export is made of."""

    state: Path
    holder: Holder
    snapshot: Snapshot
    report: BuildReport


def export_files(
    path: Path, settings: Settings, target: Path, most_files: int, progress: Progress
) -> tuple[BuildReport, Export]:
    """Write the service to a folder, as files.

    Args:
        settings: `public_url` is where the files will be reached, None for paths.

    Raises:
        QuireError: the content cannot be read, or the folder not be written.
    """
    with ExitStack() as stack:
        # First of all, so that nobody waits for a build to learn that the folder is no good.
        tree = Tree(target)
        stack.callback(tree.close)
        ground = _build(path, settings, progress, stack)
        variants = Variants(
            ground.state / "variants",
            settings.image_cache_mb * 1024 * 1024,
            seconds=_PICTURE_SECONDS,
            wait_seconds=2 * _PICTURE_SECONDS,
        )
        stack.callback(variants.close)
        # At the instant of the snapshot: freshness that is cut would be so for good in a file.
        activated_at = ground.snapshot.activated_at
        front = create_app(
            ground.holder,
            secret=secrets.token_bytes(32),
            public_url=settings.public_url,
            cache_bytes=_CACHE_BYTES,
            now=lambda: activated_at,
            variants=variants,
        )
        base = settings.public_url or ""
        return ground.report, export(front, base, tree, most_files, progress)


def export_lines(
    path: Path, settings: Settings, full: bool, write: Callable[[bytes], object], progress: Progress
) -> tuple[BuildReport, int]:
    """Write each document as a line of JSON.

    Args:
        full: see `document_lines`.

    Returns:
        How the snapshot was made, and the number of lines.

    Raises:
        QuireError: the content cannot be read.
    """
    with ExitStack() as stack:
        ground = _build(path, settings, progress, stack)
        lines = 0
        for line in document_lines(ground.snapshot, full=full):
            write(line)
            lines += 1
        return ground.report, lines


def _build(path: Path, settings: Settings, progress: Progress, stack: ExitStack) -> _Ground:
    """Make the snapshot, in a state directory of its own: a service may hold the usual one."""
    configure_logging(settings.log_format)
    if settings.state_dir is None:
        usual = state_directory(path, settings)
        settings = replace(settings, state_dir=usual.with_name(f"{usual.name}-export"))
    state = state_directory(path, settings)
    with ExitStack() as building:
        builder = open_builder(path, settings, False, building)
        report = builder.build(progress)
    holder = Holder(state, WhooshEngine(), clock(settings))
    stack.callback(holder.close)
    holder.refresh()
    if holder.current is None:
        raise SnapshotError(f"the snapshot in {state} cannot be opened; export again")
    return _Ground(state, holder, holder.current, report)
