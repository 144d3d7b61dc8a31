"""Authors, tags, categories and series of the visible documents, with their profiles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from quire.catalogue.identity import identity
from quire.catalogue.spellings import Spellings, by_frequency, spelling_problems
from quire.conventions.terms import slug_of, stub_name
from quire.model import Author, Candidate, Cover, Reference, Term, TermRef

Locate = Callable[[str, str], Reference]
"""Resolve an image's address as written in the file at a path: (address, path)."""

_Key = tuple[str, str]
"""Role and slug."""

_TERM_ROLES: tuple[Literal["tag", "category", "series"], ...] = ("tag", "category", "series")


class Terms:
    """The terms of one settlement.

    Args:
        documents: visible posts and pages.
        profiles: visible authors' and terms' own pages.
        default_lang: of profiles in several languages, the one that speaks.
        source_name: part of every id.

    Attributes:
        problems: terms that are spelled in several ways.
    """

    def __init__(
        self,
        documents: Sequence[Candidate],
        profiles: Iterable[Candidate],
        default_lang: str,
        source_name: str,
        locate: Locate,
    ) -> None:
        self._locate = locate
        self._pages = sorted(
            profiles, key=lambda c: (c.lang != default_lang, not c.permalink, c.path)
        )
        self._profiles: dict[_Key, Candidate] = {}
        for profile in self._pages:
            self._profiles.setdefault(_key_of(profile), profile)
        self._slugs_of_names = _slugs_of_names(self._profiles)
        spellings = self._spellings(documents)
        self.problems = tuple(spelling_problems(spellings))
        self._websites: dict[str, str] = {}
        for candidate in documents:
            for name, url in candidate.websites.items():
                self._websites.setdefault(self._slug("author", name), url)
        self._refs = {
            (role, slug): TermRef(
                identity(source_name, role, slug), slug, name, self._avatar(role, slug)
            )
            for (role, slug), name in sorted(self._names(spellings).items())
        }

    def named(self, role: str, values: Sequence[str]) -> tuple[TermRef, ...]:
        """Find the terms that a document names, in its order, each once."""
        found = (self._refs.get((role, self._slug(role, value))) for value in values)
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
        """Give (permalink or alias, role, slug, moved) of the profiles in all languages."""
        return tuple(
            (path, *_key_of(profile), moved)
            for profile in sorted(self._pages, key=lambda c: (_key_of(c), c.path))
            for path, moved in (
                (profile.permalink, False),
                *((alias, True) for alias in profile.aliases),
            )
            if path
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
            website=links.pop("website", None) or self._websites.get(slug),
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
        return Cover(found.url, alt, found.width, found.height, found.srcset)

    def _slug(self, role: str, value: str) -> str:
        """Give the slug of a term as a document names it; an author also goes by the display
        name of the only profile that has it."""
        slug = slug_of(role, value)
        if role == "author" and (role, slug) not in self._profiles:
            return self._slugs_of_names.get(slug, slug)
        return slug

    def _spellings(self, documents: Iterable[Candidate]) -> Spellings:
        found: Spellings = defaultdict(lambda: defaultdict(list))
        for candidate in documents:
            for role, values in (
                ("author", candidate.authors),
                ("tag", candidate.tags),
                ("category", candidate.categories),
                ("series", candidate.series),
            ):
                for value in values:
                    if slug := self._slug(role, value):
                        found[role, slug][value].append(candidate.path)
        return found

    def _names(self, spellings: Spellings) -> dict[_Key, str]:
        """Choose the name of each term: its profile's, else the commonest spelling."""
        names = {}
        for role, slug in (*spellings, *self._profiles):
            commonest = next(iter(by_frequency(spellings.get((role, slug), {}))), slug)
            name = stub_name(commonest) if role == "author" else commonest
            profile = self._profiles.get((role, slug))
            names[role, slug] = (profile.title if profile else "") or name
        return names


def _key_of(profile: Candidate) -> _Key:
    return ("author" if profile.kind == "author" else profile.taxonomy, profile.key)


def _slugs_of_names(profiles: Mapping[_Key, Candidate]) -> dict[str, str]:
    """Find authors by their display name's slug, unless two share it."""
    slugs: dict[str, str] = {}
    for (role, slug), profile in profiles.items():
        if role == "author" and (name := slug_of("author", profile.title)):
            slugs[name] = slug if slugs.get(name, slug) == slug else ""
    return {name: slug for name, slug in slugs.items() if slug}
