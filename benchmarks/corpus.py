"""Generated sites: seeded, with words that follow Zipf's law, no download."""

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstv" for vowel in "aeiou"]
_VOCABULARY = 20_000
_TAGS = 60
_AUTHORS = 25


class Words:
    """Draws words of an invented language, common ones often."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = self._invent()
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(_VOCABULARY)))

    def draw(self, count: int) -> list[str]:
        """Draw `count` words."""
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def _invent(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < _VOCABULARY:
            syllables = self.random.randint(2, 5)
            words["".join(self.random.choices(_SYLLABLES, k=syllables))] = None
        return list(words)


def write_site(directory: Path, posts: int, seed: int = 1) -> None:
    """Write a site of `posts` posts of about 5 kB each."""
    words = Words(seed)
    start = datetime(2015, 1, 1, tzinfo=UTC)
    for n in range(posts):
        date = start + timedelta(hours=9 * n)
        path = directory / "content" / "posts" / f"{date:%Y}" / f"post-{n:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post(words, n, date))
    for n in range(_AUTHORS):
        path = directory / "content" / "authors" / f"author_{n}" / "_index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Author {n}\n---\n{' '.join(words.draw(30))}.\n")


def post(words: Words, number: int, date: datetime) -> str:
    """Write one post: front matter, paragraphs, two headings, a list and some code."""
    draw, chance = words.draw, words.random
    tags = ", ".join(f"tag-{int(chance.paretovariate(1)) % _TAGS}" for _ in range(3))
    sections = []
    for _ in range(3):
        paragraphs = [f"{' '.join(draw(60)).capitalize()}." for _ in range(4)]
        paragraphs[1] += f" See [{' '.join(draw(3))}](https://example.org/{draw(1)[0]})."
        sections.append(f"## {' '.join(draw(4)).capitalize()}\n\n" + "\n\n".join(paragraphs))
    sections[1] += "\n\n" + "\n".join(f"* {' '.join(draw(8))}" for _ in range(5))
    sections[2] += f"\n\n```python\ndef {draw(1)[0]}(value):\n    return value + 1\n```"
    return (
        f"---\ntitle: {' '.join(draw(6)).capitalize()} {number}\ndate: {date:%Y-%m-%dT%H:%M:%SZ}\n"
        f"tags: [{tags}]\nauthors: [author_{chance.randrange(_AUTHORS)}]\n---\n"
        f"{' '.join(draw(50)).capitalize()}.\n\n" + "\n\n".join(sections) + "\n"
    )
