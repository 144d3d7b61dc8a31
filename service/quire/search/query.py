"""The query grammar: small, total, bounded. What `q` may say and how it is understood.

    query   = { [ "-" ] ( filter | phrase | word ) }
    filter  = ( "tag" | "author" | "lang" ) ":" ( phrase | word )
            | ( "before" | "after" ) ":" date
    date    = year [ "-" month [ "-" day ] ]
    phrase  = '"' anything '"'          an unbalanced quote runs to the end
    word    = anything else without white space and quotes

There are no operators, wildcards, ranges, fuzziness or field names but these: such signs
are part of words, and analysis drops them. `before:lunch` names no date and is two words.
Knows nothing of languages and engines.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from quire.errors import QueryError
from quire.search.folding import fold
from quire.search.port import Clause, Correction, FieldFilter, Query

MAX_CHARACTERS = 256
MAX_TERMS = 12

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PART = re.compile(
    r"""
    (?P<minus>-(?!-))?
    (?:(?P<field>tag|author|lang|before|after):)?
    (?: "(?P<phrase>[^"]*)(?:"|\Z) | (?P<word>[^\s"]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_DATES = ("before", "after")
_HINT = 'a word, a "phrase", tag:name or author:name'


def parse(text: str, *, prefix: bool = False) -> Query:
    """Understand what was typed.

    Args:
        text: as it came; control characters count as white space, curly quotes as straight.
        prefix: the last word may be the beginning of one; a blank or a quote behind it,
            a minus or a filter's name before it says that it is none.

    Returns:
        A query with 1-12 clauses and filters. `foo:bar` with another field is two words;
        a part without a letter or digit is dropped. Dates of filters are whole: `2024` is
        `2024-01-01`.

    Raises:
        QueryError: `q` is `empty` (nothing but punctuation is empty), `too_long`
            (over 256 characters) or `too_many_terms` (over 12 clauses and filters).
    """
    text = _BLANKS.sub(" ", text)
    goes_on = prefix and not text.endswith(" ")
    text = text.strip()
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            "q",
            "too_long",
            f"A query has at most {MAX_CHARACTERS} characters, this one {len(text)}.",
            str(MAX_CHARACTERS),
        )
    clauses: list[Clause] = []
    filters: list[FieldFilter] = []
    is_word = False
    for part in _PART.finditer(text.translate(_QUOTES)):
        excluded = part["minus"] is not None
        meant = _filter(part, excluded)
        is_word = meant is None and part["phrase"] is None and not excluded
        if meant is not None:
            filters.append(meant)
            continue
        clauses += _clauses(part, excluded)
        is_word = is_word and _says_something(part["word"].rpartition(":")[2])
    if not clauses and not filters:
        raise QueryError("q", "empty", "The query holds no word to look for.", _HINT)
    if len(clauses) + len(filters) > MAX_TERMS:
        raise QueryError(
            "q",
            "too_many_terms",
            f"A query has at most {MAX_TERMS} terms, this one {len(clauses) + len(filters)}.",
            str(MAX_TERMS),
        )
    if goes_on and is_word:
        clauses[-1] = replace(clauses[-1], prefix=True)
    return Query(text, tuple(clauses), tuple(filters))


def corrected(query: Query, corrections: Iterable[Correction]) -> str:
    """Write a query's text with the words that were looked for; filters stay as they are."""
    used = {fold(each.typed): each.used for each in corrections}
    if not used:
        return query.text

    def written(part: re.Match[str]) -> str:
        if _filter(part, False) is not None:
            return part[0]
        return _WORD.sub(lambda word: used.get(fold(word[0]), word[0]), part[0])

    return _PART.sub(written, query.text.translate(_QUOTES))


def _filter(part: re.Match[str], excluded: bool) -> FieldFilter | None:
    """Read a part as a filter, None where it is words."""
    if part["field"] is None:
        return None
    field, value = part["field"].lower(), (part["phrase"] or part["word"] or "").strip()
    if field in _DATES:
        day = _date(value)
        return None if day is None else FieldFilter(field, day, excluded)
    return FieldFilter(field, value, excluded) if _says_something(value) else None


def _clauses(part: re.Match[str], excluded: bool) -> list[Clause]:
    """Read a part that filters nothing as words or a phrase."""
    field = part["field"] or ""
    words = [field] if field.lower() in _DATES else []
    if part["phrase"] is None:
        words += part["word"].split(":")
    clauses = [Clause(word, excluded=excluded) for word in words if _says_something(word)]
    if part["phrase"] is not None and _says_something(part["phrase"]):
        clauses.append(Clause(part["phrase"].strip(), phrase=True, excluded=excluded))
    return clauses


def _date(value: str) -> str | None:
    """Complete a date to its first day, None where it is none."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        return None


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
