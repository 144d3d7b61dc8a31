"""The sum of all files in words: `9 markdown files = 5 published + 3 hidden + ...`."""

from collections import Counter
from collections.abc import Mapping

from quire.cli.summary import plural
from quire.library.accounting import Disposition, Fate, counted

_NAMES: dict[Fate, str] = {
    "published": "published",
    "hidden": "hidden",
    "problem": "in the problem list",
    "other": "not content",
}
_KINDS = {"post": "posts", "page": "pages", "author": "authors", "term": "terms"}


def sums(dispositions: Mapping[str, Disposition]) -> list[str]:
    """Write the sum of the markdown files and, where any of the others counts, that of these."""
    lines = [_sum("markdown files", counted(dispositions, markdown=True))]
    others = counted(dispositions, markdown=False)
    if any(others[fate] for fate in ("published", "hidden", "problem")):
        lines.append(_sum("other files", others))
    return lines


def sums_as_json(dispositions: Mapping[str, Disposition]) -> dict[str, object]:
    """Give the same for machines."""
    return {
        "markdown": _as_json(counted(dispositions, markdown=True)),
        "others": _as_json(counted(dispositions, markdown=False)),
    }


def _as_json(by_fate: Mapping[Fate, Counter[str]]) -> dict[str, object]:
    total = sum(counts.total() for counts in by_fate.values())
    details = {str(fate): dict(sorted(counts.items())) for fate, counts in by_fate.items()}
    return {"total": total, **details}


def _sum(noun: str, by_fate: Mapping[Fate, Counter[str]]) -> str:
    parts = [
        f"{counts.total():,} {_NAMES[fate]}{_details(fate, counts)}"
        for fate, counts in by_fate.items()
        if counts or fate == "published"
    ]
    total = sum(counts.total() for counts in by_fate.values())
    return f"{plural(total, noun)} = {' + '.join(parts)}"


def _details(fate: Fate, counts: Counter[str]) -> str:
    if fate not in ("published", "hidden") or not counts:
        return ""
    if len(counts) == 1:
        (detail,) = counts
        return f" ({_KINDS.get(detail, detail)})"
    names = [
        plural(count, _KINDS[detail]) if fate == "published" else f"{count:,} {detail}"
        for detail, count in counts.most_common()
    ]
    return f" ({', '.join(names)})"
