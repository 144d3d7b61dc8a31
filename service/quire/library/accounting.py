"""What became of each file: published, hidden for a reason, a problem, or no content.

Each file of a tree has exactly one disposition, so that nothing is lost without a word.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from quire.catalogue.settlement import Settlement
from quire.model import Candidate, Problem

Fate = Literal["published", "hidden", "problem", "other"]
FATES: tuple[Fate, ...] = ("published", "hidden", "problem", "other")

_MARKDOWN = ("md", "markdown", "mdown", "mkd", "mkdn", "mdx")


class Disposition(NamedTuple):
    """What became of one file.

    Args:
        fate: `other` is what is no content.
        detail: the kind of what is published; the reason why something is hidden; the code
            of the problem; of the rest `configuration`, `media` (a published document refers
            to it) or `unused`.
    """

    fate: Fate
    detail: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a survey knows of its files.

    Args:
        files: paths of the tree.
        left_out: problems of entries that the listing does not hold.
        candidates: each with why it is hidden, None for what may be shown.
        failed: code of the problem that kept a document from being published, by path.
        problems: all of the survey.
        settings: paths of the configuration files that were read.
        media: paths of files that published documents refer to.
    """

    files: Iterable[str]
    left_out: Iterable[Problem]
    candidates: Iterable[tuple[Candidate, str | None]]
    failed: Mapping[str, str]
    problems: Iterable[Problem]
    settings: Collection[str]
    media: Collection[str]


def account(evidence: Evidence) -> dict[str, Disposition]:
    """Give each file its disposition, by path.

    A file that stands for several profiles is published where one of them is.
    """
    codes: dict[str, list[str]] = defaultdict(list)
    for problem in evidence.problems:
        codes[problem.path].append(problem.code)
    candidates: dict[str, list[tuple[Candidate, str | None]]] = defaultdict(list)
    for candidate, why in evidence.candidates:
        candidates[candidate.path].append((candidate, why))
    found = {problem.path: Disposition("problem", problem.code) for problem in evidence.left_out}
    for path in evidence.files:
        if path in evidence.failed:
            found[path] = Disposition("problem", evidence.failed[path])
        elif path in candidates:
            found[path] = _of_candidates(candidates[path], codes[path])
        elif path in evidence.settings:
            found[path] = Disposition("other", "configuration")
        elif path in evidence.media:
            found[path] = Disposition("other", "media")
        elif codes[path]:
            found[path] = Disposition("problem", codes[path][0])
        else:
            found[path] = Disposition("other", "unused")
    return found


def not_settled(visible: Iterable[Candidate], settlement: Settlement) -> dict[str, str]:
    """Name the problem of each document that met another one and is not published, by path."""
    settled = {document.candidate.path for document in settlement.documents}
    first = {problem.path: problem.code for problem in reversed(settlement.problems)}
    return {
        candidate.path: first.get(candidate.path, "duplicate-permalink")
        for candidate in visible
        if candidate.kind in ("post", "page") and candidate.path not in settled
    }


def counted(
    dispositions: Mapping[str, Disposition], markdown: bool | None = None
) -> dict[Fate, Counter[str]]:
    """Count dispositions by fate and detail; together they are as many as the files.

    Args:
        markdown: True for markdown files only, False for all others, None for both.
    """
    counts: dict[Fate, Counter[str]] = {fate: Counter() for fate in FATES}
    for path, (fate, detail) in dispositions.items():
        if markdown is None or is_markdown(path) is markdown:
            counts[fate][detail] += 1
    return counts


def is_markdown(path: str) -> bool:
    """Say whether a name is that of a markdown file."""
    return path.rpartition(".")[2].lower() in _MARKDOWN


def _of_candidates(candidates: list[tuple[Candidate, str | None]], codes: list[str]) -> Disposition:
    for candidate, why in candidates:
        if why is None:
            return Disposition("published", candidate.kind)
    why = candidates[0][1] or ""
    if why == "unreadable" and codes:
        return Disposition("problem", codes[0])
    return Disposition("hidden", why)
