"""`GET /v1/tags` and `/v1/tags/{slug}`."""

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.questions import OneTerm, TermList
from quire.api.v1.arguments.terms import TermListParameters, TermParameters
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.schemas.answers import TagAnswer, TagsAnswer
from quire.api.v1.terms import list_terms, show_term

tags = Blueprint("tags", "Tags of visible posts, or with a page of their own.")


@tags.question("/tags", "listTags", TermListParameters, TagsAnswer, examples.TAGS)
def list_tags(asked: Asked[TermList]) -> Response:
    """List tags.

    With the number of their visible posts in all languages.
    """
    return list_terms(asked, "tag")


@tags.question("/tags/<slug>", "getTag", TermParameters, TagAnswer, examples.TAG)
def get_tag(asked: Asked[OneTerm], slug: str) -> Response:
    """Show one of the tags.

    Its posts are a list of posts filtered by it: `links.posts`.
    """
    return show_term(asked, "tag", slug)
