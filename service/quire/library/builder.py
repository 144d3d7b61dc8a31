"""The builder: makes the next snapshot beside the current one, then moves one pointer.

One process builds in a state directory. A build that finds nothing new writes nothing; one
that finds a one-line edit writes one document.
"""

import errno
import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import structlog

from quire.errors import SearchError, SnapshotDamaged, SnapshotError, SourceError, SourceUnread
from quire.library import lapses
from quire.library.accounting import Disposition
from quire.library.build_cache import BuildCache
from quire.library.current import CurrentSnapshot
from quire.library.encoder import Encoder
from quire.library.fingerprint import code_fingerprint
from quire.library.holding_back import why_held_back
from quire.library.lapses import Again
from quire.library.manifest import Manifest, MediaRow, Pointer, write_pointer
from quire.library.options import BuildOptions
from quire.library.progress import Progress, Silent
from quire.library.rendering import Renderer
from quire.library.report import BuildReport, report_of
from quire.library.rolls.keeping import RollKeeper
from quire.library.standing import Code
from quire.library.state import State
from quire.library.storing import store_media
from quire.library.survey import Survey, Surveyor
from quire.library.writing import Carried, SnapshotWriter, Written
from quire.model import Problem
from quire.search.port import Engine
from quire.source.port import Source

_log = structlog.get_logger()

