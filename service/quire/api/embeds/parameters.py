"""The parameters of frames: v1's own filters, and how the posts are to look."""

from dataclasses import dataclass
from typing import Any, Literal

from marshmallow import post_load

from quire.api.v1.arguments.filters import (
    MAX_LIMIT,
    FilterParameters,
    Parameters,
    language_parameter,
    read_selection,
)
from quire.api.v1.arguments.kinds import MAX_VALUE_CHARACTERS, OneOf, SortKeys, Text, WholeNumber
from quire.api.v1.arguments.looks import PLAIN
from quire.api.v1.arguments.questions import OneDocument
from quire.catalogue import Selection, SortKey
from quire.catalogue.selection import SORT_FIELDS

Layout = Literal["list", "cards", "compact"]
LAYOUTS: tuple[Layout, ...] = ("list", "cards", "compact")

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")

DEFAULT_LIMIT = 5


@dataclass(frozen=True, slots=True)
class ListFrame:
    """A frame with a list of posts.

    Args:
        selection: type and languages are not in it yet.
        lang: None for the site's default language, `all`, or a code.
    """

    selection: Selection
    sort: tuple[SortKey, ...]
    limit: int
    lang: str | None
    layout: Layout
    theme: Theme


@dataclass(frozen=True, slots=True)
class PostFrame(OneDocument):
    """A frame with one post."""

    slug: str
    theme: Theme


def _theme() -> OneOf:
    return OneOf(THEMES, "Colours: those that the reader's system has, or one of them always.")


class ListFrameParameters(FilterParameters[ListFrame]):
    """A list in a frame: what v1's list is narrowed by, and no paging."""

    class Meta(Parameters.Meta):
        exclude = ("page", "cursor")

    limit = WholeNumber(1, MAX_LIMIT, DEFAULT_LIMIT, "Posts at most.")
    sort = SortKeys(SORT_FIELDS, "As in lists.", ["-published_at"])
    layout = OneOf(LAYOUTS, "How the posts are laid out.")
    theme = _theme()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return ListFrame(
            read_selection(values),
            values["sort"],
            values["limit"],
            values["lang"],
            values["layout"] or LAYOUTS[0],
            values["theme"] or THEMES[0],
        )


class PostFrameParameters(Parameters[PostFrame]):
    """One post in a frame."""

    slug = Text(MAX_VALUE_CHARACTERS, "Key of the post.", required=True, example="hello")
    lang = language_parameter()
    theme = _theme()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        theme = values["theme"] or THEMES[0]
        return PostFrame(values["lang"], PLAIN, values["slug"], theme)
