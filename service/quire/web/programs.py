"""How programs in five languages ask for what the front page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

LANGUAGES = (
    ("curl", "curl"),
    ("fetch", "fetch"),
    ("kotlin", "Kotlin"),
    ("swift", "Swift"),
    ("python", "Python"),
)
"""Names of the templates in templates/how, and as readers see them."""

_LIMIT = ("limit", "5")


@dataclass(frozen=True, slots=True)
class Programs:
    """Three requests: addresses relative to the service, percent-encoded: no quote is among them.

    Args:
        tagged: a list of posts with a tag.
        found: a search.
        post: one post, with its body.
    """

    tagged: str
    found: str
    post: str
    languages: tuple[tuple[str, str], ...] = LANGUAGES

    @classmethod
    def of(
        cls,
        asked: Sequence[tuple[str, str]],
        items: Sequence[Mapping[str, Any]],
        tags: Sequence[Mapping[str, Any]],
    ) -> "Programs":
        """Take tag, words and post from what is asked for and shown.

        Args:
            tags: of what is shown, the most used ones first.
        """
        lang = [pair for pair in asked if pair[0] == "lang"]
        words = next((value for name, value in asked if name == "q"), None)
        tag = next((tag for tag in tags if tag["selected"]), tags[0] if tags else None)
        filters = [("tag", tag["value"])] if tag else []
        words = words or (tag["label"] if tag else "git")
        return cls(
            tagged=_spelled("v1/posts", [*filters, *lang, _LIMIT]),
            found=_spelled("v1/search", [("q", words), *lang, _LIMIT]),
            post=_post(items, lang),
        )


def _post(items: Sequence[Mapping[str, Any]], lang: list[tuple[str, str]]) -> str:
    post = next((item for item in items if item["type"] == "post"), None)
    if post is None:
        return _spelled("v1/posts/first-post", lang)
    shown = [("lang", post["lang"])] if lang else []
    return _spelled(f"v1/posts/{quote(post['slug'], safe='')}", shown)


def _spelled(path: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe=",:")
    return f"{path}?{query}" if query else path
