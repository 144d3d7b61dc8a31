"""`GET /v1/archive`."""

import orjson
from flask import Response

from quire.api.v1 import examples
from quire.api.v1.arguments.parameters import ArchiveParameters
from quire.api.v1.arguments.questions import Months
from quire.api.v1.asking import Asked
from quire.api.v1.blueprint import Blueprint
from quire.api.v1.bodies import envelope
from quire.api.v1.replies import reply
from quire.api.v1.schemas.answers import ArchiveAnswer
from quire.catalogue import FacetCount, Selection
from quire.wire.policies import LIST

archive = Blueprint("archive", "Posts counted by year and month.")


@archive.question("/archive", "getArchive", ArchiveParameters, ArchiveAnswer, examples.ARCHIVE)
def get_archive(asked: Asked[Months]) -> Response:
    """Count posts by year and month.

    Newest first. Years and months are those of `published_at` in UTC.
    """
    catalogue, lang = asked.snapshot.catalogue, asked.question.lang
    bits = catalogue.select(Selection(type="post", langs=asked.langs(lang)))
    years: dict[int, list[dict[str, object]]] = {}
    for counted in catalogue.months(bits):
        years.setdefault(int(counted.value[:4]), []).append(_month(asked, counted))
    data = [
        {
            "year": counted_year,
            "count": sum(int(str(month["count"])) for month in months),
            "url": asked.address.to("/v1/posts", *_in(lang), ("year", f"{counted_year:04}")),
            "months": months,
        }
        for counted_year, months in years.items()
    ]
    body = envelope(orjson.dumps(data), {}, {"self": asked.address.url})
    return reply(body, LIST)


def _month(asked: Asked[Months], counted: FacetCount) -> dict[str, object]:
    year, month = int(counted.value[:4]), int(counted.value[5:])
    following = f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    until = (("published_before", following),) if year < 9999 else ()
    since = ("published_after", f"{counted.value}-01")
    url = asked.address.to("/v1/posts", *_in(asked.question.lang), since, *until)
    return {"month": month, "count": counted.documents, "url": url}


def _in(lang: str | None) -> tuple[tuple[str, str], ...]:
    return (("lang", lang),) if lang else ()
