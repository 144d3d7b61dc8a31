"""Candidates meet: identities, contested slugs, permalinks, translations, authors, terms.

A pure function of (visible candidates, site): nothing is remembered between builds, and
hidden candidates take no part, so they cannot be told from what never existed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quire.catalogue.columns import NO_DATE, micros
from quire.catalogue.identity import (
    identity,
    precedence,
    settle_slugs,
    with_own_aliases,
    with_own_permalinks,
)
from quire.catalogue.terms import Locate, Terms
from quire.model import (
    Author,
    Candidate,
    FileHistory,
    Problem,
    Site,
    Term,
    TermRef,
    Translation,
)

__all__ = ["Locate", "Settled", "Settlement", "settle", "site_url"]


@dataclass(frozen=True, slots=True)
class Settled:
    """A visible post or page that knows its id, its slug, its dates and its relations.

    Args:
        updated_at, created_at: from the front matter, else from the history, else
            `published_at`.
    """

    candidate: Candidate
    id: str
    type: Literal["post", "page"]
    slug: str
    url: str
    published_at: datetime | None
    updated_at: datetime | None
    created_at: datetime | None
    translations: tuple[Translation, ...]
    authors: tuple[TermRef, ...]
    tags: tuple[TermRef, ...]
    categories: tuple[TermRef, ...]
    series: TermRef | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """All visible documents in default order, their authors and terms by slug.

    Args:
        profiles: (permalink or alias, role, slug, moved) of authors' and terms' own pages.
    """

    documents: tuple[Settled, ...]
    authors: tuple[Author, ...]
    terms: tuple[Term, ...]
    profiles: tuple[tuple[str, str, str, bool], ...]
    problems: tuple[Problem, ...]


def settle(
    visible: Iterable[Candidate],
    site: Site,
    source_name: str,
    locate: Locate,
    history: Mapping[str, FileHistory],
) -> Settlement:
    """Settle everything that depends on more than one file.

    Args:
        visible: candidates that passed `visibility`.
        source_name: part of every id.
        history: by source path.
    """
    candidates = sorted(visible, key=precedence)
    documents, problems = with_own_permalinks(c for c in candidates if c.kind in ("post", "page"))
    profiles = [c for c in candidates if c.kind in ("author", "term")]
    owners, shared = with_own_aliases([*documents, *profiles])
    documents, profiles = owners[: len(documents)], owners[len(documents) :]
    terms = Terms(documents, profiles, site.default_lang, source_name, locate)
    ids = {c.path: identity(source_name, c.kind, c.key) for c in documents}
    slugs, contested = settle_slugs(documents, ids)
    translations = _translations(documents, site, ids, slugs)

    def settled(candidate: Candidate) -> Settled:
        path = candidate.path
        commits = history.get(path)
        return Settled(
            candidate=candidate,
            id=ids[path],
            type="post" if candidate.kind == "post" else "page",
            slug=slugs[path],
            url=site_url(site, candidate.permalink),
            published_at=candidate.published_at,
            updated_at=candidate.updated_at
            or (commits.updated_at if commits else candidate.published_at),
            created_at=candidate.created_at
            or (commits.created_at if commits else candidate.published_at),
            translations=translations(candidate),
            authors=terms.named("author", candidate.authors),
            tags=terms.named("tag", candidate.tags),
            categories=terms.named("category", candidate.categories),
            series=next(iter(terms.named("series", candidate.series)), None),
        )

    ordered = sorted(map(settled, documents), key=_default_order)
    counts = _post_counts(ordered)
    return Settlement(
        documents=tuple(ordered),
        authors=terms.authors(counts),
        terms=terms.terms(counts),
        profiles=terms.paths(),
        problems=(*problems, *shared, *contested, *terms.problems),
    )


def site_url(site: Site, path: str) -> str:
    """Join a path to the site's address; the path itself where the site has none."""
    return site.address_of(path)


def _default_order(document: Settled) -> tuple[int, str, str, str, str]:
    published = NO_DATE if document.published_at is None else micros(document.published_at)
    return (-published, document.slug, document.candidate.lang, document.type, document.id)


def _translations(
    documents: Iterable[Candidate], site: Site, ids: Mapping[str, str], slugs: Mapping[str, str]
) -> Callable[[Candidate], tuple[Translation, ...]]:
    """Make the function that gives a document's other language versions, one of each."""
    siblings: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in documents:
        if candidate.unlisted:
            continue
        siblings[candidate.translation_key].setdefault(candidate.lang, candidate)

    def of(candidate: Candidate) -> tuple[Translation, ...]:
        return tuple(
            Translation(
                ids[other.path],
                lang,
                slugs[other.path],
                other.title,
                site_url(site, other.permalink),
            )
            for lang, other in sorted(siblings[candidate.translation_key].items())
            if lang != candidate.lang
        )

    return of


def _post_counts(documents: Iterable[Settled]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for document in documents:
        if document.type == "post" and not document.candidate.unlisted:
            terms = (*document.authors, *document.tags, *document.categories)
            counts.update(term.id for term in terms)
            counts.update([document.series.id] if document.series else [])
    return counts
