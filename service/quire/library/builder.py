"""The builder: makes the next snapshot beside the current one, then moves one pointer.

One process builds in a state directory. A build that finds nothing new writes nothing; one
that finds a one-line edit writes one document.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import structlog

from quire.catalogue import columns
from quire.errors import SearchError, SnapshotDamaged, SnapshotError, SourceError
from quire.library.accounting import Disposition
from quire.library.build_cache import BuildCache
from quire.library.encoder import Encoder
from quire.library.fingerprint import code_fingerprint
from quire.library.manifest import Manifest, Pointer, read_manifest, read_pointer, write_pointer
from quire.library.options import BuildOptions
from quire.library.progress import Progress, Silent
from quire.library.rendering import Renderer
from quire.library.report import BuildReport, report_of
from quire.library.snapshot import CATALOGUE_FILE, Snapshot
from quire.library.state import State, is_stored
from quire.library.survey import Survey, Surveyor
from quire.library.writing import Carried, SnapshotWriter
from quire.model import Problem
from quire.search.port import Engine
from quire.source.port import Source

_log = structlog.get_logger()

_MIN_POSTS_AT_STAKE = 10


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
        self._held_back: tuple[str, str] | None = None
        self._whole: str | None = None
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

    def is_current(self) -> bool:
        """Say whether the current snapshot still answers for the source, cheaply.

        Raises:
            SourceError: the source does not answer.
        """
        previous = self._manifest()
        if previous is None:
            return False
        revision = self._source.revision()
        if self._is_due(previous):
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
        manifest = self._manifest()
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
            try:
                return self._build(progress)
            except SnapshotDamaged as error:
                _log.warning("a part of the state directory is damaged", reason=str(error))
                self._whole = None
                return self._build(progress)
        except OSError as error:
            reason = error.strerror or error
            raise SnapshotError(f"{self._state.path} cannot be used ({reason})") from error

    def _build(self, progress: Progress) -> BuildReport:
        started = time.monotonic()
        revision = self._source.revision()
        survey = self._surveyor.survey(revision, self._now(), progress)
        self.problems, self.dispositions = survey.problems, survey.dispositions
        snapshot_id = self._snapshot_id(survey)
        previous = self._previous()
        if previous is not None and previous.manifest.snapshot == snapshot_id:
            progress.done()
            return report_of(
                previous.manifest, False, None, survey.rendered, 0, time.monotonic() - started
            )
        reason = self._unreadable(previous, survey) or self._loss(previous, survey)
        if previous is not None and reason is not None:
            self._held_back = (revision, reason)
            _log.error("the new snapshot is held back", reason=reason, revision=revision)
            if not self._is_due(previous.manifest):
                progress.done()
                seconds = time.monotonic() - started
                return report_of(previous.manifest, False, reason, survey.rendered, 0, seconds)
            # What is shown meanwhile must still appear and expire when it is due.
            survey = self._surveyor.survey(previous.manifest.revision, self._now(), progress)
            snapshot_id = self._snapshot_id(survey)
        else:
            self._held_back = None
        fits = previous is not None and previous.manifest.fingerprint == self._fingerprint
        carried = previous if fits else None
        try:
            directory, manifest, written = self._write(survey, snapshot_id, carried, progress)
        except SearchError as error:
            if carried is None:
                raise
            _log.warning("the index cannot be carried forward and is made anew", reason=str(error))
            directory, manifest, written = self._write(survey, snapshot_id, None, progress)
        write_pointer(self._state.path, Pointer(directory.name, snapshot_id, self._now_rounded()))
        self._whole = directory.name
        self._state.prune({directory.name}, self._options.kept_snapshots)
        progress.done()
        seconds = time.monotonic() - started
        return report_of(manifest, True, reason, survey.rendered, written, seconds)

    def _write(
        self, survey: Survey, snapshot_id: str, carried: Carried | None, progress: Progress
    ) -> tuple[Path, Manifest, int]:
        directory = self._state.new_directory(snapshot_id)
        writer = SnapshotWriter(
            directory, survey, self._surveyor, self._engine, self._encoder, self._options
        )
        manifest, written = writer.write(
            snapshot_id, self._fingerprint, self._state.media, carried, progress
        )
        return directory, manifest, written

    # the previous snapshot

    def _manifest(self) -> Manifest | None:
        """Read the manifest of the current snapshot; None where there is none that is whole."""
        try:
            pointer = read_pointer(self._state.path)
            if pointer is None:
                return None
            if pointer.directory != self._whole:
                self._check_whole(pointer)
            return read_manifest(self._state.snapshots / pointer.directory)
        except SnapshotDamaged as error:
            _log.warning("the current snapshot is damaged and is built anew", reason=str(error))
            return None

    def _check_whole(self, pointer: Pointer) -> None:
        """Open a snapshot as a web worker would, once for each that this builder did not make."""
        directory = self._state.snapshots / pointer.directory
        snapshot = Snapshot(directory, pointer.activated_at, self._engine)
        searchable = snapshot.index is not None
        snapshot.close()
        if not searchable:
            raise SnapshotDamaged(f"the search index of {pointer.directory} cannot be opened")
        for row in snapshot.manifest.media.values():
            if not is_stored(self._state.media, row.blob, row.size):
                raise SnapshotDamaged(f"the media file {row.blob} is not whole")
        self._whole = pointer.directory

    def _previous(self) -> Carried | None:
        manifest = self._manifest()
        if manifest is None or self._whole is None:
            return None
        directory = self._state.snapshots / self._whole
        return Carried(
            directory, manifest, columns.decode((directory / CATALOGUE_FILE).read_bytes())
        )

    def _unreadable(self, previous: Carried | None, survey: Survey) -> str | None:
        """Say why a snapshot whose site is not fully known should not be made current.

        Raises:
            SourceError: there is nothing else to serve.
        """
        if not survey.unreadable_settings:
            return None
        reason = f"nothing is published while this is so: {survey.unreadable_settings[0]}"
        if previous is None:
            raise SourceError(reason)
        return reason

    def _loss(self, previous: Carried | None, survey: Survey) -> str | None:
        """Say why a snapshot that loses most posts should not be made current."""
        if previous is None or self._options.accept_loss:
            return None
        before = previous.manifest.counts["posts"]
        after = sum(document.type == "post" for document in survey.settlement.documents)
        if before < _MIN_POSTS_AT_STAKE or after * 2 >= before:
            return None
        return (
            f"only {after} of {before} posts would remain; if that is meant, restart with "
            "QUIRE_ACCEPT_LOSS=true"
        )

    def _snapshot_id(self, survey: Survey) -> str:
        since = survey.horizon.since
        parts = (
            self._source.name,
            survey.revision,
            self._fingerprint,
            since.isoformat() if since else "",
        )
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def _now_rounded(self) -> datetime:
        return self._now().replace(microsecond=0)


def _fingerprint(engine: Engine, encoder: Encoder, options: BuildOptions) -> str:
    shaping = (code_fingerprint(), engine.name, encoder.fingerprint, options.shaping())
    return hashlib.blake2b(repr(shaping).encode(), digest_size=16).hexdigest()
