"""Who is who: ids, permalinks and aliases that have one owner each, contested slugs."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from quire.model import Candidate, Problem

_LATEST = datetime.max.replace(tzinfo=UTC)


def precedence(candidate: Candidate) -> tuple[datetime, str]:
    """Order candidates by who keeps what several claim: the first published, then by path."""
    return (candidate.published_at or _LATEST, candidate.path)


def identity(source_name: str, kind: str, key: str) -> str:
    """Make an id: 24 hex digits, the same in every build."""
    return hashlib.sha256(f"{source_name}\0{kind}\0{key}".encode()).hexdigest()[:24]


def with_own_permalinks(
    candidates: Iterable[Candidate],
) -> tuple[list[Candidate], list[Problem]]:
    """Keep the first owner of each permalink and of each key; the others are problems.

    Args:
        candidates: posts and pages by precedence.
    """
    owners: dict[str, Candidate] = {}
    keys: dict[tuple[str, str], Candidate] = {}
    problems = []
    for candidate in candidates:
        owner = owners.get(candidate.permalink)
        twin = keys.get((candidate.kind, candidate.key))
        if owner is not None:
            code = "duplicate-permalink"
            fault = f"{candidate.permalink[:100]} is already the address of {owner.path[:100]}"
        elif twin is not None:
            code = "duplicate-id"
            fault = f"The id {candidate.key[:80]!r} already belongs to {twin.path[:100]}"
        else:
            owners[candidate.permalink] = keys[candidate.kind, candidate.key] = candidate
            continue
        message = f"{fault}; this file is not published until it has its own."
        problems.append(Problem(candidate.path, 0, code, message))
    return list(owners.values()), problems


def with_own_aliases(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Problem]]:
    """Leave each alias to one candidate: a permalink is nobody's alias, and of several who
    claim one the first keeps it; the others are problems.

    Args:
        candidates: those of highest precedence first.
    """
    owners = {candidate.permalink: candidate for candidate in reversed(candidates)}
    kept = []
    problems = []
    for candidate in candidates:
        aliases = []
        for alias in candidate.aliases:
            owner = owners.setdefault(alias, candidate)
            if alias not in aliases and owner is candidate and alias != candidate.permalink:
                aliases.append(alias)
            elif owner is not candidate:
                message = f"The alias {alias[:100]} already leads to {owner.path[:100]}; drop it."
                problems.append(Problem(candidate.path, 0, "duplicate-alias", message))
        same = len(aliases) == len(candidate.aliases)
        kept.append(candidate if same else replace(candidate, aliases=tuple(aliases)))
    return kept, problems


def settle_slugs(
    documents: Sequence[Candidate], ids: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Give each document a slug that no other of its kind and language has.

    Args:
        documents: by precedence.
        ids: by source path.

    Returns:
        Slugs by source path; a contested one is kept by the first, the others carry the
        start of their id.
    """
    taken: dict[tuple[str, str, str], str] = {}
    slugs = {}
    problems = []
    for candidate in documents:
        kind, lang, slug = candidate.kind, candidate.lang, candidate.slug
        owner = taken.get((kind, lang, slug))
        if owner is not None:
            own_id = ids[candidate.path]
            ends = (f"--{own_id[:length]}" for length in range(6, len(own_id) + 1))
            end = next(each for each in ends if (kind, lang, slug + each) not in taken)
            slug += end
            message = (
                f"The slug {candidate.slug[:80]!r} already belongs to {owner[:100]}; here it gets "
                f"{end!r} behind it. Give this document a slug of its own."
            )
            problems.append(Problem(candidate.path, 0, "contested-slug", message))
        taken[kind, lang, slug] = candidate.path
        slugs[candidate.path] = slug
    return slugs, problems
