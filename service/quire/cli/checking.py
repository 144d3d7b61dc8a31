"""`quire check`: every problem of the content on disk, for people, machines and pull requests."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import click
import orjson

from quire.cli.progress import make_progress
from quire.cli.summary import plural
from quire.model import Problem

FORMATS = ("text", "json", "github")


def check_content(path: Path, output_format: str) -> int:
    """Print all problems and a summary by code.

    Returns:
        0 without problems, else 1.

    Raises:
        SourceError: there is no content at `path`.
    """
    from quire.app.checking import survey_content

    with ExitStack() as stack:
        survey = survey_content(path, make_progress(), stack)
    problems = survey.problems
    if output_format == "json":
        click.echo(orjson.dumps(_as_json(problems), option=orjson.OPT_INDENT_2).decode())
    else:
        for problem in problems:
            shown = _github(problem, survey.prefix) if output_format == "github" else str(problem)
            click.echo(shown)
    kinds = Counter(document.type for document in survey.settlement.documents)
    published = f"{plural(kinds['post'], 'posts')} and {plural(kinds['page'], 'pages')}"
    hidden = ", ".join(f"{count:,} {why}" for why, count in sorted(survey.hidden.items()))
    click.echo(_summary(problems, published, hidden), err=True)
    return 1 if problems else 0


def _as_json(problems: tuple[Problem, ...]) -> dict[str, object]:
    return {
        "problems": [
            {"path": p.path, "line": p.line, "code": p.code, "message": p.message} for p in problems
        ],
        "counts": dict(Counter(p.code for p in problems)),
    }


def _github(problem: Problem, prefix: str) -> str:
    """Write a workflow command; its separators are escaped as the runner expects.

    Args:
        prefix: of the content in its repository, which the runner's paths begin at.
    """
    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = f"{prefix}{problem.path}".replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    line = f",line={problem.line}" if problem.line else ""
    return f"::warning file={path}{line},title={problem.code}::{message}"


def _summary(problems: tuple[Problem, ...], published: str, hidden: str) -> str:
    lines = [f"\n{published} published" + (f"; hidden: {hidden}" if hidden else "")]
    if not problems:
        return "\n".join([*lines, "No problems."])
    counts = Counter(p.code for p in problems)
    files = len({p.path for p in problems})
    lines.append(f"{plural(len(problems), 'problems')} in {plural(files, 'files')}:")
    lines += [f"  {count:>6,}  {code}" for code, count in counts.most_common()]
    lines.append("docs/problems.md says what each code means and how to mend it.")
    return "\n".join(lines)
