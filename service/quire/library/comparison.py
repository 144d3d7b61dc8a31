"""Two surveys of one source side by side: what would appear, move, change or vanish."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal
from urllib.parse import urljoin

import msgspec

from quire.catalogue.settlement import Settled
from quire.library.accounting import Disposition
from quire.library.differences import differing, pairs
from quire.library.survey import Survey, Surveyor
from quire.model import Problem

Fate = Literal["vanishes", "moves", "appears", "changes", "hidden"]
FATES: tuple[Fate, ...] = ("vanishes", "moves", "appears", "changes", "hidden")

_CANONICAL = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one document.

    Args:
        fate: `hidden` is a new or edited file that is not shown.
        type: `post` or `page`, "" where `fate` is `hidden`.
        path: of its file, the later one where there are two.
        title: as `type`.
        permalink: as `path`; "" where `fate` is `hidden`.
        was: its permalink before, where it moves.
        what: names of the fields that differ, in a fixed order.
        why: of what appears, vanishes or is hidden.
        redirected: of what moves or vanishes: a document answers at the old address.
        linked_from: paths of documents that link to the old address, sorted.
    """

    fate: Fate
    type: str
    path: str
    title: str
    permalink: str
    was: str = ""
    what: tuple[str, ...] = ()
    why: str = ""
    redirected: bool = False
    linked_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two revisions.

    Args:
        before, after: the revisions.
        counts: (before, after) of `posts` and `pages`.
        changes: by fate in the order of `FATES`, then by path.
        new_problems, gone_problems: sorted; one that stands in another line is neither.
        unreadable_settings: nothing of the later revision would be published.
    """

    before: str
    after: str
    counts: dict[str, tuple[int, int]]
    changes: tuple[Change, ...]
    new_problems: tuple[Problem, ...]
    gone_problems: tuple[Problem, ...]
    unreadable_settings: tuple[Problem, ...]

    @property
    def is_harmful(self) -> bool:
        """Something vanishes, an address is lost, or there are new problems."""
        lossy = any(
            each.fate == "vanishes" or (each.fate == "moves" and not each.redirected)
            for each in self.changes
        )
        return lossy or bool(self.new_problems or self.unreadable_settings)


@dataclass(frozen=True, slots=True)
class Side:
    """A survey with what its surveyor forgets at the next one.

    Args:
        blobs: of all files, by path.
        bodies: digests of the rendered bodies, by path.
        links: (path, address) of the links in the bodies.
    """

    survey: Survey
    blobs: Mapping[str, str]
    bodies: Mapping[str, str]
    links: tuple[tuple[str, str], ...]


def side(survey: Survey, surveyor: Surveyor) -> Side:
    """Keep what a comparison needs of the surveyor's last survey."""
    keys = {
        each.candidate.path: survey.render_keys[each.candidate.path]
        for each in survey.settlement.documents
    }
    digests = {
        key: blake2b(_CANONICAL.encode(rendering), digest_size=16).hexdigest()
        for key, rendering in surveyor.renderings(set(keys.values())).items()
    }
    return Side(
        survey,
        {path: file.blob for path, file in surveyor.files.items()},
        {path: digests[key] for path, key in keys.items()},
        tuple(
            (path, address)
            for path, key in keys.items()
            for kind, address in surveyor.addresses_in(key)
            if kind == "link"
        ),
    )


def compare(before: Side, after: Side, extra_keys: Collection[str] = ()) -> Comparison:
    """Compare two sides; for `extra_keys` see `differing`."""
    matched = pairs(before.survey.settlement.documents, after.survey.settlement.documents)
    olds = {new.candidate.path: old for old, new in matched}
    kept = {old.candidate.path for old in olds.values()}
    found = []
    for new in after.survey.settlement.documents:
        if (old := olds.get(new.candidate.path)) is None:
            found.append(_change("appears", new, why=_arrival(new, before)))
            continue
        what = differing(old, new, extra_keys)
        if before.bodies[old.candidate.path] != after.bodies[new.candidate.path]:
            what = (*what, "body")
        if old.candidate.permalink != new.candidate.permalink:
            found.append(_change("moves", new, was=old.candidate.permalink, what=what))
        elif what:
            found.append(_change("changes", new, what=what))
    for old in before.survey.settlement.documents:
        if old.candidate.path not in kept:
            found.append(_change("vanishes", old, why=_departure(old, after)))
    found = _with_old_addresses(found, before, after)
    found += _hidden(before, after)
    renamed = {old.candidate.path: path for path, old in olds.items()}
    was = {path: old.candidate.path for path, old in olds.items()}
    return Comparison(
        before=before.survey.revision,
        after=after.survey.revision,
        counts={f"{kind}s": (_count(before, kind), _count(after, kind)) for kind in _KINDS},
        changes=tuple(sorted(found, key=lambda each: (FATES.index(each.fate), each.path))),
        new_problems=_beyond(after.survey.problems, before.survey.problems, was),
        gone_problems=_beyond(before.survey.problems, after.survey.problems, renamed),
        unreadable_settings=after.survey.unreadable_settings,
    )


