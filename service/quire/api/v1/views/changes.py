"""`GET /v1/changes`."""

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.changes import ChangesParameters
from quire.api.v1.arguments.questions import Following
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.changing import list_changes
from quire.api.v1.schemas.answers import ChangesAnswer

changes = Blueprint("changes", "What differs since the last time: for apps that keep a copy.")


@changes.question("/changes", "getChanges", ChangesParameters, ChangesAnswer, examples.CHANGES)
def get_changes(asked: Asked[Following]) -> Response:
    """List what differs for readers.

    Without `since` everything, then a token. With it, what differs between that state and this
    one, whatever happened between. A copy that takes out `removed` and puts in `changed`, each by
    type and id, equals what a client sees that reads everything.
    """
    return list_changes(asked)
