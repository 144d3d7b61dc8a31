"""`quire export`: the service as files for a static host, or all documents as lines."""

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quire.app.exporting import export_files, export_lines
from quire.cli.progress import make_progress
from quire.cli.summary import plural
from quire.errors import ExportError
from quire.export import MOST_RULES, Export
from quire.library.report import BuildReport
from quire.settings import Settings

_SHOWN = 3


def write_files(target: Path, path: Path, settings: Settings, most_files: int) -> None:
    """Export to a folder and say what was done, on standard error.

    Raises:
        QuireError: the content cannot be read, or the folder not be written.
    """
    report, done = export_files(path, settings, target, most_files, make_progress())
    lines = [*_about(report), *_done(done, target), *_left_out(done, settings.public_url)]
    click.echo("\n".join([*lines, "", *_next(target)]), err=True)


def write_lines(target: str, path: Path, settings: Settings, full: bool) -> None:
    """Export documents as lines to a file, or to standard output for `-`.

    Raises:
        QuireError: the content cannot be read, or the file not be written.
    """
    with _opened(target) as write:
        report, lines = export_lines(path, settings, full, write, make_progress())
    said = f"{plural(lines, 'documents')}, one a line, in {_place(target)}"
    click.echo("\n".join([*_about(report), said]), err=True)


def _place(target: str) -> str:
    return "standard output" if target == "-" else target


@contextmanager
def _opened(target: str) -> Iterator[Callable[[bytes], object]]:
    """Give what writes to a file that is there only when it is whole."""
    if target == "-":
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    file = Path(target)
    new = file.with_name(f".{file.name}.new")
    try:
        if file.is_dir():
            raise ExportError(f"{target} is a folder; lines go into a file, or to - ")
        with new.open("xb") as opened:
            yield opened.write
        new.replace(file)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(f"{target} cannot be written ({reason})") from error
    finally:
        new.unlink(missing_ok=True)


def _about(report: BuildReport) -> list[str]:
    lines = []
    if report.held_back:
        lines.append(
            f"The newest content is held back, the last good one is exported: {report.held_back}"
        )
    problems = sum(report.problems.values())
    if problems:
        lines.append(f"{plural(problems, 'problems')} in the content: run quire check")
    return lines


def _done(done: Export, target: Path) -> list[str]:
    files = done.written + done.kept
    return [
        f"{plural(files, 'files')} in {target}, {done.size / 1e6:,.1f} MB: "
        f"{done.written:,} written, {done.kept:,} as they were; {done.removed:,} removed"
    ]


def _left_out(done: Export, base: str | None) -> list[str]:
    """Say what is not there that somebody may look for."""
    lines = []
    if base is None:
        lines.append("Links are paths; for feeds, a sitemap and full addresses give --base-url")
    else:
        lines += [f"{each.address} is not there: {each.why or each.status}" for each in done.absent]
    if done.refused:
        shown = [f"{each.address} ({each.status})" for each in done.refused]
        lines.append(
            f"{plural(len(shown), 'links')} led to errors, and lead nowhere: {_some(shown)}"
        )
    if done.nameless:
        lines.append(
            f"{plural(len(done.nameless), 'addresses')} left out, for no file has so long a name: "
            f"{_some(done.nameless)}"
        )
    if done.rules > MOST_RULES:
        lines.append(
            f"_headers has {done.rules:,} rules; Cloudflare Pages reads {MOST_RULES} of them"
        )
    return lines


def _next(target: Path) -> list[str]:
    place = shlex.quote(str(target))
    return [
        "Next",
        f"  docs/export.md      how nginx and other hosts serve {place}, and what they cannot",
        "  the same command    again, after the next edit: it writes what changed",
    ]


def _some(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join([*names[:_SHOWN], *([f"{more:,} more"] if more > 0 else [])])
