"""Which documents of two surveys are one and the same, and in which fields they differ."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

from quire.catalogue.settlement import Settled

_FIELDS: tuple[tuple[str, Callable[[Settled], object]], ...] = (
    ("title", lambda each: each.candidate.title),
    ("type", lambda each: each.type),
    ("slug", lambda each: each.slug),
    ("language", lambda each: each.candidate.lang),
    ("section", lambda each: each.candidate.section),
    ("published_at", lambda each: each.published_at),
    ("updated_at", lambda each: each.candidate.updated_at),
    ("created_at", lambda each: each.candidate.created_at),
    ("visibility", lambda each: (each.candidate.publish_at, each.candidate.expires_at)),
    ("authors", lambda each: each.authors),
    ("tags", lambda each: each.tags),
    ("categories", lambda each: each.categories),
    ("series", lambda each: each.series),
    ("cover", lambda each: each.candidate.images),
    ("excerpt", lambda each: each.candidate.excerpt),
    ("description", lambda each: each.candidate.description),
    ("featured", lambda each: each.candidate.featured),
    ("seo", lambda each: each.candidate.seo),
    ("canonical_url", lambda each: each.candidate.canonical_url),
    ("aliases", lambda each: each.candidate.aliases),
    ("translations", lambda each: each.translations),
)
"""What answers show of a document but its body and its address. Instants that come from
commits are left out: they differ whenever a file does."""


COMPARED = frozenset(name for name, _ in _FIELDS) | {"extra"}
"""Names of what is compared; those of answers but for `lang`, which is `language` here."""


def differing(old: Settled, new: Settled, extra_keys: Collection[str] = ()) -> tuple[str, ...]:
    """Name the fields in which two states of a document differ, its body aside.

    Args:
        extra_keys: of the front matter that the operator shows in `extra`.
    """
    fields = [name for name, value in _FIELDS if value(old) != value(new)]
    extras = (
        {key: document.candidate.extra.get(key) for key in extra_keys} for document in (old, new)
    )
    return (*fields, "extra") if next(extras) != next(extras) else tuple(fields)


def pairs(olds: Sequence[Settled], news: Sequence[Settled]) -> list[tuple[Settled, Settled]]:
    """Find the documents that are on both sides.

    A document is followed by its file, else by its id, else by its bytes, else by title and
    date, so that a renamed file is no new one. What names several is nobody's name.
    """
    found = []
    left, right = list(olds), list(news)
    for name in _NAMES:
        known = dict(_unique(name, left))
        matched = [(known[key], new) for key, new in _unique(name, right) if key in known]
        found += matched
        gone = {id(each) for pair in matched for each in pair}
        left = [each for each in left if id(each) not in gone]
        right = [each for each in right if id(each) not in gone]
    return found


_NAMES: tuple[Callable[[Settled], Hashable], ...] = (
    lambda each: each.candidate.path,
    lambda each: each.id,
    lambda each: each.candidate.blob,
    lambda each: (each.candidate.lang, each.candidate.title, each.candidate.published_at),
)


def _unique(
    name: Callable[[Settled], Hashable], documents: Iterable[Settled]
) -> Iterator[tuple[Hashable, Settled]]:
    """Give the documents whose name no other one has."""
    found: dict[Hashable, Settled | None] = {}
    for document in documents:
        key = name(document)
        found[key] = None if key in found else document
    return ((key, document) for key, document in found.items() if document is not None)
