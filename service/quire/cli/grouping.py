"""Problems by code: how many, in how many files, and one example of each."""

from collections.abc import Mapping, Sequence

import click

from quire.cli.summary import plural
from quire.library.accounting import Disposition
from quire.model import Problem


def grouped(problems: Sequence[Problem], dispositions: Mapping[str, Disposition]) -> list[str]:
    """Write the kinds of problems, those that keep files from being published first."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    costs = {code: _unpublished(group, dispositions) for code, group in by_code.items()}
    ordered = sorted(by_code, key=lambda code: (-costs[code], -len(by_code[code]), code))
    files = len({problem.path for problem in problems})
    lines = [f"{plural(len(problems), 'problems')} in {plural(files, 'files')}"]
    for code in ordered:
        lines += ["", *_group(code, by_code[code], costs[code])]
    return lines


def _group(code: str, problems: Sequence[Problem], cost: int) -> list[str]:
    files = len({problem.path for problem in problems})
    example = problems[0]
    numbers = [str(number) for number in (example.line, example.column) if number]
    place = ":".join([example.path, *numbers])
    lines = [
        f"{click.style(code, bold=True)}  {_facts(len(problems), files, cost)}".rstrip(),
        f"  {place}",
        f"    {example.message}",
    ]
    return lines if len(problems) == 1 else [*lines, f"  and {len(problems) - 1:,} more"]


def _facts(times: int, files: int, cost: int) -> str:
    facts = []
    if times > 1:
        where = "" if files == times else f" in {plural(files, 'files')}"
        facts.append(f"{plural(times, 'times')}{where}")
    if cost:
        unpublished = "not published" if cost == files else f"{cost:,} of them not published"
        facts.append(click.style(unpublished, fg="red"))
    return ", ".join(facts)


def _unpublished(problems: Sequence[Problem], dispositions: Mapping[str, Disposition]) -> int:
    """Count the files among them that are kept from being published by this very code."""
    return sum(
        dispositions.get(path) == Disposition("problem", code)
        for path, code in {(problem.path, problem.code) for problem in problems}
    )
