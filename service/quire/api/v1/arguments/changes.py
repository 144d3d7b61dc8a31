"""The parameters of changes."""

from typing import Any

from marshmallow import missing, post_load

from quire.api.v1.arguments.filters import (
    MAX_CURSOR_CHARACTERS,
    MAX_LANG_CHARACTERS,
    MAX_LIMIT,
    Parameters,
)
from quire.api.v1.arguments.kinds import Text, WholeNumber, Words
from quire.api.v1.arguments.looks import FieldNames, Look, formats_parameter, make_look
from quire.api.v1.arguments.questions import Following
from quire.api.v1.tokens import Subscription

TYPES = {"posts": "post", "pages": "page", "authors": "author", "tags": "tag"}
"""Kinds of resources by their names in `types`."""


class Token(Text):
    """A token of ours, or anything else: what cannot be verified is no fault of a client's."""

    def deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        """Take the value as it is."""
        return None if value is missing else value


class ChangesParameters(Parameters[Following]):
    """What differs for readers."""

    begins_anew = True

    since = Token(
        100,
        "`meta.token` of the answer before, with the same `types`, `fields`, `formats` and "
        "`lang`. Everything is new where it is left out. One that cannot be answered is a 410 "
        "with the code `resync_required`: ask without it.",
    )
    types = Words(tuple(TYPES), "a kind of resource", "What to follow; all by default.", ["posts"])
    names = FieldNames()
    formats = formats_parameter("none where it is left out")
    lang = Text(
        MAX_LANG_CHARACTERS,
        "Posts and pages in this language alone; in all of them where it is left out.",
        example="en",
    )
    limit = WholeNumber(0, MAX_LIMIT, 100, "Items on a page; 0 asks whether there are any.")
    cursor = Text(
        MAX_CURSOR_CHARACTERS,
        "Where to continue: in `links.next` of the page before. It reads the same two states.",
    )

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        types, lang = values["types"] or tuple(TYPES), values["lang"] or "all"
        return Following(
            values["since"],
            Subscription(types, values["names"], values["formats"], lang),
            frozenset(TYPES[each] for each in types),
            make_look(values, Look()),
            values["limit"],
        )
