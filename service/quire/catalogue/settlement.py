"""Candidates meet: identities, contested slugs, permalinks, translations, authors, terms.

A pure function of (visible candidates, site): nothing is remembered between builds, and
hidden candidates take no part, so they cannot be told from what never existed.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from quire.documents.slugs import slugify, term_slug
from quire.model import (
    Author,
    Candidate,
    Cover,
    FileHistory,
    Problem,
    Reference,
    Site,
    Term,
    TermRef,
    Translation,
)

Locate = Callable[[str, str], Reference]
"""Resolve an image's address as written in the file at a path: (address, path)."""

_LATEST = datetime.max.replace(tzinfo=UTC)
_TERM_ROLES: tuple[Literal["tag", "category", "series"], ...] = ("tag", "category", "series")


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
        profiles: (permalink or alias, role, slug, moved) of authors' and tags' own pages.
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
    candidates = sorted(visible, key=_precedence)
    documents, problems = _with_own_permalinks(c for c in candidates if c.kind in ("post", "page"))
    profiles = _profiles(candidates)
    ids = {c.path: _identity(source_name, c.kind, c.key) for c in documents}
    slugs = _slugs(documents, ids, problems)
    names = _term_names(documents, profiles)
    refs = _term_refs(names, profiles, source_name, locate)
    siblings: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in documents:
        siblings[candidate.translation_key].append(candidate)

    def translations(candidate: Candidate) -> tuple[Translation, ...]:
        others = siblings[candidate.translation_key]
        if len(others) < 2:
            return ()
        return tuple(
            Translation(ids[o.path], o.lang, slugs[o.path], o.title, site_url(site, o.permalink))
            for o in sorted(others, key=lambda o: (o.lang, o.path))
            if o.lang != candidate.lang
        )

    def named(role: str, values: tuple[str, ...]) -> tuple[TermRef, ...]:
        found = (refs.get((role, slug_of(role, value))) for value in values)
        return tuple(dict.fromkeys(ref for ref in found if ref is not None))

    settled = [
        Settled(
            candidate=candidate,
            id=ids[candidate.path],
            type="post" if candidate.kind == "post" else "page",
            slug=slugs[candidate.path],
            url=site_url(site, candidate.permalink),
            published_at=candidate.published_at,
            updated_at=candidate.updated_at or _updated(history, candidate),
            created_at=candidate.created_at or _created(history, candidate),
            translations=translations(candidate),
            authors=named("author", candidate.authors),
            tags=named("tag", candidate.tags),
            categories=named("category", candidate.categories),
            series=next(iter(named("series", candidate.series)), None),
        )
        for candidate in documents
    ]
    settled.sort(key=_default_order)
    counts = _post_counts(settled)
    return Settlement(
        documents=tuple(settled),
        authors=_authors(refs, profiles, counts),
        terms=_terms(refs, profiles, counts, locate),
        profiles=tuple(_profile_paths(profiles)),
        problems=tuple(problems),
    )


def site_url(site: Site, path: str) -> str:
    """Join a path to the site's address; the path itself where the site has none."""
    return f"{site.url}{path}" if site.url else path


def slug_of(role: str, name: str) -> str:
    """Give the slug of an author or term as content names it, "" where nothing is left.

    An author id that can stand in a URL as it is stays as it is (`edith_puclla`).
    """
    if role == "author":
        lowered = name.lower()
        plain = lowered.isascii() and lowered.replace("-", "").replace("_", "").isalnum()
        return lowered if plain else slugify(name)
    return term_slug(name)


def _updated(history: Mapping[str, FileHistory], candidate: Candidate) -> datetime | None:
    commits = history.get(candidate.path)
    return commits.updated_at if commits else candidate.published_at


def _created(history: Mapping[str, FileHistory], candidate: Candidate) -> datetime | None:
    commits = history.get(candidate.path)
    return commits.created_at if commits else candidate.published_at


def _precedence(candidate: Candidate) -> tuple[datetime, str]:
    return (candidate.published_at or _LATEST, candidate.path)


def _default_order(document: Settled) -> tuple[float, str, str, str, str]:
    published = document.published_at
    age = float("inf") if published is None else -published.timestamp()
    return (age, document.slug, document.candidate.lang, document.type, document.id)


def _identity(source_name: str, kind: str, key: str) -> str:
    return hashlib.sha256(f"{source_name}\0{kind}\0{key}".encode()).hexdigest()[:24]


def _with_own_permalinks(
    candidates: Iterable[Candidate],
) -> tuple[list[Candidate], list[Problem]]:
    owners: dict[str, Candidate] = {}
    keys: dict[tuple[str, str], Candidate] = {}
    problems = []
    for candidate in candidates:
        owner = owners.get(candidate.permalink)
        if owner is not None:
            problems.append(
                Problem(
                    candidate.path,
                    0,
                    "duplicate-permalink",
                    f"{candidate.permalink} is already the address of {owner.path}; "
                    "this file is not published until it has its own.",
                )
            )
            continue
        twin = keys.get((candidate.kind, candidate.key))
        if twin is not None:
            problems.append(
                Problem(
                    candidate.path,
                    0,
                    "duplicate-id",
                    f"the id {candidate.key!r} already belongs to {twin.path}; "
                    "this file is not published until it has its own.",
                )
            )
            continue
        owners[candidate.permalink] = keys[candidate.kind, candidate.key] = candidate
    return list(owners.values()), problems


