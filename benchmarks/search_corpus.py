"""Posts to search: seeded, words by Zipf's law, no download. One JSON line for each."""

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from benchmarks.corpus import Words

_TAGS = 60
_AUTHORS = 25
_SECTIONS = 4
_POSTS_A_YEAR = 1_000


@dataclass(frozen=True, slots=True)
class Post:
    """One post; the newest has number 0.

    Args:
        sections: (heading, text).
    """

    number: int
    year: str
    title: str
    tags: list[str]
    author: str
    excerpt: str
    sections: list[tuple[str, str]]

    @property
    def id(self) -> str:
        return f"{self.number:024x}"

    @property
    def body(self) -> str:
        return "\n".join(text for _, text in self.sections)

    @property
    def headings(self) -> str:
        return "\n".join(heading for heading, _ in self.sections)


def write_posts(path: Path, count: int, seed: int = 1) -> None:
    """Write posts of about 5 kB each."""
    words = Words(seed)
    with path.open("wb") as file:
        for number in range(count):
            file.write(orjson.dumps(asdict(_post(words, number))) + b"\n")


def read_posts(path: Path) -> Iterator[Post]:
    """Read them back, one at a time."""
    with path.open("rb") as file:
        for line in file:
            yield Post(**orjson.loads(line))


def changed(post: Post, word: str) -> Post:
    """Give a post with one word more."""
    heading, text = post.sections[-1]
    return Post(**asdict(post) | {"sections": [*post.sections[:-1], (heading, f"{text} {word}.")]})


def _post(words: Words, number: int) -> Post:
    draw, chance = words.draw, words.random
    sections = []
    for _ in range(_SECTIONS):
        paragraphs = [_sentences(draw(45), chance) for _ in range(4)]
        sections.append((" ".join(draw(4)).capitalize(), "\n".join(paragraphs)))
    return Post(
        number,
        str(2025 - number // _POSTS_A_YEAR % 20),
        " ".join(draw(6)).capitalize(),
        sorted({f"tag-{int(chance.paretovariate(1)) % _TAGS}" for _ in range(3)}),
        f"author {chance.randrange(_AUTHORS)}",
        _sentences(draw(25), chance),
        sections,
    )


def _sentences(words: list[str], chance: random.Random) -> str:
    text, at = [], 0
    while at < len(words):
        size = chance.randint(6, 14)
        text.append(" ".join(words[at : at + size]).capitalize() + ".")
        at += size
    return " ".join(text)
