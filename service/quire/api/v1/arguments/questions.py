"""The questions of v1 as plain types: checked values only."""

from dataclasses import dataclass

from quire.api.v1.arguments.looks import Look
from quire.api.v1.spelling import Urls
from quire.api.v1.tokens import Subscription
from quire.catalogue import Selection, SortKey
from quire.search.port import Query


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is wanted; a cursor's place is read elsewhere."""

    limit: int
    page: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """A question without parameters."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of documents.

    Args:
        selection: type and languages are not in it yet.
        lang: None for the site's default language, `all`, or a code.
    """

    selection: Selection
    sort: tuple[SortKey, ...]
    window: Window
    facets: tuple[str, ...]
    look: Look
    lang: str | None


@dataclass(frozen=True, slots=True)
class Searching:
    """A search: a listing of what a query finds.

    Args:
        marked: out of `title` and `body`.
    """

    listing: Listing
    query: Query
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggesting:
    """What somebody has typed so far.

    Args:
        types: out of `posts`, `tags` and `authors`.
        limit: of each.
        lang: as in `Listing`.
    """

    typed: str
    types: tuple[str, ...]
    limit: int
    lang: str | None


@dataclass(frozen=True, slots=True)
class OneDocument:
    """A document by slug."""

    lang: str | None
    look: Look


@dataclass(frozen=True, slots=True)
class Related(OneDocument):
    """The documents like one."""

    limit: int


@dataclass(frozen=True, slots=True)
class TermList:
    """A list of authors, tags or redirects.

    Args:
        urls: as in `Look`.
        ids: None means any.
    """

    sort: tuple[SortKey, ...]
    window: Window
    urls: Urls | None = None
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """What differs for readers.

    Args:
        since: as it was given: whether it is a token of ours is seen later. None: everything.
        kinds: of resources, as a roll names them.
        limit: of a page; 0 asks whether there is anything.
    """

    since: str | None
    subscription: Subscription
    kinds: frozenset[str]
    look: Look
    limit: int


@dataclass(frozen=True, slots=True)
class OneTerm:
    """An author or tag by slug; `urls` as in `Look`."""

    urls: Urls | None


@dataclass(frozen=True, slots=True)
class Months:
    """The archive."""

    lang: str | None


@dataclass(frozen=True, slots=True)
class Path:
    """A path on the site."""

    path: str
