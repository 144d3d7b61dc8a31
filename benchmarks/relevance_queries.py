"""Queries for known items, made from the texts of documents, seeded by whoever asks."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

QUERIES = 400
KINDS = ("title", "body", "typo", "partial")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Texts:
    """What all engines index of one document."""

    title: str
    headings: str
    tags: str
    authors: str
    excerpt: str
    body: str


@dataclass(frozen=True)
class Known:
    """A query and the document that it was made from."""

    text: str
    item: int
    prefix: bool = False


def make_queries(texts: Sequence[Texts], rng: random.Random) -> dict[str, list[Known]]:
    """Make the queries of each kind, each of another document as far as there are enough."""
    holding = Counter(word for text in texts for word in _words(f"{text.title}\n{text.body}"))
    titles = sampled(texts, rng, lambda text: _from_title(text, holding, len(texts), rng))
    bodies = sampled(texts, rng, lambda text: _from_body(text, holding, len(texts), rng))
    clean = [known for pair in zip(titles, bodies, strict=False) for known in pair]
    typos = [each for known in clean if (each := _with_typo(known, holding, rng))]
    partial = [each for known in clean if (each := _cut_short(known, rng))]
    return {
        "title": titles[:QUERIES],
        "body": bodies[:QUERIES],
        "typo": typos[:QUERIES],
        "partial": partial[:QUERIES],
    }


def sampled(
    texts: Sequence[Texts], rng: random.Random, make: Callable[[Texts], list[str]]
) -> list[Known]:
    """Make queries of documents in random order; [] of one that gives none is left out."""
    order = list(range(len(texts)))
    rng.shuffle(order)
    return [Known(" ".join(words), n) for n in order if (words := make(texts[n]))]


def _from_title(text: Texts, holding: Counter[str], size: int, rng: random.Random) -> list[str]:
    words = [w for w in dict.fromkeys(_in_order(text.title)) if holding[w] <= size / 2]
    if len(words) < 2:
        return []
    places = sorted(rng.sample(range(len(words)), min(rng.randint(2, 3), len(words))))
    return [words[place] for place in places]


def _from_body(text: Texts, holding: Counter[str], size: int, rng: random.Random) -> list[str]:
    """Take two words that one document in twenty holds, or fewer, but not this one alone."""
    words = [w for w in dict.fromkeys(_in_order(text.body)) if 2 <= holding[w] <= size / 20 + 2]
    return rng.sample(words, 2) if len(words) >= 2 else []


def _with_typo(known: Known, holding: Counter[str], rng: random.Random) -> Known | None:
    """Misspell the rarest word by one letter, its first one kept, if it has five or more."""
    words = known.text.split()
    place = min(range(len(words)), key=lambda place: holding[words[place]])
    if len(words[place]) < 5:
        return None
    for _ in range(20):
        wrong = _edited(words[place], rng)
        if wrong != words[place] and not holding[wrong]:
            return Known(" ".join([*words[:place], wrong, *words[place + 1 :]]), known.item)
    return None


def _edited(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    match rng.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + rng.choice(_LETTERS) + word[at:]
        case 2:
            return word[:at] + rng.choice(_LETTERS) + word[at + 1 :]
        case _:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _cut_short(known: Known, rng: random.Random) -> Known | None:
    """Leave three letters or more of the last word, and two or more away."""
    *words, last = known.text.split()
    if len(last) < 5:
        return None
    return Known(" ".join([*words, last[: rng.randint(3, len(last) - 2)]]), known.item, True)


def _in_order(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _words(text: str) -> set[str]:
    return set(_in_order(text))
