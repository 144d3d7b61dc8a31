"""The query grammar: small, total, bounded. What `q` may say and how it is understood.

    query   = { [ "-" ] ( filter | phrase | word ) }
    filter  = ( "tag" | "author" ) ":" ( phrase | word )
    phrase  = '"' anything '"'          an unbalanced quote runs to the end
    word    = anything else without white space and quotes

There are no operators, wildcards, ranges, fuzziness or field names but these: such signs
are part of words, and analysis drops them. Knows nothing of languages and engines.
"""

import re

from quire.errors import QueryError
from quire.search.port import Clause, FieldFilter, Query

MAX_CHARACTERS = 256
MAX_TERMS = 12

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PART = re.compile(
    r"""
    (?P<minus>-(?!-))?
    (?:(?P<field>tag|author):)?
    (?: "(?P<phrase>[^"]*)(?:"|\Z) | (?P<word>[^\s"]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = 'a word, a "phrase", tag:name or author:name'


def parse(text: str) -> Query:
    """Understand what was typed.

    Args:
        text: as it came; control characters count as white space, curly quotes as straight.

    Returns:
        A query with 1-12 clauses and filters. `foo:bar` with another field is two words;
        a part without a letter or digit is dropped.

    Raises:
        QueryError: `q` is `empty` (nothing but punctuation is empty), `too_long`
            (over 256 characters) or `too_many_terms` (over 12 clauses and filters).
    """
    text = _BLANKS.sub(" ", text).strip()
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            "q",
            "too_long",
            f"A query has at most {MAX_CHARACTERS} characters, this one {len(text)}.",
            str(MAX_CHARACTERS),
        )
    clauses: list[Clause] = []
    filters: list[FieldFilter] = []
    for part in _PART.finditer(text.translate(_QUOTES)):
        excluded = part["minus"] is not None
        value = (part["phrase"] or part["word"] or "").strip()
        if part["field"] is not None and _says_something(value):
            filters.append(FieldFilter(part["field"].lower(), value, excluded))
        elif part["phrase"] is not None:
            if _says_something(value):
                clauses.append(Clause(value, phrase=True, excluded=excluded))
        else:
            clauses += [
                Clause(word, excluded=excluded)
                for word in value.split(":")
                if _says_something(word)
            ]
    if not clauses and not filters:
        raise QueryError("q", "empty", "The query holds no word to look for.", _HINT)
    if len(clauses) + len(filters) > MAX_TERMS:
        raise QueryError(
            "q",
            "too_many_terms",
            f"A query has at most {MAX_TERMS} terms, this one {len(clauses) + len(filters)}.",
            str(MAX_TERMS),
        )
    return Query(text, tuple(clauses), tuple(filters))


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
