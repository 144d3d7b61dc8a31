"""What a build says of itself."""

from dataclasses import dataclass
from datetime import datetime

from quire.library.manifest import Manifest


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build found and did.

    Args:
        snapshot: id of the current snapshot afterwards.
        made: a new snapshot was made.
        held_back: None, or why the new snapshot was not made current.
        counts: of `posts`, `pages`, `authors`, `tags`.
        problems: counts by code.
        rendered, written: bodies rendered, documents written for this snapshot.
        next_change_at: when something next appears or expires.
    """

    snapshot: str
    revision: str
    made: bool
    held_back: str | None
    counts: dict[str, int]
    problems: dict[str, int]
    rendered: int
    written: int
    seconds: float
    next_change_at: datetime | None


def report_of(
    manifest: Manifest,
    made: bool,
    held_back: str | None,
    rendered: int,
    written: int,
    seconds: float,
) -> BuildReport:
    """Report on the snapshot that is current after a build."""
    return BuildReport(
        snapshot=manifest.snapshot,
        revision=manifest.revision,
        made=made,
        held_back=held_back,
        counts=manifest.counts,
        problems=manifest.problems,
        rendered=rendered,
        written=written,
        seconds=seconds,
        next_change_at=manifest.next_change_at,
    )
