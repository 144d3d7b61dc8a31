"""Highlighting: where a query matched, shown in a title and the best fragment of a body.

Works on plain text and gives escaped HTML in which `<mark>` is the only element.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from quire.model import Section
from quire.search.analysis import Analyzer, Sought
from quire.search.marks import Mark, marker
from quire.search.port import Highlight

FRAGMENT = 240
"""Characters of a snippet, without marks and ellipses."""

LOOKED_AT = 65_536
"""Characters of a body that are searched for marks."""

_ENOUGH = 2
"""Marks for each clause that make a fragment good enough."""

_LEAD = 60
"""Characters shown before the first mark of a snippet, at most."""

_BLANKS = re.compile(r"\s+")


def highlight(
    sought: Sought, analyzer: Analyzer, title: str, sections: Sequence[Section]
) -> Highlight:
    """Mark what matched, in every form that matched; excluded clauses are not marked.

    Returns:
        The whole title, and the fragment that holds the most clauses, then the most marks,
        the first such one; sections behind one with plenty of both are not looked at. Without
        a match in the body: its beginning, or the beginning of the first section whose
        heading matches.
    """
    find = marker(sought, analyzer)
    marked_title = _marked(title, 0, len(title), find.marks(title))
    best: tuple[tuple[int, int], int, int, list[Mark]] | None = None
    left = LOOKED_AT
    for index, section in enumerate(sections):
        marks = find.marks(section.text[:left])
        left = max(0, left - len(section.text))
        if not marks:
            continue
        worth, start = _best_start(marks)
        if best is None or worth > best[0]:
            best = worth, index, start, marks
            if worth >= (len(sought), _ENOUGH * len(sought)):
                break
    if best is not None:
        _, index, start, marks = best
        text = sections[index].text
        return Highlight(marked_title, _fragment(text, start, marks), index)
    filled = [index for index, section in enumerate(sections) if section.text.strip()]
    if not filled:
        return Highlight(marked_title, "", None)
    named = (index for index in filled if find.marks(sections[index].title))
    index = next(named, filled[0])
    return Highlight(marked_title, _fragment(sections[index].text, 0, []), index)


def _best_start(marks: Sequence[Mark]) -> tuple[tuple[int, int], int]:
    """Slide a window over marks: its best (clauses, marks), and where it then starts."""
    best, best_start = (0, 0), 0
    inside: Counter[int] = Counter()
    first = 0
    for last, mark in enumerate(marks):
        inside[mark.clause] += 1
        while mark.end > marks[first].start + FRAGMENT - _LEAD and first < last:
            left = marks[first].clause
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        if (worth := (len(inside), last - first + 1)) > best:
            best, best_start = worth, marks[first].start
    return best, best_start


def _fragment(text: str, first_mark: int, marks: Sequence[Mark]) -> str:
    """Cut a fragment of whole words around its first mark; `…` stands where text was cut."""
    start = _word_start(text, max(0, min(first_mark - _LEAD, len(text) - FRAGMENT)), first_mark)
    end = _word_end(text, start, start + FRAGMENT)
    shown = _marked(text, start, end, marks)
    before = "…" if text[:start].strip() else ""
    after = "…" if text[end:].strip() else ""
    return f"{before}{shown}{after}"


def _word_start(text: str, at: int, before: int) -> int:
    if at == 0 or text[at - 1].isspace():
        return at
    blank = _BLANKS.search(text, at, before)
    return blank.end() if blank else at


def _word_end(text: str, start: int, at: int) -> int:
    if at >= len(text) or text[at].isspace():
        return min(at, len(text))
    for end in range(at, max(start, at - _LEAD), -1):
        if text[end - 1].isspace():
            return end - 1
    return at


def _marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    pieces = []
    at = start
    for mark in marks:
        if mark.start >= at and mark.end <= end:
            pieces += [
                _shown(text[at : mark.start]),
                f"<mark>{_shown(text[mark.start : mark.end])}</mark>",
            ]
            at = mark.end
    pieces.append(_shown(text[at:end]))
    return "".join(pieces).strip()


def _shown(text: str) -> str:
    # Of all blanks, only the space itself is printable.
    if not text.isprintable() or "  " in text:
        text = _BLANKS.sub(" ", text)
    return escape(text, quote=False)
