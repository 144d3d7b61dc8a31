"""`GET /v1/suggest`."""

from collections.abc import Sequence

import orjson
from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.parameters import SuggestParameters
from quire.api.v1.arguments.questions import Suggesting
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import envelope
from quire.api.v1.replies import reply
from quire.api.v1.schemas.answers import SuggestAnswer
from quire.catalogue import Catalogue, Selection, SuggestedTerm
from quire.wire.policies import SEARCH

suggest = Blueprint("suggest", "What somebody may be about to type.")


@suggest.question("/suggest", "suggest", SuggestParameters, SuggestAnswer, examples.SUGGESTIONS)
def suggest_words(asked: Asked[Suggesting]) -> Response:
    """Suggest posts, tags and authors for what has been typed.

    Every word must be in the title or name, the last one as a beginning. Titles and names
    that begin with it come first; posts newest first, tags and authors most used first.
    """
    question, catalogue = asked.question, asked.snapshot.catalogue
    among = catalogue.select(Selection(type="post", langs=asked.langs(question.lang)))
    typed, limit, suggestions = question.typed, question.limit, catalogue.suggestions
    data: dict[str, object] = {}
    if "posts" in question.types:
        data["posts"] = _posts(catalogue, suggestions.documents(typed, among, limit))
    for name, role in (("tags", "tag"), ("authors", "author")):
        if name in question.types:
            data[name] = _terms(suggestions.terms(role, typed, among, limit))
    address = asked.address
    lang = (("lang", question.lang),) if question.lang else ()
    goes_on = () if typed[-1].isspace() else (("prefix", "true"),)
    search = address.to("/v1/search", *lang, *goes_on, ("q", typed))
    links = {"self": address.url, "search": search}
    return reply(envelope(orjson.dumps(data), {}, links), SEARCH)


def _posts(catalogue: Catalogue, ordinals: Sequence[int]) -> list[dict[str, str]]:
    rows = [catalogue.documents[ordinal] for ordinal in ordinals]
    return [{"slug": r.slug, "title": r.title, "lang": r.lang, "url": r.url} for r in rows]


def _terms(found: Sequence[SuggestedTerm]) -> list[dict[str, object]]:
    return [{"slug": t.slug, "name": t.name, "count": count} for t, count in found]
