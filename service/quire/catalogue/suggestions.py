"""What somebody may be about to type: titles, tags and authors by the beginnings of words."""

from typing import NamedTuple

from quire.catalogue import bitsets
from quire.catalogue.columns import Columns, TermRow
from quire.catalogue.words import Words


class SuggestedTerm(NamedTuple):
    """A term and how many of the documents that were looked at name it."""

    term: TermRow
    posts: int


class Suggestions:
    """The words of a snapshot's titles and terms. Safe to use from several threads."""

    def __init__(self, columns: Columns) -> None:
        self._titles = Words(columns.titles)
        self._names = Words(columns.names)
        self._terms = columns.terms
        self._roles: dict[str, int] = {}
        for row, term in enumerate(columns.terms):
            self._roles[term.role] = self._roles.get(term.role, 0) | 1 << row

    def documents(self, typed: str, among: int, limit: int) -> list[int]:
        """Find documents by their titles.

        Args:
            among: set of the ordinals to look at.

        Returns:
            Ordinals: titles that begin with what was typed, then the others, each newest
            first.
        """
        return [row for row, _ in self._titles.beginning(typed, among, limit)]

    def terms(self, role: str, typed: str, among: int, limit: int) -> list[SuggestedTerm]:
        """Find terms by their names; those that no document of `among` names are left out.

        Returns:
            Names that begin with what was typed, then the others, each most used first,
            then by name.
        """
        counted = []
        for row, later in self._names.beginning(typed, self._roles.get(role, 0)):
            term = self._terms[row]
            count = (bitsets.unpack(term.bits) & among).bit_count()
            if count:
                counted.append((later, -count, term.name.casefold(), row))
        best = sorted(counted)[:limit]
        return [SuggestedTerm(self._terms[row], -count) for _, count, _, row in best]
