"""The parameters of authors and tags."""

from typing import Any

from marshmallow import post_load

from quire.api.v1.arguments.filters import Parameters, WindowParameters
from quire.api.v1.arguments.kinds import MAX_IDS, Ids, SortKeys
from quire.api.v1.arguments.looks import urls_parameter
from quire.api.v1.arguments.questions import OneTerm, TermList, Window


class TermListParameters(WindowParameters[TermList]):
    """A list of authors or tags."""

    sort = SortKeys(
        ("slug", "name", "posts"),
        "Keys joined by commas, `-` turns one round. By slug where it is left out.",
        ["-posts", "name"],
    )

    id = Ids(MAX_IDS, "Fetch several by id; the order is the list's.")
    urls = urls_parameter()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        window = Window(values["limit"], values["page"])
        return TermList(values["sort"], window, values["urls"], values["id"])


class TermParameters(Parameters[OneTerm]):
    """An author or a tag."""

    urls = urls_parameter()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return OneTerm(values["urls"])
