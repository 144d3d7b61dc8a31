"""Lists of documents: what a selection finds, a page of it, and its counts."""

from dataclasses import replace
from functools import partial
from typing import Literal

from flask import Response

from quire.api.v1.alternates import feeds
from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.questions import Listing
from quire.api.v1.asking import ALL_LANGS, Asked
from quire.api.v1.bodies import ROOM, envelope, largest, shown
from quire.api.v1.narrowing import refuse_item
from quire.api.v1.paging import Items, read_page, relations
from quire.api.v1.replies import reply
from quire.catalogue import Catalogue, Selection
from quire.wire.policies import LIST
from quire.wire.problems import Refusal

Kind = Literal["post", "page"]


def list_documents(asked: Asked[Listing], kind: Kind) -> Response:
    """Answer with a page of posts or pages."""
    question, catalogue = asked.question, asked.snapshot.catalogue
    selection = replace(question.selection, type=kind, langs=asked.langs(question.lang))
    bits = catalogue.select(selection)
    page = read_page(
        asked,
        question.window,
        Items(
            bits.bit_count(),
            partial(catalogue.page, bits, question.sort),
            lambda ordinal: shown(asked.snapshot, ordinal, question.look),
            largest(asked.snapshot, question.look),
            partial(_refuse, asked),
        ),
    )
    facets = count_facets(catalogue, question.facets, selection, bits, catalogue.all)
    meta = {"pagination": page.meta(), "facets": facets}
    links = {**page.links(), "item": item_template(asked, f"/v1/{kind}s", question.lang)}
    return reply(envelope(page.data, meta, links), LIST, (*relations(links), *feeds(asked, kind)))


def _refuse(asked: Asked[Listing], ordinal: int, offset: int) -> Refusal:
    """Refuse a page for a document that is too large alone."""

    def fits(look: Look) -> bool:
        return len(shown(asked.snapshot, ordinal, look)) < ROOM

    return refuse_item(asked, asked.question.look, fits, offset)


def item_template(asked: Asked[object], path: str, lang: str | None) -> str:
    """Write the template of an item's address; a language that was asked for stays in it."""
    chosen = "{?lang}" if lang in (None, ALL_LANGS) else f"?lang={lang}"
    return f"{asked.setting.base}{path}/{{slug}}{chosen}"


def count_facets(
    catalogue: Catalogue, names: tuple[str, ...], selection: Selection, found: int, within: int
) -> dict[str, list[dict[str, object]]]:
    """Count the values of facets; those that the request filters by are marked.

    What is chosen of a facet does not narrow its own counts: they say what choosing another
    value instead, or as well, would find.

    Args:
        found: what the selection keeps of `within`.
        within: what is counted without any selection.
    """
    return {
        name: [
            {
                "value": counted.value,
                "label": counted.label,
                "count": counted.documents,
                "selected": counted.value in chosen,
            }
            for counted in catalogue.facet(name, bits)
        ]
        for name in names
        for others in [selection.without(name)]
        for bits in [found if others == selection else catalogue.select(others) & within]
        for chosen in [_chosen(name, selection)]
    }


def _chosen(name: str, selection: Selection) -> frozenset[str]:
    if name == "lang":
        return frozenset(selection.langs or ())
    choices = selection.choices.get(name, ())
    return frozenset(v for choice in choices if not choice.negated for v in choice.values)
