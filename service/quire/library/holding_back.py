"""Why a snapshot that could be made is not made current: it would hide, show or lose too much."""

from quire.errors import SourceError
from quire.library.lapses import may_be_settings, newly_unread
from quire.library.manifest import Manifest
from quire.library.survey import Survey

_MIN_POSTS_AT_STAKE = 10


def why_held_back(previous: Manifest | None, survey: Survey, accept_loss: bool) -> str | None:
    """Say why the snapshot of a survey should not be made current, None where it may be.

    Args:
        previous: the snapshot that stays in its place.
        accept_loss: the operator means it where most posts vanish.

    Raises:
        SourceError: there is nothing else to serve, and nobody knows what this would show.
    """
    reason = _unreadable(survey) or _unread(previous, survey)
    if previous is None:
        if reason is not None:
            raise SourceError(reason)
        return None
    return reason or (None if accept_loss else _loss(previous, survey))


def _unreadable(survey: Survey) -> str | None:
    """Look for configuration that is not fully known."""
    if not survey.unreadable_settings:
        return None
    return f"nothing is published while this is so: {survey.unreadable_settings[0]}"


def _unread(previous: Manifest | None, survey: Survey) -> str | None:
    """Look for headers that could not be read, and could be before.

    A first snapshot is made without those documents, unless they speak for others as well.
    """
    unread = newly_unread(survey.lapses, () if previous is None else previous.lapses)
    if previous is None:
        unread = [lapse for lapse in unread if may_be_settings(lapse.path)]
    if not unread:
        return None
    more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
    return (
        f"{unread[0].path}{more} cannot be read, and nobody knows what it hides; mend its "
        "permissions, or fetch the whole repository"
    )


def _loss(previous: Manifest, survey: Survey) -> str | None:
    """Look for a loss of most posts."""
    before = previous.counts["posts"]
    after = sum(document.type == "post" for document in survey.settlement.documents)
    if before < _MIN_POSTS_AT_STAKE or after * 2 >= before:
        return None
    return (
        f"only {after} of {before} posts would remain; if that is meant, restart with "
        "QUIRE_ACCEPT_LOSS=true"
    )