_KINDS = ("post", "page")


def _change(
    fate: Fate, document: Settled, was: str = "", what: tuple[str, ...] = (), why: str = ""
) -> Change:
    candidate = document.candidate
    return Change(
        fate, document.type, candidate.path, candidate.title, candidate.permalink, was, what, why
    )


def _arrival(new: Settled, before: Side) -> str:
    match before.survey.dispositions.get(new.candidate.path):
        case None:
            return "a new file"
        case Disposition("hidden", why):
            return f"was hidden: {why}"
        case Disposition("problem", code):
            return f"was not published: {code}"
        case _:
            return "was no content"


def _departure(old: Settled, after: Side) -> str:
    match after.survey.dispositions.get(old.candidate.path):
        case None:
            return "the file is gone"
        case Disposition("hidden", why):
            return f"is hidden: {why}"
        case Disposition("problem", code):
            return f"cannot be published: {code}"
        case _:
            return "is no content any more"


def _hidden(before: Side, after: Side) -> list[Change]:
    """Find new and edited files that are not shown and were not before."""
    return [
        Change("hidden", "", path, "", "", why=detail)
        for path, (fate, detail) in after.survey.dispositions.items()
        if fate == "hidden"
        and path not in before.bodies
        and (
            before.blobs.get(path) != after.blobs.get(path)
            or before.survey.dispositions.get(path) != (fate, detail)
        )
    ]


def _with_old_addresses(changes: list[Change], before: Side, after: Side) -> list[Change]:
    """Say of each address that is left whether it leads anywhere and who links to it."""
    left = {_spelled(each.was or each.permalink) for each in changes if each.fate in _LEAVING}
    if not left:
        return changes
    answered = {
        _spelled(address)
        for document in after.survey.settlement.documents
        for address in (document.candidate.permalink, *document.candidate.aliases)
    }
    answered |= {_spelled(address) for address, *_ in after.survey.settlement.profiles}
    stands = {
        document.candidate.path: document.candidate.permalink
        for document in after.survey.settlement.documents
    }
    linked: dict[str, set[str]] = defaultdict(set)
    for path, address in after.links:
        for target in _targets(address, path, stands[path], before, after):
            if target in left:
                linked[target].add(path)
    return [
        replace(
            each,
            redirected=_spelled(each.was or each.permalink) in answered,
            linked_from=tuple(sorted(linked[_spelled(each.was or each.permalink)])),
        )
        if each.fate in _LEAVING
        else each
        for each in changes
    ]


_LEAVING = ("moves", "vanishes")


def _targets(address: str, path: str, permalink: str, before: Side, after: Side) -> Iterable[str]:
    """Give the addresses that a link means: as a browser reads it on the site, and as it is
    resolved; one to a file that is gone means what that file was."""
    with suppress(ValueError):
        yield _on_site(urljoin(permalink, address), after.survey.site.url)
    now = after.survey.addresses.resolve("link", address, path)
    yield _on_site(now.url, after.survey.site.url)
    if now.problem is not None:
        then = before.survey.addresses.resolve("link", address, path)
        yield _on_site(then.url, before.survey.site.url)


def _on_site(url: str, site: str | None) -> str:
    path = url[len(site) :] if site and url.startswith(f"{site}/") else url
    return _spelled(path.partition("#")[0].partition("?")[0])


def _spelled(permalink: str) -> str:
    """Write a permalink so that one with a closing slash equals one without."""
    return permalink.rstrip("/").removesuffix("/index.html")


def _count(on: Side, kind: str) -> int:
    return sum(document.type == kind for document in on.survey.settlement.documents)


def _beyond(
    problems: Iterable[Problem], known: Iterable[Problem], names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Give the problems that are not among the known ones.

    Args:
        names: how the known ones call the files that are called otherwise here.
    """
    rest = Counter((each.path, each.code, each.message) for each in known)
    found = []
    for problem in problems:
        key = (names.get(problem.path, problem.path), problem.code, problem.message)
        if rest[key]:
            rest[key] -= 1
        else:
            found.append(problem)
    return tuple(found)
