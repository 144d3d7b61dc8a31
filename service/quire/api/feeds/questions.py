"""What a feed is asked for: the filters of lists, a search, how much of each entry."""

from dataclasses import dataclass
from typing import Any, Literal

from marshmallow import post_load

from quire.api.v1.arguments.filters import (
    FilterParameters,
    query_parameter,
    read_language,
    read_selection,
    read_words,
)
from quire.api.v1.arguments.kinds import OneOf
from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.questions import Listing, Window
from quire.search.port import Query

Content = Literal["full", "excerpt"]


@dataclass(frozen=True, slots=True)
class FeedOf:
    """A feed.

    Args:
        listing: newest first always.
        query: None: a list.
        content: of its entries.
    """

    listing: Listing
    query: Query | None
    content: Content


class FeedParameters(FilterParameters[FeedOf]):
    """A feed of a list, or of a search."""

    type = OneOf(("post", "page", "all"), "Posts, pages, or both; posts where it is left out.")
    q = query_parameter(required=False)
    content = OneOf(("full", "excerpt"), "How much of each; all of it where it is left out.")

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        wanted = values["type"] or "post"
        selection = read_selection({**values, "type": None if wanted == "all" else wanted})
        window = Window(values["limit"], values["page"])
        listing = Listing(selection, (), window, (), Look(), read_language(values))
        query = None if values["q"] is None else read_words(values["q"])
        return FeedOf(listing, query, values["content"] or "full")
