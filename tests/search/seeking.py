"""What an engine would say it matched, worked out from the texts themselves."""

from quire.search.analysis import Analyzer, Asked, Place, Run, Sought
from quire.search.query import parse


def stem(word: str) -> str:
    """Stem English far enough for these tests."""
    for ending in ("ning", "ing", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending)
    return word


ENGLISH = Analyzer("en", stem, frozenset({"the", "a", "and"}))


def sought(query: str, *texts: str) -> Sought:
    """Give what a query matches in some texts: each word in every form of its stem."""
    forms = {token.form for text in texts for token in ENGLISH.tokens(text)}
    stems = {form: set(ENGLISH.word(form).stems) for form in forms}

    def place(asked: Asked) -> Place:
        found = {form for form in forms if not stems[form].isdisjoint(asked.word.stems)}
        return Place(frozenset(found | {asked.word.form}), asked.offset)

    def run(words: tuple[Asked, ...]) -> Run:
        return tuple(map(place, words))

    return tuple((run(wanted.run),) for wanted in ENGLISH.question(parse(query)).required)
