"""`GET /v1/media/{path}`."""

from flask import Response

from quire.api.v1.arguments.faults import shown
from quire.api.v1.arguments.parameters import NothingParameters
from quire.api.v1.arguments.questions import Nothing
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.replies import hand_over
from quire.wire.answers import FileAnswer
from quire.wire.problems import Fault, Refusal

media = Blueprint("media", "Files that published documents refer to.")


@media.question("/media/<path:path>", "getMedia", NothingParameters, None)
def get_media(asked: Asked[Nothing], path: str) -> Response:
    """Fetch a file.

    Only files that a visible document refers to are found.
    """
    found = asked.snapshot.media(path)
    if found is None:
        detail = f"There is no file {shown(path)}."
        raise Refusal(404, detail, [Fault("path", "not_found", detail)])
    return hand_over(FileAnswer(found.file, found.blob, found.size, found.content_type))
