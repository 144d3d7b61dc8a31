"""What `quire check` says that is no fault: no content at all, and pages that are no posts."""

from collections import defaultdict
from pathlib import Path

from quire.cli.summary import plural
from quire.library.accounting import is_markdown
from quire.library.survey import Survey
from quire.model import Candidate

_SHOWN = 3


def notes(survey: Survey, path: Path) -> list[str]:
    """Write a sentence for each thing that whoever runs a check may wonder about.

    Args:
        path: that was checked, as it was given.
    """
    said = []
    if not any(map(is_markdown, survey.dispositions)):
        said.append(
            f"There is no markdown file below {path}: name the folder in which the content is."
        )
    return said + [
        f"{plural(len(paths), 'pages')}, not {'a post' if len(paths) == 1 else 'posts'}: "
        f"{reason} ({_examples(paths)})."
        for reason, paths in why_pages(survey).items()
    ]


def why_pages(survey: Survey) -> dict[str, list[str]]:
    """Give the paths of published pages by what keeps them from being posts."""
    found: dict[str, list[str]] = defaultdict(list)
    for document in survey.settlement.documents:
        candidate = document.candidate
        if candidate.kind == "page":
            found[_why_page(candidate, survey)].append(candidate.path)
    return {reason: sorted(paths) for reason, paths in sorted(found.items())}


def _why_page(candidate: Candidate, survey: Survey) -> str:
    sections = survey.site.post_sections
    if survey.convention == "jekyll" and candidate.section not in sections:
        return "outside of _posts, and of what post_sections names"
    if candidate.path.rpartition("/")[2].lower().startswith("_index."):
        return "the page of a section"
    if candidate.published_at is None:
        return "without a date"
    if sections and candidate.section not in sections:
        return "outside of what post_sections names"
    return "never a post in this kind of site"


def _examples(paths: list[str]) -> str:
    more = len(paths) - _SHOWN
    return ", ".join([*paths[:_SHOWN], *([f"{more:,} more"] if more > 0 else [])])
