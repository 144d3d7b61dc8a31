"""Highlighting: where a query matched, shown in a title and the best fragment of a body.

Works on plain text and gives escaped HTML in which `<mark>` is the only element.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from quire.model import Section
from quire.search.analysis import Analyzer, Token
from quire.search.port import Highlight, Query

FRAGMENT = 240
"""Characters of a snippet, without marks and ellipses."""

LOOKED_AT = 65_536
"""Characters of a body that are searched for marks."""

_LEAD = 60
"""Characters shown before the first mark of a snippet, at most."""

_JOINERS = frozenset("_-.'’/:,")
_BLANKS = re.compile(r"\s+")


class _Mark(NamedTuple):
    start: int
    end: int
    clause: int


def highlight(
    query: Query, analyzer: Analyzer, title: str, sections: Sequence[Section]
) -> Highlight:
    """Mark what matched, in every form that matches; excluded clauses are not marked.

    Returns:
        The whole title, and the fragment that holds the most clauses, then the most marks,
        the first such one. Without a match in the body: its beginning, or the beginning
        of the first section whose heading matches.
    """
    runs = analyzer.wanted(query).required
    marked_title = _marked(title, 0, len(title), _marks(title, runs, analyzer))
    best: tuple[tuple[int, int], int, int, list[_Mark]] | None = None
    left = LOOKED_AT
    for index, section in enumerate(sections):
        marks = _marks(section.text[:left], runs, analyzer)
        left = max(0, left - len(section.text))
        worth, start = _best_start(marks)
        if marks and (best is None or worth > best[0]):
            best = worth, index, start, marks
    if best is not None:
        _, index, start, marks = best
        text = sections[index].text
        return Highlight(marked_title, _fragment(text, start, marks), index)
    filled = [index for index, section in enumerate(sections) if section.text.strip()]
    if not filled:
        return Highlight(marked_title, "", None)
    named = (index for index in filled if _marks(sections[index].title, runs, analyzer))
    index = next(named, filled[0])
    return Highlight(marked_title, _fragment(sections[index].text, 0, []), index)


def _best_start(marks: Sequence[_Mark]) -> tuple[tuple[int, int], int]:
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


def _marks(text: str, runs: Sequence[tuple[Token, ...]], analyzer: Analyzer) -> list[_Mark]:
    """Find the words of all runs in a text, in order, neighbours in one word joined."""
    wanted = {stem for run in runs for token in run for stem in (token.stem, token.bare_stem)}
    hits: dict[int, list[Token]] = {}
    for token in analyzer.tokens(text, among=wanted):
        hits.setdefault(token.position, []).append(token)
    found: list[_Mark] = []
    for clause, run in enumerate(runs):
        for position in hits:
            tokens = list(_adjacent(hits, position, run))
            if len(tokens) == len(run):
                found += (_Mark(token.start, token.end, clause) for token in tokens)
    return list(_joined(sorted(found), text))


def _adjacent(hits: dict[int, list[Token]], position: int, run: Sequence[Token]) -> Iterator[Token]:
    for asked in run:
        for token in hits.get(position + asked.position - run[0].position, ()):
            if not {asked.stem, asked.bare_stem}.isdisjoint((token.stem, token.bare_stem)):
                yield token
                break
        else:
            return


def _joined(marks: Iterable[_Mark], text: str) -> Iterator[_Mark]:
    last: _Mark | None = None
    for mark in marks:
        if last is None:
            last = mark
        elif mark.start <= last.end or (mark.start == last.end + 1 and text[last.end] in _JOINERS):
            last = last._replace(end=max(last.end, mark.end))
        else:
            yield last
            last = mark
    if last is not None:
        yield last


def _fragment(text: str, first_mark: int, marks: Sequence[_Mark]) -> str:
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


def _marked(text: str, start: int, end: int, marks: Iterable[_Mark]) -> str:
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
    return escape(_BLANKS.sub(" ", text), quote=False)
