"""`quire diff`: what a change would do to the site, for its author and for a pull request."""

from pathlib import Path

import click
import orjson

from quire.app.checking import compare_revisions
from quire.cli import diff_formats
from quire.cli.progress import make_progress
from quire.errors import SettingError
from quire.settings import read_settings


def diff_content(
    arguments: tuple[str, ...], output_format: str, show_all: bool, exit_code: bool
) -> int:
    """Print what would appear, move, change or vanish between two revisions.

    Args:
        arguments: `A B`, `A..B` or `A...B`, and a path where it is not `.`.
        show_all: in text and markdown, instead of the first ones of each kind.
        exit_code: 1 where something vanishes, an address is lost or problems are new.

    Raises:
        SettingError: the arguments name no two revisions.
        SourceError: a revision is not there or holds no content.
    """
    before, after, since_fork, path = range_of(arguments)
    settings = read_settings(None, {})
    found = compare_revisions(path, before, after, since_fork, settings, make_progress())
    if output_format == "json":
        shown = orjson.dumps(diff_formats.as_json(found), option=orjson.OPT_INDENT_2).decode()
    elif output_format == "markdown":
        shown = "\n".join(diff_formats.as_markdown(found, show_all))
    else:
        shown = "\n".join(diff_formats.as_text(found, show_all))
    click.echo(shown)
    return 1 if exit_code and found.is_harmful else 0


def range_of(arguments: tuple[str, ...]) -> tuple[str, str, bool, Path]:
    """Read two revisions and a path.

    Returns:
        The revisions, whether to begin where the second left the first, and the path.
    """
    first, *rest = arguments
    for dots in ("...", ".."):
        if dots in first:
            before, _, after = first.partition(dots)
            names, places = [before or "HEAD", after or "HEAD"], rest
            break
    else:
        dots, names, places = "", [first, *rest[:1]], rest[1:]
    if len(names) != 2 or len(places) > 1:
        raise SettingError("name two revisions and perhaps a path: quire diff main my-branch site/")
    return names[0], names[1], dots == "...", Path(places[0] if places else ".")
