"""`GET /v1/authors` and `/v1/authors/{slug}`."""

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.questions import OneTerm, TermList
from quire.api.v1.arguments.terms import TermListParameters, TermParameters
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.schemas.answers import AuthorAnswer, AuthorsAnswer
from quire.api.v1.terms import list_terms, show_term

authors = Blueprint("authors", "People who wrote visible posts, or have a profile.")


@authors.question("/authors", "listAuthors", TermListParameters, AuthorsAnswer, examples.AUTHORS)
def list_authors(asked: Asked[TermList]) -> Response:
    """List authors.

    With the number of their visible posts in all languages.
    """
    return list_terms(asked, "author")


@authors.question("/authors/<slug>", "getAuthor", TermParameters, AuthorAnswer, examples.AUTHOR)
def get_author(asked: Asked[OneTerm], slug: str) -> Response:
    """Show one of the authors.

    Its posts are a list of posts filtered by it: `links.posts`.
    """
    return show_term(asked, "author", slug)
