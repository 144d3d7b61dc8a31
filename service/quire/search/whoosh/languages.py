"""Analyzers by language, with the stemmers and stop words that come with Whoosh."""

from functools import lru_cache

from quire.search.analysis import Analyzer
from quire.search.whoosh.border import snowball, stoplists


@lru_cache(maxsize=32)
def analyzer(lang: str) -> Analyzer:
    """Give the analyzer of a language (`en`, `pt-br`); one that does not stem where unknown."""
    base = lang.partition("-")[0].lower()
    stemmer = snowball.get(base)
    return Analyzer(lang, stemmer().stem if stemmer else None, stoplists.get(base, frozenset()))
