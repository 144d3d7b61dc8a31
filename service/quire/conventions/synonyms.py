"""Synonyms in the content's `quire.toml`: what a search for one word finds as well.

    [synonyms]
    groups = [["k8s", "kubernetes"], ["js", "javascript"]]

    [synonyms.one_way]
    postgres = ["postgresql", "pg"]

Words of a group stand for each other; what is one-way is found, too, and does not lead back.
"""

from collections.abc import Iterable

from quire.documents.fields import Fields

MAX_WORDS = 1_000
"""Words that have synonyms."""

MAX_SYNONYMS = 8
"""Of one word."""

MAX_CHARACTERS = 64
"""Of a word or phrase."""

_KEYS = ("groups", "one_way")


def read_synonyms(outer: Fields) -> dict[str, tuple[str, ...]]:
    """Read the table `synonyms`; what cannot be used is left out and is a problem.

    Returns:
        By word or phrase, lower-cased: what is looked for beside it, in the file's order.
    """
    table = outer.mapping("synonyms")
    for name in table:
        if name not in _KEYS:
            message = f"'synonyms.{name[:60]}' is no setting; [synonyms] knows groups and one_way."
            outer.report("synonyms", "unknown-setting", message)
    reader = _Reader(outer)
    groups = table.get("groups", [])
    if not isinstance(groups, list):
        reader.report("synonyms.groups must be a list of lists of words.")
        groups = []
    for place, group in enumerate(groups, 1):
        if words := reader.words(group, f"Group {place}", 2, MAX_SYNONYMS + 1):
            for word in words:
                reader.add(word, (other for other in words if other != word))
    one_way = table.get("one_way", {})
    if not isinstance(one_way, dict):
        reader.report("synonyms.one_way must map words to lists of words.")
        one_way = {}
    for word, others in one_way.items():
        if words := reader.words([word, *_listed(others)], f"one_way.{word[:60]}", 2):
            reader.add(words[0], words[1:])
    return {word: tuple(others) for word, others in reader.found.items()}


class _Reader:
    """Collects synonyms within bounds."""

    def __init__(self, outer: Fields) -> None:
        self._outer = outer
        self._full = False
        self.found: dict[str, list[str]] = {}

    def words(
        self, value: object, name: str, least: int, most: int = MAX_SYNONYMS + 1
    ) -> list[str]:
        """Check a list of words; [] where it cannot be used."""
        texts = _listed(value)
        words = list(dict.fromkeys(" ".join(text.casefold().split()) for text in texts))
        if len(texts) != len(_items(value)) or not all(map(_is_usable, words)):
            fault = f"holds what is no word of at most {MAX_CHARACTERS} characters."
        elif not least <= len(words) <= most:
            fault = f"holds {len(words)} different words; write {least} to {most}."
        else:
            return words
        self.report(f"{name} of the synonyms {fault}")
        return []

    def add(self, word: str, others: Iterable[str]) -> None:
        """Note what is looked for beside a word."""
        if word not in self.found and len(self.found) >= MAX_WORDS:
            if not self._full:
                self.report(f"More than {MAX_WORDS:,} words have synonyms; the rest has none.")
            self._full = True
            return
        known = self.found.setdefault(word, [])
        known += [other for other in others if other not in known and other != word]
        if len(known) > MAX_SYNONYMS:
            del known[MAX_SYNONYMS:]
            self.report(f"{word!r} has more than {MAX_SYNONYMS} synonyms; the rest is left out.")

    def report(self, message: str) -> None:
        self._outer.report("synonyms", "invalid-setting", message)


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _listed(value: object) -> list[str]:
    return [item for item in _items(value) if isinstance(item, str)]


def _is_usable(word: str) -> bool:
    return len(word) <= MAX_CHARACTERS and any(character.isalnum() for character in word)
