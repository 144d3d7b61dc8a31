"""`GET /v1/pages` and `/v1/pages/{slug}`."""

from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.parameters import DocumentParameters, ListParameters
from quire.api.v1.arguments.questions import Listing, OneDocument
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.details import show_document
from quire.api.v1.listings import list_documents
from quire.api.v1.schemas.answers import PageAnswer, PagesAnswer

pages = Blueprint("pages", "Published documents that are no posts.")


@pages.question("/pages", "listPages", ListParameters, PagesAnswer, examples.PAGES)
def list_pages(asked: Asked[Listing]) -> Response:
    """List pages.

    As posts are listed; pages without a date come last, by slug.
    """
    return list_documents(asked, "page")


@pages.question("/pages/<slug>", "getPage", DocumentParameters, PageAnswer, examples.PAGE)
def get_page(asked: Asked[OneDocument], slug: str) -> Response:
    """Show a page.

    With its html and table of contents, unless `formats` or `fields` ask for something else.
    """
    return show_document(asked, "page", slug)
