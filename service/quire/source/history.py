"""First and last commits of all files, from one pass over the log.

A file's `created_at` is its earliest author date, its `updated_at` and `revision` belong to its
latest commit by (author date, commit id). Both are independent of the order of commits, so
adding new commits to an older result gives exactly what a full pass gives. Merge commits
contribute nothing of their own, removals neither.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime

from quire.model import FileHistory, Problem
from quire.source.git import Git, GitRefused, records
from quire.source.names import decode
from quire.source.port import History

_LAST_SECOND = int(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())

_SHALLOW = Problem(
    ".",
    0,
    "shallow-history",
    "the clone is shallow, so first and last commits of files are unknown: "
    "run git fetch --unshallow, or set dates in front matter",
)


def read_history(git: Git, revision: str, prefix: str, carried: History | None) -> History:
    """Read the history of all files below `prefix` that `revision` leads to.

    Args:
        revision: a full commit id.
        prefix: "" or a folder that ends with `/`; paths are relative to it.
        carried: used where its commit is an ancestor and its prefix the same.

    Returns:
        Without files, with a problem and with revision "" where the log is cut off.

    Raises:
        GitFailed: git does not answer.
    """
    if git.run("rev-parse", "--is-shallow-repository").strip() == b"true":
        return History("", prefix, {}, (_SHALLOW,))
    base = carried if carried is not None and _leads_to(git, carried, revision, prefix) else None
    if base is not None and base.revision == revision:
        return base
    files = dict(base.files) if base is not None else {}
    try:
        for path, seconds, commit in _touches(git, revision, prefix, base):
            known = files.get(path)
            moment = datetime.fromtimestamp(seconds, UTC)
            files[path] = (
                FileHistory(moment, moment, commit)
                if known is None
                else (_joined(known, moment, commit))
            )
    except GitRefused as error:
        return History("", prefix, {}, (_damaged(error),))
    return History(revision, prefix, files)


def _damaged(error: GitRefused) -> Problem:
    return Problem(
        ".",
        0,
        "missing-object",
        f"dates from commits are left out, the log cannot be read to its end ({str(error)[:120]}): "
        "make a full clone, or run git fsck",
    )


def _joined(known: FileHistory, moment: datetime, commit: str) -> FileHistory:
    created = min(known.created_at, moment)
    updated = max((known.updated_at, known.revision), (moment, commit))
    return FileHistory(created, *updated)


def _leads_to(git: Git, carried: History, revision: str, prefix: str) -> bool:
    if not carried.revision or carried.prefix != prefix:
        return False
    try:
        beyond = git.run(
            "rev-list", "--max-count=1", "--end-of-options", carried.revision, f"^{revision}", "--"
        )
    except GitRefused:
        return False
    return not beyond


def _touches(
    git: Git, revision: str, prefix: str, base: History | None
) -> Iterator[tuple[str, int, str]]:
    """Yield (path, author time, commit) for each file that each commit added or changed."""
    log = git.stream(
        "log",
        "-z",
        "--format=%x00%H %at",
        "--name-only",
        "--diff-filter=AMT",
        # Without it git leaves out branches whose changes a merge undid, but for a part of
        # the log it would not: carried histories would differ from full ones.
        "--full-history",
        "--no-merges",
        "--no-renames",
        "--no-relative",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-mailmap",
        "--no-notes",
        "--no-decorate",
        "--no-color",
        "--end-of-options",
        revision,
        *([f"^{base.revision}"] if base is not None else []),
        "--",
        *([prefix.rstrip("/")] if prefix else []),
    )
    with closing(log):
        for path, seconds, commit in _parsed(records(log)):
            if path.startswith(prefix):
                yield path[len(prefix) :], seconds, commit


def _parsed(tokens: Iterable[bytes]) -> Iterator[tuple[str, int, str]]:
    """Read the log: an empty record, a header, then names, the first one after a newline.

    A name is never empty, so no name can pass for a header.
    """
    commit, seconds = "", -1
    is_header = is_first = False
    for token in tokens:
        if is_header:
            commit, _, time = token.decode("ascii", "replace").partition(" ")
            seconds = int(time) if time.isdecimal() and len(time) < 20 else -1
            is_header, is_first = False, True
        elif not token:
            is_header = True
        else:
            name = token[1:] if is_first else token
            is_first = False
            # A date that no calendar holds is no date.
            if 0 <= seconds <= _LAST_SECOND:
                yield decode(name), seconds, commit
