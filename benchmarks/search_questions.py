"""What is asked of each engine: a seeded mix of kinds, made from the posts themselves."""

import random
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search_corpus import Post, read_posts

KINDS = ("term", "and", "or", "phrase", "prefix", "typo", "filter")

_COMMON = 0.25
"""Part of the words that are drawn from the commonest of a post's words."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question.

    Args:
        words: of a typo the last one is mistyped, of a prefix the last one cut.
        tag: documents must have it, "" for any.
    """

    kind: str
    words: tuple[str, ...]
    tag: str = ""


def questions(posts: Path, size: int, count: int, seed: int = 2) -> list[Ask]:
    """Make `count` questions about `size` posts, the kinds in turn."""
    chance = random.Random(seed)
    wanted = sorted(chance.sample(range(size), min(count, size)))
    chosen = [post for post in read_posts(posts) if post.number in set(wanted)]
    chance.shuffle(chosen)
    return [_ask(KINDS[n % len(KINDS)], chosen[n % len(chosen)], chance) for n in range(count)]


def _ask(kind: str, post: Post, chance: random.Random) -> Ask:
    running = [word.strip(".").lower() for word in post.body.split()]
    long = [word for word in running if len(word) >= 6]
    if kind in ("term", "filter"):
        return Ask(kind, (chance.choice(running),), post.tags[0] if kind == "filter" else "")
    if kind in ("and", "or"):
        return Ask(kind, tuple(chance.sample(running, 2 if kind == "and" else 3)))
    if kind == "phrase":
        # Two words of one sentence.
        pairs = [(a, b) for a, b in zip(post.body.split(), post.body.split()[1:], strict=False)]
        a, b = chance.choice([pair for pair in pairs if not pair[0].endswith(".")])
        return Ask(kind, (a.lower(), b.strip(".").lower()))
    word = chance.choice(long)
    if kind == "prefix":
        return Ask(kind, (chance.choice(running), word[: chance.randint(3, 5)]))
    return Ask(kind, (chance.choice(running), _mistyped(word, chance)))


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    slip = chance.randrange(4)
    if slip == 0:
        return word[:at] + word[at + 1 :]
    if slip == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    letter = chance.choice("bdfghklmnprstvaeiou")
    return word[:at] + letter + word[at if slip == 2 else at + 1 :]