def _slugs(
    documents: list[Candidate], ids: dict[str, str], problems: list[Problem]
) -> dict[str, str]:
    taken: dict[tuple[str, str, str], str] = {}
    slugs = {}
    for candidate in documents:
        key = (candidate.kind, candidate.lang, candidate.slug)
        if key in taken:
            slug = f"{candidate.slug}--{ids[candidate.path][:6]}"
            problems.append(
                Problem(
                    candidate.path,
                    0,
                    "contested-slug",
                    f"the slug {candidate.slug!r} already belongs to {taken[key]}; "
                    f"this document answers to {slug!r}. Give it a slug of its own.",
                )
            )
        else:
            taken[key] = candidate.path
            slug = candidate.slug
        slugs[candidate.path] = slug
    return slugs


def _profiles(candidates: Iterable[Candidate]) -> dict[tuple[str, str], Candidate]:
    """Index profiles by (role, slug); the first by path wins, the default language first."""
    found: dict[tuple[str, str], Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.path):
        if candidate.kind == "author":
            found.setdefault(("author", candidate.key), candidate)
        elif candidate.kind == "term":
            found.setdefault((candidate.taxonomy, candidate.key), candidate)
    return found


def _term_names(
    documents: list[Candidate], profiles: dict[tuple[str, str], Candidate]
) -> dict[tuple[str, str], str]:
    """Choose the name of each term: its profile's title, else the commonest spelling."""
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for candidate in documents:
        for role, values in (
            ("author", candidate.authors),
            ("tag", candidate.tags),
            ("category", candidate.categories),
            ("series", candidate.series),
        ):
            for value in values:
                slug = slug_of(role, value)
                if slug:
                    spellings[role, slug][value] += 1
    names = {
        (role, slug): _stub_name(best) if role == "author" else best
        for (role, slug), counts in spellings.items()
        for best in [min(counts, key=lambda name: (-counts[name], name))]
    }
    names.update({key: profile.title for key, profile in profiles.items()})
    return names


def _stub_name(ref: str) -> str:
    """Make a name of an author's id: `edith_puclla` is Edith Puclla."""
    if ref != ref.lower() or " " in ref:
        return ref
    return " ".join(part.capitalize() for part in ref.replace("_", "-").split("-") if part)


def _term_refs(
    names: dict[tuple[str, str], str],
    profiles: dict[tuple[str, str], Candidate],
    source_name: str,
    locate: Locate,
) -> dict[tuple[str, str], TermRef]:
    refs = {}
    for (role, slug), name in names.items():
        profile = profiles.get((role, slug))
        avatar = _first_image(profile, locate) if role == "author" else None
        refs[role, slug] = TermRef(
            _identity(source_name, role, slug), slug, name, avatar.url if avatar else None
        )
    return refs


def _first_image(profile: Candidate | None, locate: Locate) -> Cover | None:
    if profile is None or not profile.images:
        return None
    address, alt = profile.images[0]
    found = locate(address, profile.path)
    return Cover(found.url, alt, found.width, found.height)


def _post_counts(documents: Iterable[Settled]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for document in documents:
        if document.type == "post":
            terms = (*document.authors, *document.tags, *document.categories)
            counts.update(term.id for term in terms)
            counts.update([document.series.id] if document.series else [])
    return counts


def _authors(
    refs: dict[tuple[str, str], TermRef],
    profiles: dict[tuple[str, str], Candidate],
    counts: Counter[str],
) -> tuple[Author, ...]:
    authors = []
    for (role, slug), ref in sorted(refs.items()):
        if role != "author":
            continue
        profile = profiles.get((role, slug))
        links = dict(profile.links) if profile else {}
        authors.append(
            Author(
                id=ref.id,
                slug=slug,
                name=ref.name,
                bio=(profile.excerpt or profile.description) if profile else None,
                avatar=ref.avatar,
                website=links.pop("website", None),
                links=links,
                posts=counts[ref.id],
            )
        )
    return tuple(authors)


def _terms(
    refs: dict[tuple[str, str], TermRef],
    profiles: dict[tuple[str, str], Candidate],
    counts: Counter[str],
    locate: Locate,
) -> tuple[Term, ...]:
    terms = []
    for role in _TERM_ROLES:
        for (term_role, slug), ref in sorted(refs.items()):
            if term_role != role:
                continue
            profile = profiles.get((role, slug))
            terms.append(
                Term(
                    id=ref.id,
                    role=role,
                    slug=slug,
                    name=ref.name,
                    description=(profile.description or profile.excerpt) if profile else None,
                    cover=_first_image(profile, locate),
                    posts=counts[ref.id],
                )
            )
    return tuple(terms)


def _profile_paths(
    profiles: dict[tuple[str, str], Candidate],
) -> Iterable[tuple[str, str, str, bool]]:
    for (role, slug), profile in sorted(profiles.items()):
        if role in ("author", "tag"):
            yield profile.permalink, role, slug, False
            yield from ((alias, role, slug, True) for alias in profile.aliases)
