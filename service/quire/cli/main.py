"""The commands and their options. Errors are one line on standard error and exit code 2."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import quire
from quire.cli.progress import make_progress
from quire.cli.summary import print_summary
from quire.errors import QuireError


class _Group(click.Group):
    """Turns expected errors into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuireError as error:
            raise click.ClickException(str(error)) from error


click.ClickException.exit_code = 2

_PATH = click.argument("path", default=".", type=click.Path(path_type=Path))
_config = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="File of QUIRE_NAME=value lines; the environment overrides it.",
)
_state_dir = click.option(
    "--state-dir",
    type=click.Path(path_type=Path),
    help="Where snapshots are kept.  [default: a folder in your cache directory]",
)
_SERVING = (
    click.option("--host", help="Address to listen on.  [default: 127.0.0.1]"),
    click.option("--port", type=click.IntRange(1, 65535), help="Port.  [default: 8000]"),
    click.option("--workers", type=click.IntRange(1, 64), help="Web processes.  [default: 2]"),
    _config,
    _state_dir,
)


def _serving(command: Any) -> Any:
    for option in reversed(_SERVING):
        command = option(command)
    return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(quire.__version__, prog_name="quire")
def main() -> None:
    """Serve the markdown of a git repository as a fast, versioned, searchable JSON API."""


@main.command()
@_PATH
@click.option("--ref", help="Branch, tag or commit to serve.  [default: HEAD]")
@_serving
def serve(path: Path, **given: Any) -> None:
    """Serve PATH: a work tree, a folder inside one, a bare repository, or a plain folder.

    A repository is served as it stands at a commit; uncommitted edits are not shown (see dev).
    """
    _serve(path, live=False, given=given)


@main.command()
@_PATH
@_serving
def dev(path: Path, **given: Any) -> None:
    """Serve PATH as it is on disk: a saved file is visible and searchable at once."""
    _serve(path, live=True, given=given)


@main.command()
@_PATH
@click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "json", "github")),
    default="text",
    show_default=True,
    help="How problems are written; json and github list every one.",
)
@click.option("--all", "show_all", is_flag=True, help="List every problem, not one of each kind.")
@click.option("--explain", is_flag=True, help="Say how the site was understood, and why.")
def check(path: Path, output_format: str, show_all: bool, explain: bool) -> None:
    """Report the problems in the content at PATH as it is on disk; exit code 1 if any.

    Each file is accounted for: published, hidden for a reason, a problem, or not content.
    """
    from quire.cli.checking import check_content

    raise SystemExit(check_content(path, output_format, show_all, explain))


@main.command()
@click.argument("revisions", nargs=-1, required=True, metavar="REV1 REV2 [PATH]")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    show_default=True,
    help="How changes are written; markdown suits a comment on a pull request.",
)
@click.option(
    "--all", "show_all", is_flag=True, help="List everything, not the first 20 of a kind."
)
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 if a document vanishes, an address is lost or there are new problems.",
)
def diff(revisions: tuple[str, ...], output_format: str, show_all: bool, exit_code: bool) -> None:
    """Say which documents would appear, move, change or vanish from REV1 to REV2.

    REV1..REV2 means the same, REV1...REV2 begins where REV2 branched off, as git diff does.
    """
    from quire.cli.diffing import diff_content

    raise SystemExit(diff_content(revisions, output_format, show_all, exit_code))


@main.command()
@click.argument("target", metavar="DIR")
@_PATH
@click.option("--ref", help="Branch, tag or commit to export.  [default: HEAD]")
@click.option("--base-url", help="Where the files will be reached: for feeds and full addresses.")
@click.option(
    "--max-files",
    type=click.IntRange(1, 10_000_000),
    default=100_000,
    show_default=True,
    help="Stop before there are more.",
)
@click.option("--ndjson", is_flag=True, help="Write documents to the file DIR, one a line.")
@click.option("--summaries", is_flag=True, help="With --ndjson: without bodies.")
@_config
@_state_dir
def export(
    target: str,
    path: Path,
    base_url: str | None,
    max_files: int,
    ndjson: bool,
    summaries: bool,
    config: Path | None,
    **given: Any,
) -> None:
    """Write the API of PATH to the folder DIR, as files for a static host.

    Again, it writes only what changed, and removes what is gone. What another hand put into DIR
    stays. With --ndjson, DIR is a file, or - for standard output.
    """
    from quire.cli.exporting import write_files, write_lines
    from quire.settings import read_address, read_settings

    if summaries and not ndjson:
        raise click.UsageError("--summaries goes with --ndjson; an export of files has both")
    # The address of a service would not be that of its files: only what was given counts.
    base = None if base_url is None else read_address("--base-url", base_url)
    settings = replace(read_settings(config, given), public_url=base)
    if ndjson:
        write_lines(target, path, settings, full=not summaries)
    else:
        write_files(Path(target), path, settings, max_files)


@main.command()
@click.option("--clients", is_flag=True, help="The one for generators of typed clients.")
def openapi(clients: bool) -> None:
    """Print the OpenAPI document of the API."""
    from quire.api.v1 import client_openapi_json, openapi_json

    click.echo(client_openapi_json() if clients else openapi_json(), nl=False)


def _serve(path: Path, live: bool, given: dict[str, Any]) -> None:
    from quire.app.serving import serve as run
    from quire.settings import read_settings

    settings = read_settings(given.pop("config"), given)
    run(
        path,
        settings,
        live,
        make_progress(),
        lambda report: print_summary(report, path, settings.host, settings.port),
    )
    # All is closed; taking the memory apart would be half of the time that a stop takes.
    sys.stdout.flush()
    os._exit(0)
