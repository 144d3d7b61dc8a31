"""`GET /v1/posts`, `/v1/posts/{slug}`, its neighbours and the posts like it."""

from collections.abc import Iterable

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.parameters import (
    DocumentParameters,
    ListParameters,
    NeighborParameters,
    RelatedParameters,
)
from quire.api.v1.arguments.questions import Listing, OneDocument, Related
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import MAX_BYTES, ROOM, array, envelope, fitting, shown
from quire.api.v1.details import find, show_document
from quire.api.v1.listings import list_documents
from quire.api.v1.narrowing import refuse_form
from quire.api.v1.relating import related
from quire.api.v1.replies import reply
from quire.api.v1.schemas.answers import (
    NeighborsAnswer,
    PostAnswer,
    PostsAnswer,
    RelatedAnswer,
)
from quire.errors import QueryError
from quire.wire.policies import DETAIL, NEVER

posts = Blueprint("posts", "Pages with a date: what a blog is made of.")


@posts.question("/posts", "listPosts", ListParameters, PostsAnswer, examples.POSTS)
def list_posts(asked: Asked[Listing]) -> Response:
    """List posts.

    Newest first, in the site's default language unless `lang` says otherwise. Filters hold
    together; a value that nothing has matches nothing.
    """
    return list_documents(asked, "post")


@posts.question("/posts/<slug>", "getPost", DocumentParameters, PostAnswer, examples.POST)
def get_post(asked: Asked[OneDocument], slug: str) -> Response:
    """Show a post.

    With its html and table of contents, unless `formats` or `fields` ask for something else.
    """
    return show_document(asked, "post", slug)


@posts.question(
    "/posts/<slug>/neighbors",
    "getPostNeighbors",
    NeighborParameters,
    NeighborsAnswer,
    examples.NEIGHBORS,
)
def get_neighbors(asked: Asked[OneDocument], slug: str) -> Response:
    """Show the posts around a post.

    The older one (`previous`) and the newer one (`next`) in the same language, by date.
    """
    around = asked.snapshot.catalogue.neighbors(find(asked, "post", slug))

    def in_look(look: Look) -> bytes:
        previous, following = (
            b"null" if ordinal is None else shown(asked.snapshot, ordinal, look)
            for ordinal in (around.previous, around.next)
        )
        return b'{"previous":' + previous + b',"next":' + following + b"}"

    data = in_look(asked.question.look)
    if len(data) > ROOM:
        raise refuse_form(asked, asked.question.look, lambda look: len(in_look(look)) <= ROOM)
    return reply(envelope(data, {}, {"self": asked.address.url}), DETAIL)


@posts.question(
    "/posts/<slug>/related", "getRelatedPosts", RelatedParameters, RelatedAnswer, examples.RELATED
)
def get_related(asked: Asked[Related], slug: str) -> Response:
    """Show the posts most like one.

    Those of its language that share its rare words and its tags, best first, never itself.
    """
    question, snapshot = asked.question, asked.snapshot
    ordinals = related(snapshot, find(asked, "post", slug), question.limit)

    def in_look(look: Look) -> Iterable[bytes]:
        return (shown(snapshot, ordinal, look) for ordinal in ordinals)

    data = fitting(in_look(question.look))
    if len(data) < len(ordinals):
        if not data:
            raise refuse_form(asked, question.look, lambda look: bool(fitting(in_look(look))))
        detail = f"{question.limit} posts with these bodies are more than {MAX_BYTES} bytes."
        raise QueryError("limit", "too_large", detail, str(len(data)))
    body = envelope(array(data), {}, {"self": asked.address.url})
    return reply(body, NEVER if snapshot.index is None else DETAIL)
