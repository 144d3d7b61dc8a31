"""Synonyms: words of a query get others that may stand in their place."""

from collections.abc import Mapping
from dataclasses import replace

from quire.search.folding import fold
from quire.search.port import Query


class Synonyms:
    """The synonyms of one snapshot.

    Args:
        table: by word or phrase, what is looked for beside it; case and accents of both
            make no difference.
    """

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self._table = {_key(word): others for word, others in table.items()}

    def expand(self, query: Query) -> Query:
        """Add synonyms to the words and phrases that have some; exclusions stay as they are."""
        if not self._table:
            return query
        clauses = tuple(
            clause
            if clause.excluded
            else replace(clause, synonyms=self._table.get(_key(clause.text), ()))
            for clause in query.clauses
        )
        return replace(query, clauses=clauses)


def _key(text: str) -> str:
    return " ".join(map(fold, text.split()))
