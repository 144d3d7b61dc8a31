"""What differs for readers between two snapshots: pages of what was removed and what changed."""

from dataclasses import dataclass
from itertools import chain

from flask import Response

from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.questions import Following
from quire.api.v1.asking import ALL_LANGS, Asked
from quire.api.v1.bodies import ROOM, array, envelope, fitting, shown
from quire.api.v1.narrowing import refuse_form
from quire.api.v1.paging import cursor_at
from quire.api.v1.removed import RemovalLog
from quire.api.v1.replies import reply
from quire.api.v1.tokens import read_token, write_token
from quire.errors import SnapshotDamaged
from quire.library.rolls import EMPTY, Difference, Key, Roll, difference
from quire.library.snapshot import Snapshot
from quire.wire.policies import CHANGES
from quire.wire.problems import Fault, Refusal


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is sent.

    Args:
        total: items on all pages.
        stop: items up to its end.
    """

    removed: list[bytes]
    changed: list[bytes]
    total: int
    stop: int

    @property
    def more(self) -> bool:
        """Whether anything follows it."""
        return self.stop < self.total


def list_changes(asked: Asked[Following]) -> Response:
    """Answer with what differs between what a client has seen and a snapshot.

    Raises:
        Refusal: 410, nobody can tell.
    """
    question, snapshot = asked.question, asked.snapshot
    since, until = _since(asked), snapshot.roll
    lang = question.subscription.lang
    found = difference(since, until, question.kinds, None if lang == ALL_LANGS else lang)
    page = _read_page(asked, found, since, until)
    data = b'{"changed":%b,"removed":%b}' % (array(page.changed), array(page.removed))
    cursor, following = _onwards(asked, page)
    token = write_token(until.id, question.subscription, asked.setting.secret)
    meta = {
        "token": None if page.more else token,
        "snapshot": snapshot.id,
        "revision": asked.manifest.revision,
        "more": page.more,
        "next_cursor": cursor,
        "returned": len(page.removed) + len(page.changed),
        "total": page.total,
    }
    links = {"self": asked.address.url, "next": following}
    relations = (("next", following),) if following else ()
    return reply(envelope(data, meta, links), CHANGES, relations)


def _since(asked: Asked[Following]) -> Roll:
    """Find what the client has seen.

    Raises:
        QueryError: its token is for something else.
        Refusal: 410, its token cannot be verified or is too old.
    """
    question, snapshot = asked.question, asked.snapshot
    if question.since is None:
        return EMPTY
    name = read_token(question.since, question.subscription, asked.setting.secret)
    if name is None:
        raise _resync(asked, "This token cannot be verified")
    found = snapshot.roll if name == snapshot.roll.id else snapshot.rolls.find(name)
    if found is None:
        raise _resync(asked, "What this token names is no longer kept")
    return found


def _read_page(asked: Asked[Following], found: Difference, since: Roll, until: Roll) -> _Page:
    """Read the page that a request wants: first what was removed, then what changed.

    Raises:
        Refusal: 410, nobody knows how something that was removed was called; 400, an item is
            too large alone.
    """
    question, snapshot = asked.question, asked.snapshot
    log = RemovalLog(snapshot)
    removed = [log.find(since.key(number)) for number in found.removed]
    if None in removed:
        raise _resync(asked, "What was removed since is no longer known")
    start = asked.cursor.offset if asked.cursor else 0
    stop, behind = start + question.limit, len(removed)
    gone = removed[start:stop]
    changed = found.changed[max(0, start - behind) : max(0, stop - behind)]

    def show(number: int, look: Look) -> bytes:
        return _changed(snapshot, until.key(number), look)

    removals = [log.describe(removal) for removal in gone if removal is not None]
    changes = (show(number, question.look) for number in changed)
    taken = fitting(chain(removals, changes))
    if not taken and changed:
        raise refuse_form(asked, question.look, lambda look: len(show(changed[0], look)) < ROOM)
    total, upto = behind + len(found.changed), start + len(taken)
    return _Page(taken[: len(removals)], taken[len(removals) :], total, upto)


def _changed(snapshot: Snapshot, key: Key, look: Look) -> bytes:
    catalogue = snapshot.catalogue
    if key.id in catalogue.ordinals:
        return shown(snapshot, catalogue.ordinals[key.id], look)
    term = catalogue.term_by_id(*key)
    if term is None:
        raise SnapshotDamaged(f"the roll of {snapshot.id} names what it does not hold")
    return term.resource


def _onwards(asked: Asked[Following], page: _Page) -> tuple[str | None, str | None]:
    """Give the cursor and the address of the next page; a page without room leads to the first."""
    if not page.more:
        return None, None
    if asked.question.limit == 0:
        return None, _without(asked, "limit", "cursor")
    cursor = cursor_at(asked, page.stop)
    return cursor, asked.address.at_cursor(cursor)


def _resync(asked: Asked[Following], reason: str) -> Refusal:
    detail = f"{reason}: ask for everything, without it."
    hint = _without(asked, "since", "cursor")
    return Refusal(410, detail, [Fault("since", "resync_required", detail, hint)])


def _without(asked: Asked[Following], *names: str) -> str:
    pairs = asked.address.pairs
    return asked.address.asking(tuple(pair for pair in pairs if pair[0] not in names)).url
