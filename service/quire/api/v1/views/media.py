"""`GET /v1/media/{path}`."""

from flask import Response

from quire.api.v1.arguments.faults import shown
from quire.api.v1.arguments.media import Copy, MediaParameters
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.replies import hand_over
from quire.errors import QueryError
from quire.library.media import Media
from quire.library.variants import FORMATS, is_scalable
from quire.wire.answers import FileAnswer, MadeFile
from quire.wire.problems import Fault, Refusal

media = Blueprint("media", "Files that published documents refer to.")


@media.question("/media/<path:path>", "getMedia", MediaParameters, None)
def get_media(asked: Asked[Copy], path: str) -> Response:
    """Fetch a file, or a smaller copy of a picture.

    Only files that a visible document refers to are found. With `w` or `format` a JPEG, PNG,
    WebP, AVIF or GIF (its first frame) is sent upright and without metadata, never enlarged.
    """
    found = asked.snapshot.media(path)
    if found is None:
        detail = f"There is no file {shown(path)}."
        raise Refusal(404, detail, [Fault("path", "not_found", detail)])
    if asked.question == Copy():
        return hand_over(FileAnswer(found.file, found.blob, found.size, found.content_type))
    return hand_over(_copy(asked, found))


def _copy(asked: Asked[Copy], original: Media) -> MadeFile:
    """Give a copy of a picture.

    Raises:
        QueryError: the file is none.
        PictureError: there can be none, or not now.
    """
    width, form = asked.question.width, asked.question.form
    if not is_scalable(original.content_type):
        kind = original.content_type.partition(";")[0]
        detail = f"A file of type {kind} has no other sizes and formats."
        raise QueryError("format" if width is None else "w", "unsupported", detail)
    body, made = asked.setting.variants.find(original, width, form)
    return MadeFile(body, FORMATS[made])
