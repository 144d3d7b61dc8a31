"""Analyzers by language: Snowball's stemmers, the stop words that come with Whoosh."""

from functools import lru_cache
from threading import Lock

import Stemmer

from quire.search.analysis import Analyzer
from quire.search.whoosh.border import stoplists

STEMMERS = f"snowball {Stemmer.version()}"
"""Names the algorithms: another version may give other stems."""

_NORWEGIAN = {"nb": "no", "nn": "no"}


@lru_cache(maxsize=32)
def analyzer(lang: str) -> Analyzer:
    """Give the analyzer of a language (`en`, `pt-br`); one that does not stem where unknown."""
    base = lang.partition("-")[0].lower()
    base = _NORWEGIAN.get(base, base)
    return Analyzer(lang, _Stemming(base) if _is_known(base) else None, _stop_words(base))


class _Stemming:
    """A stemmer that threads may share: the library's own keeps a buffer between calls."""

    def __init__(self, lang: str) -> None:
        self._stemmer = Stemmer.Stemmer(lang, 0)
        self._one_at_a_time = Lock()

    def __call__(self, word: str) -> str:
        with self._one_at_a_time:
            return str(self._stemmer.stemWord(word))


def _is_known(lang: str) -> bool:
    try:
        Stemmer.Stemmer(lang)
    except KeyError:
        return False
    return True


def _stop_words(lang: str) -> frozenset[str]:
    return frozenset(stoplists.get(lang, ()))
