"""Terms that are spelled in several ways: which spelling stands for all, which are reported."""

from collections.abc import Iterator, Mapping, Sequence

from quire.model import Problem

Spellings = dict[tuple[str, str], dict[str, list[str]]]
"""Paths of the documents that use each spelling, by (role, slug) of the term."""

_MAX_SHOWN = 3


def by_frequency(spellings: Mapping[str, Sequence[str]]) -> list[str]:
    """Sort the spellings of a term: the commonest first, equals by their letters."""
    return sorted(spellings, key=lambda name: (-len(spellings[name]), name))


def spelling_problems(terms: Spellings) -> Iterator[Problem]:
    """Report each tag, category and series that documents spell in several ways, once.

    An author may be named by id here and by name there: that is no fault.
    """
    for (role, _), spellings in sorted(terms.items()):
        if role == "author" or len(spellings) == 1:
            continue
        names = by_frequency(spellings)
        shown = [f"{name[:40]!r} ({len(spellings[name])})" for name in names[:_MAX_SHOWN]]
        rest = f" and {len(names) - _MAX_SHOWN} more" if len(names) > _MAX_SHOWN else ""
        message = f"This {role} is written {', '.join(shown)}{rest}; here they are one. Keep one."
        yield Problem(min(spellings[names[-1]]), 0, "term-spelling", message)
