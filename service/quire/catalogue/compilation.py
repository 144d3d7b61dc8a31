"""Documents and terms become columns: rows, bitsets, orders."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from quire.catalogue import bitsets
from quire.catalogue.columns import (
    NO_DATE,
    Columns,
    DocumentRow,
    PathRow,
    PieceLocation,
    TermRow,
    micros,
)
from quire.catalogue.selection import SORT_FIELDS, SortKey
from quire.catalogue.settlement import Settled
from quire.catalogue.words import compile_words
from quire.model import Author, Term

_MISSING_RANK = 0xFFFFFFFF


def compile_columns(
    documents: Sequence[tuple[Settled, str, PieceLocation]],
    authors: Sequence[tuple[Author, bytes, str]],
    terms: Sequence[tuple[Term, bytes, str]],
    profiles: Sequence[tuple[str, str, str, bool]],
) -> Columns:
    """Compile the columns of a snapshot.

    Args:
        documents: in default order, each with its digest and the place of its prepared JSON.
        authors, terms: by slug, each with its prepared JSON and that one's digest (both empty
            where it is no resource).
        profiles: as `Settlement.profiles`.
    """
    settled = [document for document, _, _ in documents]
    ordinals = {document.id: n for n, document in enumerate(settled)}
    term_rows = _term_rows(settled, authors, terms)
    orders, ranks = _orders(settled)
    return Columns(
        documents=[_row(*each, ordinals) for each in documents],
        terms=term_rows,
        paths=_paths(settled, term_rows, profiles),
        sets=_sets(settled),
        orders=orders,
        ranks=ranks,
        titles=compile_words(document.candidate.title for document in settled),
        names=compile_words(term.name for term in term_rows),
    )


def _row(
    document: Settled, digest: str, location: PieceLocation, ordinals: Mapping[str, int]
) -> DocumentRow:
    return DocumentRow(
        id=document.id,
        type=document.type,
        slug=document.slug,
        lang=document.candidate.lang,
        permalink=document.candidate.permalink,
        url=document.url,
        title=document.candidate.title,
        path=document.candidate.path,
        published_at=_micros(document.published_at),
        updated_at=_micros(document.updated_at),
        digest=digest,
        piece=location,
        translations=tuple(ordinals[other.id] for other in document.translations),
    )


def _micros(instant: datetime | None) -> int:
    return NO_DATE if instant is None else micros(instant)


def _sets(documents: Sequence[Settled]) -> dict[str, dict[str, bytes]]:
    members: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for ordinal, document in enumerate(documents):
        if document.candidate.unlisted:
            members["flag"]["unlisted"].append(ordinal)
            continue
        members["type"][document.type].append(ordinal)
        members["lang"][document.candidate.lang].append(ordinal)
        members["section"][document.candidate.section].append(ordinal)
        if document.published_at is not None:
            day = document.published_at.isoformat()
            members["year"][day[:4]].append(ordinal)
            members["month"][day[:7]].append(ordinal)
        if document.candidate.featured:
            members["flag"]["featured"].append(ordinal)
        if _is_indexed_elsewhere(document):
            members["flag"]["unindexed"].append(ordinal)
    return {
        facet: {
            value: bitsets.pack(bitsets.from_ordinals(ordinals, len(documents)))
            for value, ordinals in sorted(values.items())
        }
        for facet, values in sorted(members.items())
    }


def _is_indexed_elsewhere(document: Settled) -> bool:
    """Say whether its author sends search engines to another address, or away."""
    candidate = document.candidate
    return candidate.seo.noindex or candidate.canonical_url not in (None, document.url)


def _term_rows(
    documents: Sequence[Settled],
    authors: Sequence[tuple[Author, bytes, str]],
    terms: Sequence[tuple[Term, bytes, str]],
) -> list[TermRow]:
    members: dict[str, list[int]] = defaultdict(list)
    for ordinal, document in enumerate(documents):
        if document.candidate.unlisted:
            continue
        for ref in (*document.authors, *document.tags, *document.categories):
            members[ref.id].append(ordinal)
        if document.series is not None:
            members[document.series.id].append(ordinal)
    named: list[tuple[str, Author | Term, bytes, str]] = [
        *(("author", *author) for author in authors),
        *((term[0].role, *term) for term in terms),
    ]
    return [
        TermRow(
            role=role,
            id=term.id,
            slug=term.slug,
            name=term.name,
            bits=bitsets.pack(bitsets.from_ordinals(members[term.id], len(documents))),
            posts=term.posts,
            resource=resource,
            digest=digest,
        )
        for role, term, resource, digest in sorted(named, key=lambda each: (each[0], each[1].slug))
    ]


def _paths(
    documents: Sequence[Settled],
    terms: Sequence[TermRow],
    profiles: Sequence[tuple[str, str, str, bool]],
) -> list[PathRow]:
    """Lay out where paths lead; a resource's own address wins over any alias."""
    numbers = {(term.role, term.slug): n for n, term in enumerate(terms)}
    own = [PathRow(d.candidate.permalink, d.type, n, False) for n, d in enumerate(documents)]
    moved = [
        PathRow(alias, d.type, n, True)
        for n, d in enumerate(documents)
        for alias in d.candidate.aliases
    ]
    for path, role, slug, is_alias in profiles:
        (moved if is_alias else own).append(PathRow(path, role, numbers[role, slug], is_alias))
    rows: dict[str, PathRow] = {}
    for row in (*own, *moved):
        rows.setdefault(row.path, row)
    return [rows[path] for path in sorted(rows)]


def _orders(documents: Sequence[Settled]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    keys: dict[str, Callable[[Settled], object]] = {
        "published_at": lambda d: d.published_at,
        "updated_at": lambda d: d.updated_at,
        "created_at": lambda d: d.created_at,
        "title": lambda d: (d.candidate.title.casefold(), d.candidate.title),
        "slug": lambda d: (d.slug, d.candidate.lang, d.type, d.id),
    }
    ranks = {field: _ranks([keys[field](d) for d in documents]) for field in SORT_FIELDS}
    slug_ranks = ranks["slug"]
    orders = {}
    for field in SORT_FIELDS:
        for descending in (False, True):
            order = _permutation(ranks[field], slug_ranks, descending)
            orders[SortKey(field, descending).name] = array("I", order).tobytes()
    return orders, {field: array("I", values).tobytes() for field, values in ranks.items()}


def _ranks(values: Sequence[object]) -> list[int]:
    """Rank values densely from 0; a missing one gets the highest rank there is."""
    present = sorted({value for value in values if value is not None})  # type: ignore[type-var]
    rank = {value: n for n, value in enumerate(present)}
    return [_MISSING_RANK if value is None else rank[value] for value in values]


def _permutation(ranks: list[int], slug_ranks: list[int], descending: bool) -> list[int]:
    def key(ordinal: int) -> tuple[bool, int, int]:
        rank = ranks[ordinal]
        missing = rank == _MISSING_RANK
        return (missing, -rank if descending and not missing else rank, slug_ranks[ordinal])

    return sorted(range(len(ranks)), key=key)
