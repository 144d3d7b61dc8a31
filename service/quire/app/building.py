"""The builder's process: builds, says so, looks at the source again and again."""

import signal
import time
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import structlog

from quire.app.application import configure_logging
from quire.app.lifeline import die_with_parent
from quire.app.parts import open_builder
from quire.errors import QuireError, SettingError, SourceError
from quire.library.builder import Builder
from quire.library.progress import Progress
from quire.library.report import BuildReport
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

    Sends the parent a `BuildReport` once the first snapshot is there, or the text of the
    error that prevents one. The process may be killed at any moment.
    """
    die_with_parent()
    # A signal to the whole group is the parent's business: it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: None)
    configure_logging(settings.log_format)
    with ExitStack() as stack:
        try:
            builder = open_builder(path, settings, work_tree, stack)
            if builder.note:
                _log.warning(builder.note)
            report = _first_report(builder, progress)
        except QuireError as error:
            parent.send(str(error))
            return
        parent.send(report)
        _watch(builder, settings.poll_seconds, parent, warm=report.made)


def _first_report(builder: Builder, progress: Progress) -> BuildReport:
    """Build where needed. When the source is gone, the last good snapshot is served."""
    try:
        if not builder.is_current():
            return builder.build(progress)
    except SourceError as error:
        report = builder.current_report()
        if report is None:
            raise
        _log.error("the source does not answer; serving the last good snapshot", reason=str(error))
        return report
    report = builder.current_report()
    if report is None:
        raise SettingError("the state directory changed while it was read; start again")
    return report


def _watch(builder: Builder, poll_seconds: float, parent: Connection, warm: bool) -> None:
    """Look for changes until the parent's end of the pipe closes.

    Args:
        warm: the builder has read the content already.
    """
    pause = poll_seconds
    while not parent.poll(pause):
        try:
            if not warm:
                builder.warm()
                warm = True
            started = time.monotonic()
            current = builder.is_current()
            looked_seconds = time.monotonic() - started
            if not current:
                report = builder.build()
                if report.made:
                    _log.info(
                        "snapshot made",
                        revision=report.revision[:12],
                        written=report.written,
                        seconds=round(report.seconds, 3),
                        problems=sum(report.problems.values()),
                        **report.counts,
                    )
            pause = max(poll_seconds, _REST * looked_seconds)
        except QuireError as error:
            pause = min(max(pause, poll_seconds) * 2, _LONGEST_PAUSE_SECONDS)
            _log.error(
                "build failed; the last good snapshot stays", reason=str(error), retry_in=pause
            )
