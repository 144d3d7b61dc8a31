"""What every engine of the comparison does."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path

from benchmarks.search_corpus import Post
from benchmarks.search_questions import Ask
from quire.search.ranking import WEIGHTS

FIELDS = tuple(WEIGHTS)
PAGE = 10


class Contestant(ABC):
    """One engine with its files in a directory."""

    name: str
    facets = ("tag", "year")

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @abstractmethod
    def build(self, posts: Iterable[Post]) -> None:
        """Make the index, durably."""

    @abstractmethod
    def open(self) -> None:
        """Get ready to be asked."""

    @abstractmethod
    def ask(self, ask: Ask, snippets: bool) -> int:
        """Answer with the ten best and the counts of two facets; return how many were found."""

    @abstractmethod
    def change(self, post: Post) -> None:
        """Replace one post, and be ready to find it."""


def texts_of(post: Post) -> dict[str, str]:
    return {
        "title": post.title,
        "headings": post.headings,
        "tags": "\n".join(post.tags),
        "authors": post.author,
        "excerpt": post.excerpt,
        "body": post.body,
    }
