"""Candidates (one file understood by its convention) and the resources they become."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from quire.model.pictures import Variant

Kind = Literal["post", "page", "author", "term"]


@dataclass(frozen=True, slots=True)
class Seo:
    """Overrides for search engines and link previews, None where the author gave none."""

    title: str | None = None
    description: str | None = None
    image: str | None = None
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One content file as its convention understands it, before it meets the others.

    A pure function of (file, site). Whether it is published is decided later, in
    `catalogue.visibility` alone, from `hidden`, `publish_at` and `expires_at`.

    Args:
        path, blob: of the source file.
        kind: `author` and `term` are profiles (an author's or a tag's own page).
        key: what its identity hangs on, unique among candidates that are well made: the
            front matter's `id` (with the language, where it is not the default one), else
            the permalink. For profiles: the slug of the author or term.
        title: "" only for a profile that gives no name.
        translation_key: equal for the language versions of one document.
        taxonomy: for kind `term`, the role of its taxonomy (`tag`, `category`, `series`).
        slug: non-empty, as wished for; clashes are settled among all candidates.
        permalink: path on the site, starting with `/`, percent-encoded as in a URL; "" only
            for a profile from a data file, which has no page of its own.
        published_at: the date readers see, UTC. None: the convention found no date.
        updated_at, created_at: where the front matter says so.
        publish_at: not visible before; None: at once.
        expires_at: not visible from then on; None: never.
        hidden: None, or why it is never shown: `draft`, `unreadable`, `unpublished`, ...
        authors, tags, categories, series: as the author wrote them, trimmed, non-empty.
        websites: of authors, by the name in `authors`, where the front matter gives one.
        images: cover candidates as written, best first; alt texts beside them.
        aliases: other paths on the site that lead here, written as `permalink` is.
        description: an author's tagline, a term's description.
        excerpt: as the front matter gives it.
        canonical_url: absolute, where the front matter names another place as the original.
        links: of an author: `{"website": url, "github": url}`.
        extra: front matter values under keys that no field above takes.
        templated: the body holds syntax of the site's templates.
        excerpt_separator: what ends the excerpt in the body, beside `<!--more-->`; "": nothing.
        markup: of the body, `markdown` or `html`.
        unlisted: published at its address, but in no list, count or search.
        body: markdown after the front matter is read from the blob at `body_line`.
    """

    path: str
    blob: str
    kind: Kind
    key: str
    translation_key: str
    title: str
    slug: str
    permalink: str
    lang: str
    section: str
    taxonomy: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    created_at: datetime | None = None
    publish_at: datetime | None = None
    expires_at: datetime | None = None
    hidden: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    images: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    description: str | None = None
    excerpt: str | None = None
    featured: bool = False
    seo: Seo = Seo()
    canonical_url: str | None = None
    links: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    excerpt_separator: str = ""
    templated: bool = False
    markup: str = "markdown"
    unlisted: bool = False
    websites: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """An address found in content, resolved against its file and its site.

    Args:
        url: what a reader's browser should ask for.
        media: published path of the media file it leads to, None where it leads elsewhere.
        width, height: of that image in pixels, None where unknown.
        problem: None, or (code, message): `missing-image`, `broken-link`, `lfs-pointer`, ...
        srcset: smaller copies of that image, narrowest first.
    """

    url: str
    media: str | None = None
    width: int | None = None
    height: int | None = None
    problem: tuple[str, str] | None = None
    srcset: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture that stands for a document. Sizes in pixels, None where unknown.

    Args:
        srcset: smaller copies, narrowest first.
    """

    url: str
    alt: str
    width: int | None
    height: int | None
    srcset: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class TermRef:
    """An author, tag, category or series as a document names it."""

    id: str
    slug: str
    name: str
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """Another language version of the same document."""

    id: str
    lang: str
    slug: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a document comes from.

    Args:
        path: relative to the repository's root.
        revision: the last commit that touched it; None without git or when not committed.
        edit_url: where to propose a change; None where the operator configured none.
    """

    path: str
    revision: str | None
    edit_url: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A visible post or page with all its fields but its bodies.

    Dates are UTC. `url` is the permalink joined to the site's address (a path where the
    site has none); `permalink` is the path alone. `digest` names this state of the
    document, bodies included: equal digests mean equal answers.
    """

    id: str
    type: Literal["post", "page"]
    slug: str
    permalink: str
    url: str
    canonical_url: str
    title: str
    excerpt: str
    published_at: datetime | None
    updated_at: datetime | None
    created_at: datetime | None
    section: str
    lang: str
    translations: tuple[Translation, ...]
    authors: tuple[TermRef, ...]
    tags: tuple[TermRef, ...]
    categories: tuple[TermRef, ...]
    series: TermRef | None
    cover: Cover | None
    featured: bool
    reading_time: int
    word_count: int
    seo: Seo
    source: SourceRef
    extra: dict[str, object]
    aliases: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Author:
    """A person whom a visible document names, or who has a profile. Never an e-mail address.

    Args:
        bio: plain text, None without a profile.
        url: of the profile on the site, None without a profile.
        posts: number of visible posts, in all languages.
    """

    id: str
    slug: str
    name: str
    bio: str | None
    avatar: str | None
    website: str | None
    links: dict[str, str]
    posts: int


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, category or series that a visible document names, or that has a page of its own."""

    id: str
    role: Literal["tag", "category", "series"]
    slug: str
    name: str
    description: str | None
    cover: Cover | None
    posts: int