_OF_DISKS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""Errors that writing anew would meet again."""


class Builder:
    """Builds snapshots of one source in one state directory."""

    def __init__(
        self,
        source: Source,
        state: State,
        engine: Engine,
        encoder: Encoder,
        renderer: Renderer,
        options: BuildOptions,
        now: Callable[[], datetime],
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._state = state
        self._engine = engine
        self._encoder = encoder
        self._options = options
        self._now = now
        self._fingerprint = _fingerprint(engine, encoder, options)
        self._cache = BuildCache(state.path / "build-cache.sqlite", code_fingerprint())
        self._surveyor = Surveyor(
            source,
            renderer,
            self._cache,
            options.media_base,
            options.shortcodes,
            options.convention,
        )
        self._current = CurrentSnapshot(state, engine)
        self._rolls = RollKeeper(state.path)
        self._again = Again(uptime)
        self._held_back: tuple[str, str] | None = None
        self._wanting = False
        self.problems: tuple[Problem, ...] = ()
        """Of the last survey, sorted."""
        self.dispositions: Mapping[str, Disposition] = {}
        """What became of each file, by path, of the last survey."""

    def close(self) -> None:
        """Close the build cache."""
        self._cache.close()

    @property
    def note(self) -> str:
        """One line about how the source was understood, "" for none."""
        return self._source.note

    @property
    def code(self) -> Code:
        """How the current snapshot stands to the source, as far as the last look told."""
        if self._held_back is not None:
            return Code.HELD_BACK
        return Code.INCOMPLETE if self._wanting else Code.FOLLOWING

    def is_current(self) -> bool:
        """Say whether the current snapshot still answers for the source, cheaply.

        Raises:
            SourceError: the source does not answer.
        """
        previous = self._current.manifest()
        if previous is None:
            return False
        revision = self._source.revision()
        if self._is_due(previous):
            return False
        if (self._wanting or previous.lapses) and self._again.due:
            return False
        if self._held_back and self._held_back[0] == revision:
            return True
        return previous.revision == revision and previous.fingerprint == self._fingerprint

    def _is_due(self, manifest: Manifest) -> bool:
        """Say whether visibility has changed since a snapshot was made."""
        now, since, until = self._now(), manifest.visible_from, manifest.next_change_at
        return (since is not None and now < since) or (until is not None and until <= now)

    def current_report(self) -> BuildReport | None:
        """Describe the current snapshot without building."""
        manifest = self._current.manifest()
        return None if manifest is None else report_of(manifest, False, None, 0, 0, 0.0)

    def warm(self) -> None:
        """Read what the next build will compare with, so that a first edit is quick."""
        revision = self._source.revision()
        self.problems = self._surveyor.survey(revision, self._now(), Silent()).problems

    def build(self, progress: Progress | None = None) -> BuildReport:
        """Make a snapshot of what the source says now and make it current.

        Raises:
            SourceError: the source does not answer, or changed while it was read.
            SearchError: the index could not be made.
            SnapshotError: the state directory cannot be written. In each case the current
                snapshot stays.
        """
        progress = progress or Silent()
        try:
            self._state.restore()
            try:
                return self._build(progress)
            except SnapshotDamaged as error:
                _log.warning("a part of the state directory is damaged", reason=str(error))
                return self._build(progress)
        except OSError as error:
            reason = error.strerror or error
            raise SnapshotError(f"{self._state.path} cannot be used ({reason})") from error

    def _build(self, progress: Progress) -> BuildReport:
        started = time.monotonic()
        revision = self._source.revision()
        previous = self._current.carried()
        if previous is None:
            self._current.drop_damaged_media()
        survey, media, reason = self._understood(revision, previous, progress)
        if survey is not None:
            snapshot_id = self._snapshot_id(survey)
            if previous is not None and previous.manifest.snapshot == snapshot_id:
                self._held_back = None
                return self._stays(previous, None, survey, started, progress)
        if previous is not None and reason is not None:
            if self._held_back != (revision, reason):
                _log.error("the new snapshot is held back", reason=reason, revision=revision)
            self._held_back = (revision, reason)
            if not self._is_due(previous.manifest):
                return self._stays(previous, reason, survey, started, progress)
            # What is shown meanwhile must still appear and expire when it is due.
            survey = self._surveyor.survey(previous.manifest.revision, self._now(), progress)
            survey, media = self._with_media(survey)
        else:
            self._held_back = None
        if survey is None:
            raise SourceError(reason or "the content cannot be read")
        manifest, written = self._publish(survey, media, previous, progress)
        seconds = time.monotonic() - started
        return report_of(manifest, True, reason, survey.rendered, written, seconds)

    def _understood(
        self, revision: str, previous: Carried | None, progress: Progress
    ) -> tuple[Survey | None, dict[str, MediaRow], str | None]:
        """Survey a revision and say why it should not be made current, None where it may be.

        Returns:
            No survey where a file that shapes the whole site cannot be read.
        """
        before = () if previous is None else previous.manifest.lapses
        self._wanting = True
        try:
            survey = self._surveyor.survey(revision, self._now(), progress, self._again.due)
        except SourceUnread as error:
            self._again.failed(str(error))
            if previous is None:
                raise
            return None, {}, str(error)
        survey, media = self._with_media(survey)
        self.problems, self.dispositions = survey.problems, survey.dispositions
        self._wanting = bool(survey.lapses)
        if self._wanting and (self._again.due or survey.lapses != before):
            self._again.failed(survey.lapses)
        manifest = None if previous is None else previous.manifest
        reason = why_held_back(manifest, survey, self._options.accept_loss)
        return survey, media, reason

    def _with_media(self, survey: Survey) -> tuple[Survey, dict[str, MediaRow]]:
        """Store the media of a survey; what cannot be read is among its lapses."""
        rows, unread = store_media(
            survey.addresses.media, self._state.media, self._surveyor.read_bytes
        )
        if not unread:
            return survey, rows
        more = {*survey.lapses, *lapses.of_files(unread, unread=False)}
        return replace(survey, lapses=tuple(sorted(more))), rows

    def _stays(
        self,
        previous: Carried,
        reason: str | None,
        survey: Survey | None,
        started: float,
        progress: Progress,
    ) -> BuildReport:
        progress.done()
        rendered = survey.rendered if survey else 0
        seconds = time.monotonic() - started
        return report_of(previous.manifest, False, reason, rendered, 0, seconds)

    def _publish(
        self,
        survey: Survey,
        media: dict[str, MediaRow],
        previous: Carried | None,
        progress: Progress,
    ) -> tuple[Manifest, int]:
        """Write a snapshot and make it current; say how many documents were written."""
        snapshot_id = self._snapshot_id(survey)
        fits = previous is not None and previous.manifest.fingerprint == self._fingerprint
        carried = previous if fits else None
        try:
            directory, written = self._write(survey, media, previous, carried, progress)
        except (SearchError, OSError) as error:
            if carried is None or getattr(error, "errno", None) in _OF_DISKS:
                raise
            _log.warning("nothing can be carried forward; all is made anew", reason=str(error))
            directory, written = self._write(survey, media, previous, None, progress)
        write_pointer(self._state.path, Pointer(directory.name, snapshot_id, self._now_rounded()))
        self._current.became(directory.name)
        self._state.prune({directory.name}, self._options.kept_snapshots)
        self._rolls.prune(self._now())
        progress.done()
        return written.manifest, written.documents

    def _write(
        self,
        survey: Survey,
        media: dict[str, MediaRow],
        previous: Carried | None,
        carried: Carried | None,
        progress: Progress,
    ) -> tuple[Path, Written]:
        """Write a snapshot and its roll: without one nothing is switched."""
        snapshot_id = self._snapshot_id(survey)
        directory = self._state.new_directory(snapshot_id)
        writer = SnapshotWriter(
            directory, survey, self._surveyor, self._engine, self._encoder, self._options
        )
        try:
            written = writer.write(snapshot_id, self._fingerprint, media, carried, progress)
            before = previous.columns if previous else None
            self._rolls.follow(before, written.columns, written.roll, self._now())
        except BaseException:
            # A full disk is to be no fuller for it.
            self._state.remove(directory.name)
            raise
        return directory, written

    def _snapshot_id(self, survey: Survey) -> str:
        since = survey.horizon.since
        parts = (
            self._source.name,
            survey.revision,
            self._fingerprint,
            since.isoformat() if since else "",
            *(repr(lapse) for lapse in survey.lapses),
        )
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def _now_rounded(self) -> datetime:
        return self._now().replace(microsecond=0)


def _fingerprint(engine: Engine, encoder: Encoder, options: BuildOptions) -> str:
    shaping = (code_fingerprint(), engine.name, encoder.fingerprint, options.shaping())
    return hashlib.blake2b(repr(shaping).encode(), digest_size=16).hexdigest()
