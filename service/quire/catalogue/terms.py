"""Authors, tags, categories and series of the visible documents, with their profiles."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from quire.catalogue.identity import identity
from quire.conventions.terms import slug_of, stub_name
from quire.model import Author, Candidate, Cover, Reference, Term, TermRef

Locate = Callable[[str, str], Reference]
"""Resolve an image's address as written in the file at a path: (address, path)."""

_Profiles = dict[tuple[str, str], Candidate]
_TERM_ROLES: tuple[Literal["tag", "category", "series"], ...] = ("tag", "category", "series")


class Terms:
    """The terms of one settlement.

    Args:
        documents: visible posts and pages.
        profiles: visible authors' and terms' own pages.
        default_lang: of profiles in several languages, the one that speaks.
        source_name: part of every id.
    """

    def __init__(
        self,
        documents: Iterable[Candidate],
        profiles: Iterable[Candidate],
        default_lang: str,
        source_name: str,
        locate: Locate,
    ) -> None:
        self._locate = locate
        self._profiles = _by_term(profiles, default_lang)
        self._refs = {
            (role, slug): TermRef(
                identity(source_name, role, slug), slug, name, self._avatar(role, slug)
            )
            for (role, slug), name in sorted(_names(documents, self._profiles).items())
        }

    def named(self, role: str, values: Sequence[str]) -> tuple[TermRef, ...]:
        """Find the terms that a document names, in its order, each once."""
        found = (self._refs.get((role, slug_of(role, value))) for value in values)
        return tuple(dict.fromkeys(ref for ref in found if ref is not None))

    def authors(self, posts: Mapping[str, int]) -> tuple[Author, ...]:
        """Make the authors, by slug.

        Args:
            posts: number of visible posts by the author's id.
        """
        return tuple(
            self._author(slug, ref, posts.get(ref.id, 0))
            for (role, slug), ref in self._refs.items()
            if role == "author"
        )

    def terms(self, posts: Mapping[str, int]) -> tuple[Term, ...]:
        """Make the tags, categories and series, each by slug; see `authors`."""
        return tuple(
            self._term(role, slug, ref, posts.get(ref.id, 0))
            for role in _TERM_ROLES
            for (its_role, slug), ref in self._refs.items()
            if its_role == role
        )

    def paths(self) -> tuple[tuple[str, str, str, bool], ...]:
        """Give (permalink or alias, role, slug, moved) of the profiles."""
        return tuple(
            (path, role, slug, moved)
            for (role, slug), profile in sorted(self._profiles.items())
            for path, moved in (
                (profile.permalink, False),
                *((alias, True) for alias in profile.aliases),
            )
        )

    def _author(self, slug: str, ref: TermRef, posts: int) -> Author:
        profile = self._profiles.get(("author", slug))
        links = dict(profile.links) if profile else {}
        return Author(
            id=ref.id,
            slug=slug,
            name=ref.name,
            bio=(profile.excerpt or profile.description) if profile else None,
            avatar=ref.avatar,
            website=links.pop("website", None),
            links=links,
            posts=posts,
        )

    def _term(
        self, role: Literal["tag", "category", "series"], slug: str, ref: TermRef, posts: int
    ) -> Term:
        profile = self._profiles.get((role, slug))
        return Term(
            id=ref.id,
            role=role,
            slug=slug,
            name=ref.name,
            description=(profile.description or profile.excerpt) if profile else None,
            cover=self._first_image(profile),
            posts=posts,
        )

    def _avatar(self, role: str, slug: str) -> str | None:
        image = self._first_image(self._profiles.get((role, slug))) if role == "author" else None
        return image.url if image else None

    def _first_image(self, profile: Candidate | None) -> Cover | None:
        if profile is None or not profile.images:
            return None
        address, alt = profile.images[0]
        found = self._locate(address, profile.path)
        return Cover(found.url, alt, found.width, found.height)


def _by_term(candidates: Iterable[Candidate], default_lang: str) -> _Profiles:
    """Index profiles by (role, slug): the default language first, then the first by path."""
    found: _Profiles = {}
    for candidate in sorted(candidates, key=lambda c: (c.lang != default_lang, c.path)):
        role = "author" if candidate.kind == "author" else candidate.taxonomy
        found.setdefault((role, candidate.key), candidate)
    return found


def _names(documents: Iterable[Candidate], profiles: _Profiles) -> dict[tuple[str, str], str]:
    """Choose the name of each term: its profile's, else the commonest spelling."""
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for candidate in documents:
        for role, values in (
            ("author", candidate.authors),
            ("tag", candidate.tags),
            ("category", candidate.categories),
            ("series", candidate.series),
        ):
            for value in values:
                if slug := slug_of(role, value):
                    spellings[role, slug][value] += 1
    for role, slug in profiles:
        spellings[role, slug].setdefault(slug, 0)
    names = {}
    for (role, slug), counts in spellings.items():
        commonest = min(counts, key=lambda name: (-counts[name], name))
        name = stub_name(commonest) if role == "author" else commonest
        profile = profiles.get((role, slug))
        names[role, slug] = (profile.title if profile else "") or name
    return names
