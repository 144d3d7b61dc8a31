"""What a feed says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from quire.api.bases import Bases
from quire.api.feeds.entries import Entry, urn
from quire.api.feeds.questions import FeedOf
from quire.api.v1.asking import Asked
from quire.api.v1.paging import Page

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Of a feed without entries: Atom wants an instant, and this one never changes."""

_LABELS = 6


@dataclass(frozen=True, slots=True)
class Head:
    """A feed without its entries. All addresses are absolute.

    Args:
        id: a URN: the same on every page and in every format.
        site: its home page.
        author: who is named where an entry names nobody.
        lang: of all entries, None where there are several.
        updated: of the entry that changed last.
        url: of this page.
        pages: the pages around it: `first`, `previous`, `next`, each where there is one.
    """

    id: str
    title: str
    site: str
    author: str
    lang: str | None
    updated: datetime
    url: str
    pages: dict[str, str]


def make_head(asked: Asked[FeedOf], bases: Bases, page: Page, entries: list[Entry]) -> Head:
    """Say what a page of a feed says of itself.

    Args:
        entries: of this page.
    """
    manifest, question = asked.manifest, asked.question
    names = [manifest.site_title or bases.site.partition("://")[2], *_labels(asked)]
    langs = asked.langs(question.listing.lang) or tuple(manifest.langs)
    links = page.links()
    around = {"first": links["first"], "previous": links["prev"], "next": links["next"]}
    of_what = asked.address.asking(
        tuple(pair for pair in asked.address.pairs if pair[0] not in ("content", "limit"))
    ).without_place
    return Head(
        id=urn(bases.site, f"feed {of_what.partition('?')[2]}"),
        title=" · ".join(names),
        site=f"{bases.site}/",
        author=names[0],
        lang=langs[0] if len(langs) == 1 else None,
        updated=max((entry.updated for entry in entries), default=_NEVER),
        url=asked.address.url,
        pages={rel: url for rel, url in around.items() if url is not None},
    )


def _labels(asked: Asked[FeedOf]) -> list[str]:
    """Name what a feed is narrowed down to, as far as it fits into a title."""
    labels = list(_chosen(asked))
    if asked.question.query is not None:
        labels.append(f"“{asked.question.query.text}”")
    return labels[:_LABELS]


def _chosen(asked: Asked[FeedOf]) -> Iterator[str]:
    catalogue = asked.snapshot.catalogue
    for facet, choices in asked.question.listing.selection.choices.items():
        for choice in choices:
            if not choice.negated:
                terms = [(value, catalogue.term(facet, value)) for value in choice.values]
                yield ", ".join(value if term is None else term.name for value, term in terms)
