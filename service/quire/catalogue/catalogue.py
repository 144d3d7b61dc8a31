"""The reading side: look-ups, filters, orders and counts over one snapshot's documents.

Every answer is made of ordinals; ordinal order is the default order (newest first).
Safe to use from several threads: nothing changes after construction.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter, neg

from rapidfuzz import fuzz, process

from quire.catalogue import bitsets
from quire.catalogue.columns import NO_DATE, Columns, DocumentRow, TermRow, micros
from quire.catalogue.counts import FacetCount, counted, in_facet_order
from quire.catalogue.selection import FACETS, Choice, Selection, SortKey
from quire.catalogue.suggestions import Suggestions
from quire.conventions.paths import respelled

_MISSING_RANK = 0xFFFFFFFF
_NEWEST_FIRST = "-published_at"
_TERM_KEYS: dict[str, Callable[[TermRow], str | int]] = {
    "slug": lambda term: term.slug,
    "name": lambda term: term.name.casefold(),
    "posts": lambda term: term.posts,
}


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The documents around one in its list, by date: ordinals, None at either end."""

    previous: int | None
    next: int | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a path leads: `target` is an ordinal (post, page) or a term row's index."""

    kind: str
    target: int
    moved: bool


class Catalogue:
    """The visible documents of one snapshot.

    Attributes:
        documents: rows by ordinal.
        terms: rows of all roles, by role, then slug.
        size: number of documents.
        all: the set of the ordinals that lists may show: all but the unlisted ones.
        indexed: of these, what search engines are to find at its own address.
        suggestions: what people may be about to type.
    """

    def __init__(self, columns: Columns) -> None:
        self.documents: list[DocumentRow] = columns.documents
        self.terms: list[TermRow] = columns.terms
        self.size = len(columns.documents)
        self.all = (1 << self.size) - 1
        self.ordinals: dict[str, int] = {row.id: n for n, row in enumerate(columns.documents)}
        self._by_slug = {
            (row.type, row.lang, row.slug): n for n, row in enumerate(columns.documents)
        }
        self._any_lang: dict[tuple[str, str], int] = {}
        for n, row in enumerate(columns.documents):
            self._any_lang.setdefault((row.type, row.slug), n)
        self._sets = {
            facet: {value: bitsets.unpack(data) for value, data in values.items()}
            for facet, values in columns.sets.items()
        }
        self.all &= ~self._set("flag", "unlisted")
        self.indexed = self.all & ~self._set("flag", "unindexed")
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self._terms: dict[tuple[str, str], int] = {}
        self._term_ids: dict[tuple[str, str], int] = {}
        self._named: dict[tuple[str, str], str] = {}
        for n, term in enumerate(columns.terms):
            self._sets.setdefault(term.role, {})[term.slug] = bitsets.unpack(term.bits)
            self._labels[term.role][term.slug] = term.name
            self._terms[term.role, term.slug] = n
            self._term_ids[term.role, term.id] = n
            self._named.setdefault((term.role, term.name.casefold()), term.slug)
        self._facets = {
            name: in_facet_order(name, self._sets.get(name, {}), self._labels.get(name, {}))
            for name in FACETS
        }
        self._orders = {name: _numbers(data) for name, data in columns.orders.items()}
        self._ranks = {name: _numbers(data) for name, data in columns.ranks.items()}
        self._paths = {
            row.path: Resolution(row.kind, row.target, row.moved) for row in columns.paths
        }
        self._homes = {(row.kind, row.target): row.path for row in columns.paths if not row.moved}
        self._newest_first = [-row.published_at for row in columns.documents]
        self.suggestions = Suggestions(columns)

    # look-ups

    def document(self, kind: str, slug: str, lang: str | None) -> int | None:
        """Find a post or page by slug; `lang` None takes the first in any language."""
        if lang is None:
            return self._any_lang.get((kind, slug))
        return self._by_slug.get((kind, lang, slug))

    def term(self, role: str, slug: str) -> TermRow | None:
        """Find an author, tag, category or series by slug."""
        n = self._terms.get((role, slug))
        return None if n is None else self.terms[n]

    def term_by_id(self, role: str, id_: str) -> TermRow | None:
        """Find an author, tag, category or series by id."""
        n = self._term_ids.get((role, id_))
        return None if n is None else self.terms[n]

    def terms_of(self, role: str, sort: Sequence[SortKey] = ()) -> list[TermRow]:
        """List the terms of a role.

        Args:
            sort: keys out of `slug`, `name` and `posts`; ties are broken by slug.
        """
        terms = [term for term in self.terms if term.role == role]
        for key in reversed(sort):
            terms.sort(key=_TERM_KEYS[key.field], reverse=key.descending)
        return terms

    def term_named(self, role: str, text: str) -> str | None:
        """Find a term's slug by its slug or its name, whatever the case."""
        folded = text.casefold()
        if folded in self._labels.get(role, {}):
            return folded
        return self._named.get((role, folded))

    def near_slugs(self, kind: str, slug: str, count: int = 3) -> list[str]:
        """Find visible slugs that look like one that does not exist, best first."""
        if kind in ("post", "page"):
            known = [s for (k, s), n in self._any_lang.items() if k == kind and self.is_listed(n)]
        else:
            known = list(self._labels.get(kind, {}))
        found = process.extract(slug, known, scorer=fuzz.ratio, limit=count, score_cutoff=70)
        return [match[0] for match in found]

    def resolve(self, path: str) -> Resolution | None:
        """Find what a path on the site leads to.

        Args:
            path: percent-encoded or not, with or without its closing slash or `index.html`.
        """
        exact = respelled(path)
        bare = exact.removesuffix("index.html").rstrip("/")
        spellings = (exact, f"{bare}/", bare, f"{bare}/index.html")
        return next((self._paths[each] for each in spellings if each in self._paths), None)

    def is_document(self, path: str) -> bool:
        """Say whether a path on the site leads to a post or page."""
        found = self.resolve(path)
        return found is not None and found.kind in ("post", "page")

    def home(self, found: Resolution) -> str | None:
        """Find a term's own path on the site, None where it has no page there."""
        return self._homes.get((found.kind, found.target))

    def aliases(self) -> list[tuple[str, Resolution]]:
        """List the paths that have moved, by path."""
        return sorted(
            (
                (path, found)
                for path, found in self._paths.items()
                if found.moved
                and (found.kind not in ("post", "page") or self.is_listed(found.target))
            ),
            key=lambda pair: pair[0],
        )

    # filters

    def select(self, selection: Selection) -> int:
        """Find the documents that a selection wants, as a set."""
        bits = self.all
        if selection.type is not None:
            bits &= self._set("type", selection.type)
        if selection.langs is not None:
            bits &= self._union("lang", selection.langs)
        for facet, choices in selection.choices.items():
            for choice in choices:
                bits &= self._chosen(facet, choice)
        if selection.featured is not None:
            featured = self._set("flag", "featured")
            bits &= featured if selection.featured else ~featured
        if selection.published_after is not None:
            newer = bisect_right(self._newest_first, -micros(selection.published_after))
            bits &= (1 << newer) - 1
        if selection.published_before is not None:
            bits &= self._published_before(micros(selection.published_before))
        if selection.updated_after is not None:
            since = micros(selection.updated_after)
            rows = enumerate(self.documents)
            bits &= bitsets.from_ordinals((n for n, r in rows if r.updated_at >= since), self.size)
        if selection.slugs is not None:
            bits &= self._with_slugs(selection.slugs)
        if selection.ids is not None:
            found = (self.ordinals[each] for each in selection.ids if each in self.ordinals)
            bits &= bitsets.from_ordinals(found, self.size)
        return bits

    def is_listed(self, ordinal: int) -> bool:
        """Say whether lists may show the document of an ordinal."""
        return self.all >> ordinal & 1 == 1

    def _set(self, facet: str, value: str) -> int:
        return self._sets.get(facet, {}).get(value, 0)

    def _union(self, facet: str, values: Iterable[str]) -> int:
        bits = 0
        for value in values:
            bits |= self._set(facet, value)
        return bits

    def _chosen(self, facet: str, choice: Choice) -> int:
        bits = self._union(facet, choice.values)
        return self.all & ~bits if choice.negated else bits

    def _published_before(self, before: int) -> int:
        """Find the dated documents older than `before`: one run of ordinals."""
        start = bisect_right(self._newest_first, -before)
        end = bisect_left(self._newest_first, -NO_DATE)
        return ((1 << end) - 1) & ~((1 << start) - 1) if end > start else 0

    def _with_slugs(self, slugs: Iterable[str]) -> int:
        wanted = frozenset(slugs)
        rows = enumerate(self.documents)
        return bitsets.from_ordinals((n for n, row in rows if row.slug in wanted), self.size)

    # orders

    def ordered(self, bits: int, sort: Sequence[SortKey]) -> Iterator[int]:
        """Give the ordinals of a set in an order; ties are broken by slug.

        Args:
            sort: keys, the first one leading; empty means newest first.
        """
        if not sort or (sort[0].name == _NEWEST_FIRST and len(sort) == 1):
            return bitsets.members(bits)
        if len(sort) == 1:
            return bitsets.along(bits, self._orders[sort[0].name])
        columns = [self._rank_column(key) for key in (*sort, SortKey("slug"))]
        return iter(
            sorted(bitsets.members(bits), key=lambda n: tuple(column[n] for column in columns))
        )

    def page(self, bits: int, sort: Sequence[SortKey], offset: int, limit: int) -> list[int]:
        """Give at most `limit` ordinals of a set in an order, from `offset` on."""
        return list(islice(self.ordered(bits, sort), offset, offset + limit))

    def _rank_column(self, key: SortKey) -> Sequence[int]:
        ranks = self._ranks[key.field]
        if not key.descending:
            return ranks
        return [rank if rank == _MISSING_RANK else neg(rank) for rank in ranks]

    def neighbors(self, ordinal: int) -> Neighbors:
        """Find the older (`previous`) and newer (`next`) document of the same type and language."""
        row = self.documents[ordinal]
        bits = self._set("type", row.type) & self._set("lang", row.lang)
        newer = bits & ((1 << ordinal) - 1)
        older = bits >> (ordinal + 1)
        return Neighbors(
            previous=ordinal + 1 + ((older & -older).bit_length() - 1) if older else None,
            next=newer.bit_length() - 1 if newer else None,
        )

    # counts

    def facet(self, name: str, bits: int, limit: int = 100) -> list[FacetCount]:
        """Count the values of a facet among a set: most first, then by label; no zeros.

        Args:
            name: one of `selection.FACETS`; years come newest first.
            limit: how many values at most.
        """
        if name not in FACETS:
            raise KeyError(name)
        counts = counted(self._facets[name], bits)
        if name != "year":
            # Stable: among equals they stay in order of their labels.
            counts.sort(key=itemgetter(2), reverse=True)
        return counts[:limit]

    def months(self, bits: int) -> list[FacetCount]:
        """Count the documents of each month (`2023-10`) among a set, newest first."""
        months = sorted(self._sets.get("month", {}).items(), reverse=True)
        return counted([(month, month, values) for month, values in months], bits)


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
