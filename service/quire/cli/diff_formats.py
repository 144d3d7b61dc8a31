"""A comparison of two revisions as text, as markdown for a pull request, and as JSON."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TypeVar

import click

from quire.cli.summary import plural
from quire.library.comparison import Change, Comparison, Fate
from quire.model import Problem

_MOST = 20
_Item = TypeVar("_Item", Change, Problem)
_VERBS: dict[Fate, tuple[str, str]] = {
    "vanishes": ("vanishes", "vanish"),
    "moves": ("moves", "move"),
    "appears": ("appears", "appear"),
    "changes": ("changes", "change"),
    "hidden": ("stays hidden", "stay hidden"),
}
_COLOURS = {"vanishes": "red", "moves": "yellow", "appears": "green"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~@])")


def as_text(found: Comparison, show_all: bool) -> list[str]:
    """Write for a terminal."""
    lines = [_head(found), *(f"  {line}" for line in _warnings(found))]
    for fate, changes in _by_fate(found):
        title = click.style(_title(fate, changes), fg=_COLOURS.get(fate), bold=True)
        lines += ["", title]
        for change in _first(changes, show_all):
            lines.append(f"  {change.path}" + (f"  {change.title!r}" if change.title else ""))
            lines += [f"    {fact}" for fact in _facts(change)]
        lines += _more(changes, show_all, "  ")
    for title, problems in _problems(found):
        lines += ["", click.style(title, bold=True)]
        lines += [f"  {problem}" for problem in _first(problems, show_all)]
        lines += _more(problems, show_all, "  ")
    return lines if len(lines) > 1 else [*lines, "Nothing changes for readers."]


def as_markdown(found: Comparison, show_all: bool) -> list[str]:
    """Write for a comment on a pull request; what authors wrote stays text."""
    lines = [
        f"**{_escaped(_head(found))}**",
        *(f"\n> {_escaped(line)}" for line in _warnings(found)),
    ]
    for fate, changes in _by_fate(found):
        lines += ["", f"### {_title(fate, changes)}", ""]
        for change in _first(changes, show_all):
            title = f"**{_escaped(change.title)}** " if change.title else ""
            facts = "; ".join(_escaped(fact) for fact in _facts(change))
            lines.append(f"* {title}{_code(change.path)}" + (f": {facts}" if facts else ""))
        lines += _more(changes, show_all, "* ")
    for title, problems in _problems(found):
        lines += ["", f"### {title}", ""]
        lines += [
            f"* {_code(f'{each.path}:{each.line}')} {each.code}: {_escaped(each.message)}"
            for each in _first(problems, show_all)
        ]
        lines += _more(problems, show_all, "* ")
    return lines if len(lines) > 1 else [*lines, "", "Nothing changes for readers."]


def as_json(found: Comparison) -> dict[str, object]:
    """Give everything, for machines."""
    return {
        "before": found.before,
        "after": found.after,
        "counts": found.counts,
        "harmful": found.is_harmful,
        "changes": [asdict(change) for change in found.changes],
        "new_problems": [asdict(problem) for problem in found.new_problems],
        "gone_problems": [asdict(problem) for problem in found.gone_problems],
        "unreadable_settings": [asdict(problem) for problem in found.unreadable_settings],
    }


def _head(found: Comparison) -> str:
    counts = [
        plural(after, kind) if before == after else f"{before:,} → {plural(after, kind)}"
        for kind, (before, after) in found.counts.items()
    ]
    return f"{found.before[:12]} → {found.after[:12]}: {', '.join(counts)}"


def _warnings(found: Comparison) -> Iterator[str]:
    for problem in found.unreadable_settings:
        yield f"Nothing of this revision would be published: {problem}"


def _by_fate(found: Comparison) -> Iterator[tuple[Fate, list[Change]]]:
    for fate, changes in groupby(found.changes, lambda each: each.fate):
        yield fate, list(changes)


def _title(fate: Fate, changes: Sequence[Change]) -> str:
    one, many = _VERBS[fate]
    kinds = {change.type for change in changes}
    noun = "files" if kinds == {""} else f"{kinds.pop()}s" if len(kinds) == 1 else "documents"
    return f"{plural(len(changes), noun)} {one if len(changes) == 1 else many}"


def _problems(found: Comparison) -> Iterator[tuple[str, Sequence[Problem]]]:
    if found.new_problems:
        yield f"{len(found.new_problems):,} new {_noun(found.new_problems)}", found.new_problems
    if found.gone_problems:
        yield f"{len(found.gone_problems):,} {_noun(found.gone_problems)} gone", found.gone_problems


def _noun(problems: Sequence[Problem]) -> str:
    return plural(len(problems), "problems").partition(" ")[2]


def _facts(change: Change) -> Iterator[str]:
    if change.fate == "moves":
        yield f"{change.was} → {change.permalink}"
    elif change.fate in ("appears", "vanishes"):
        yield f"{change.permalink}, {change.why}"
    elif change.why:
        yield change.why
    if change.what:
        yield (
            f"changes {', '.join(change.what)}"
            if change.fate == "moves"
            else ", ".join(change.what)
        )
    if change.fate in ("moves", "vanishes"):
        yield (
            "its old address leads on"
            if change.redirected
            else (
                "its old address leads nowhere: give the new one an alias"
                if change.fate == "moves"
                else "its address leads nowhere"
            )
        )
    if change.linked_from:
        paths = ", ".join(change.linked_from[:3])
        more = len(change.linked_from) - 3
        yield f"linked from {paths}" + (f" and {more:,} more" if more > 0 else "")


def _first(items: Sequence[_Item], show_all: bool) -> Sequence[_Item]:
    return items if show_all else items[:_MOST]


def _more(items: Sequence[object], show_all: bool, before: str) -> list[str]:
    rest = len(items) - _MOST
    return [] if show_all or rest <= 0 else [f"{before}and {rest:,} more: --all lists them"]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Write code; a path may hold backticks."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
