"""`quire check`: what is wrong with the content on disk, and what became of each file."""

import shlex
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click
import orjson

from quire.app.checking import survey_content
from quire.cli.accounts import sums, sums_as_json
from quire.cli.explaining import explained, explained_as_json
from quire.cli.grouping import grouped
from quire.cli.notes import notes
from quire.cli.progress import make_progress
from quire.library.survey import Survey
from quire.model import Problem
from quire.settings import read_settings


def check_content(path: Path, output_format: str, show_all: bool, explain: bool) -> int:
    """Print the problems, the sum of all files and what to do next.

    Args:
        show_all: each problem has a line in text, instead of one example of each kind.
        explain: say also how the site was understood.

    Returns:
        0 without problems, else 1.

    Raises:
        SourceError: there is no content at `path`.
    """
    survey = survey_content(path, read_settings(None, {}), make_progress())
    if output_format == "json":
        answer = _as_json(survey, path, explain)
        click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    elif output_format == "github":
        for problem in survey.problems:
            click.echo(_github(problem, survey.prefix))
        click.echo("\n".join([*sums(survey.dispositions), *notes(survey, path)]), err=True)
    else:
        _print_text(survey, path, show_all, explain)
    return 1 if survey.problems else 0


def _print_text(survey: Survey, path: Path, show_all: bool, explain: bool) -> None:
    if explain:
        click.echo("\n".join(explained(survey)) + "\n")
    problems = survey.problems
    if show_all:
        for problem in problems:
            click.echo(str(problem))
        if problems:
            click.echo()
    elif problems:
        click.echo("\n".join(grouped(problems, survey.dispositions)) + "\n")
    click.echo("\n".join([*sums(survey.dispositions), *notes(survey, path)]))
    click.echo("\n".join(_next_steps(survey, path, show_all, explain)))


def _next_steps(survey: Survey, path: Path, show_all: bool, explain: bool) -> list[str]:
    if not survey.problems and any(fate == "published" for fate, _ in survey.dispositions.values()):
        return ["No problems."]
    place = shlex.quote(str(path))
    steps = []
    if not show_all and len(survey.problems) > len({each.code for each in survey.problems}):
        steps.append((f"quire check --all {place}", "every line"))
    if not explain:
        steps.append((f"quire check --explain {place}", "how the folder was understood, and why"))
    if survey.problems:
        steps.append(("docs/problems.md", "what each code means, and how to mend it"))
    width = max((len(command) for command, _ in steps), default=0)
    head = "Next" if survey.problems else "No problems, but nothing is published either. Next"
    return ["", head, *(f"  {command:<{width}}  {text}" for command, text in steps)]


def _as_json(survey: Survey, path: Path, explain: bool) -> dict[str, object]:
    found: dict[str, object] = {
        "problems": [asdict(problem) for problem in survey.problems],
        "counts": dict(Counter(p.code for p in survey.problems)),
        "files": sums_as_json(survey.dispositions),
        "notes": notes(survey, path),
    }
    return {**found, "site": explained_as_json(survey)} if explain else found


def _github(problem: Problem, prefix: str) -> str:
    """Write a workflow command; its separators are escaped as the runner expects.

    Args:
        prefix: of the content in its repository, which the runner's paths begin at.
    """
    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = f"{prefix}{problem.path}".replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    line = f",line={problem.line}" if problem.line else ""
    line += f",col={problem.column}" if problem.column else ""
    return f"::warning file={path}{line},title={problem.code}::{message}"
