"""The builder's process: builds, says so, looks at the source again and again.

Whatever goes wrong, a whole snapshot is served and the build is tried again.
"""

import os
import signal
import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import structlog

from quire.app.application import configure_logging
from quire.app.lifeline import die_with_parent
from quire.app.parts import open_builder, state_directory
from quire.errors import QuireError, SettingError, SnapshotError, SourceError
from quire.library.builder import Builder
from quire.library.current import last_whole
from quire.library.progress import Progress, Silent
from quire.library.report import BuildReport, report_of
from quire.library.standing import Code, Standing, confirm_standing, write_standing
from quire.search.whoosh import WhooshEngine
from quire.settings import Settings

_log = structlog.get_logger()

_LONGEST_PAUSE_SECONDS = 60.0

_REST = 4
"""How many times longer than a look at the source the pause after it is, at least."""


def run_builder(
    path: Path,
    settings: Settings,
    work_tree: bool,
    progress: Progress,
    parent: Connection,
) -> None:
    """Build until the parent goes away. The entry point of the builder's process.

    Sends the parent a `BuildReport` once a snapshot is there, or the text of the error that
    prevents one. The process may be killed at any moment, and ends without taking its memory
    apart: that would be half of the time that a stop takes.
    """
    die_with_parent()
    # A signal to the whole group is the parent's business: it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: None)
    configure_logging(settings.log_format)
    # Where the parent is gone nobody listens.
    with ExitStack() as stack, suppress(BrokenPipeError):
        watch = Watch(path, settings, work_tree)
        stack.callback(watch.close)
        try:
            report = watch.begin(progress)
        except QuireError as error:
            parent.send(str(error))
        else:
            parent.send(report)
            pause = settings.poll_seconds
            while not parent.poll(pause):
                pause = watch.look(pause)
    os._exit(0)


class Watch:
    """Looks at the source, builds, and opens the builder anew where something broke it."""

    def __init__(self, path: Path, settings: Settings, work_tree: bool) -> None:
        self._path = path
        self._settings = settings
        self._work_tree = work_tree
        self._opened = ExitStack()
        self._builder: Builder | None = None
        self._warm = False
        self._complaint = ""
        self._standing: Standing | None = None

    def close(self) -> None:
        """Close the builder."""
        self._builder = None
        self._opened.close()

    def begin(self, progress: Progress) -> BuildReport:
        """Build where needed. Where that fails the last good snapshot is served.

        Raises:
            SettingError: the operator is to mend something.
            QuireError: there is no snapshot to serve, and why.
        """
        try:
            made, _ = self._build(progress)
            report = made or self._open().current_report()
            if report is None:
                raise SnapshotError("the state directory changed while it was read; start again")
        except SettingError:
            raise
        except Exception as error:
            manifest = last_whole(state_directory(self._path, self._settings), WhooshEngine())
            if manifest is None and isinstance(error, QuireError):
                raise
            self._complain(error, self._settings.poll_seconds)
            if manifest is None:
                reason = f"the first build failed ({type(error).__name__}); its log says more"
                raise SnapshotError(reason) from error
            return report_of(manifest, False, None, 0, 0, 0.0)
        self._warm = report.made
        return report

    def look(self, pause: float) -> float:
        """Look at the source and build where needed; nothing is raised.

        Returns:
            Seconds until the next look: more and more where something is wrong.
        """
        poll = self._settings.poll_seconds
        try:
            if self._builder is not None and not self._warm:
                self._builder.warm()
                self._warm = True
            report, looked_seconds = self._build(Silent())
            if report is not None and report.made:
                _log.info(
                    "snapshot made",
                    revision=report.revision[:12],
                    written=report.written,
                    seconds=round(report.seconds, 3),
                    problems=sum(report.problems.values()),
                    **report.counts,
                )
        except Exception as error:  # noqa: BLE001 - whatever it is, the last snapshot is served
            pause = min(max(pause, poll) * 2, _LONGEST_PAUSE_SECONDS)
            self._complain(error, pause)
            return pause
        if self._complaint:
            _log.info("builds succeed again")
            self._complaint = ""
        return max(poll, _REST * looked_seconds)

    def _build(self, progress: Progress) -> tuple[BuildReport | None, float]:
        """Build unless the snapshot is current.

        Returns:
            A report where something was built, and how long the look at the source took.
        """
        builder = self._open()
        started = time.monotonic()
        current = builder.is_current()
        looked_seconds = time.monotonic() - started
        report = None if current else builder.build(progress)
        self._say(builder.code)
        return report, looked_seconds

    def _open(self) -> Builder:
        if self._builder is None:
            with ExitStack() as opening:
                builder = open_builder(self._path, self._settings, self._work_tree, opening)
                self._opened = opening.pop_all()
            self._builder = builder
            if builder.note:
                _log.warning(builder.note)
        return self._builder

    def _complain(self, error: Exception, retry_in: float) -> None:
        """Say why there is no new snapshot, once for each reason, and begin anew after defects."""
        expected = isinstance(error, QuireError)
        reason = str(error) if expected else f"{type(error).__name__}: {error}"
        if reason != self._complaint:
            self._complaint = reason
            _log.error(
                "build failed; the last good snapshot stays",
                reason=reason,
                retry_in=retry_in,
                exc_info=None if expected else error,
            )
        self._say(_code_of(error))
        if not expected:
            self.close()

    def _say(self, code: Code) -> None:
        """Tell web processes how the builder stands; the file may have been removed."""
        changed = self._standing is None or code is not self._standing.code
        if self._standing is None or changed:
            self._standing = Standing(code, datetime.now(UTC))
        try:
            state = state_directory(self._path, self._settings)
            if not confirm_standing(state, self._standing):
                write_standing(state, self._standing)
        except (OSError, QuireError) as error:
            if changed:
                reason = str(error)
                _log.warning("how the builder stands cannot be written", code=code, reason=reason)


def _code_of(error: Exception) -> Code:
    match error:
        case SourceError():
            return Code.SOURCE_UNREACHABLE
        case SnapshotError():
            return Code.STATE_UNUSABLE
    return Code.BUILD_FAILED
