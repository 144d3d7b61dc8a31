"""Reading blobs through one standing `git cat-file --batch`.

Source: https://git-scm.com/docs/git-cat-file, "BATCH OUTPUT".
"""

import hashlib
import os
import select
import subprocess
import time
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from itertools import islice

from quire.errors import GitFailed
from quire.source.git import Git, end
from quire.source.port import MAX_FILE_BYTES

_CHUNK_BYTES = 1 << 20
# Asked ahead of what is answered: 32 ids fit into the smallest pipe, so asking never blocks.
_AHEAD = 32
# A damaged object gives fewer bytes than it says. After so long without one git is told that no
# question follows: it ends when it has said all, and nothing waits for bytes that never come.
_STALL_SECONDS = 1.0


class _Lost(Exception):
    """The process died, or answered something else than it was asked; bytes that are not those
    of the id, too: a damaged object may swallow the answers that follow it."""


class BlobReader:
    """Gives the bytes of blobs; starts its process when first asked, and again when it dies."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._idle: _Conversation | None = None

    def read(self, blobs: Iterable[str | None]) -> Generator[bytes | None]:
        """Read blobs in the order given, taking up to 32 ids ahead of what is yielded.

        Args:
            blobs: full object ids, from a tree; None is answered with None.

        Yields:
            None where an object is missing, damaged, no blob or above `MAX_FILE_BYTES`.

        Raises:
            GitFailed: git takes longer than the time-out, or the repository is gone.
        """
        upcoming = iter(blobs)
        asked = deque(islice(upcoming, _AHEAD))
        conversation = self._idle or _Conversation(self._git)
        self._idle = None
        finished = False
        losses = 0
        try:
            conversation.ask(asked)
            while asked:
                try:
                    data = conversation.answer(asked[0])
                except _Lost:
                    losses += 1
                    conversation.end()
                    conversation = _Conversation(self._git)
                    if losses == 1:
                        conversation.ask(asked)
                        continue
                    # Lost twice: this object kills git, unless git cannot work here at all.
                    self._git.run("rev-parse", "--git-dir")
                    conversation.ask(islice(asked, 1, None))
                    data = None
                losses = 0
                asked.popleft()
                yield data
                following = list(islice(upcoming, 1))
                asked.extend(following)
                conversation.ask(following)
            finished = True
        finally:
            if finished and self._idle is None:
                self._idle = conversation
            else:
                conversation.end()

    def close(self) -> None:
        """End the process."""
        if self._idle is not None:
            self._idle.end()
            self._idle = None


class _Conversation:
    """One process: it answers in the order it is asked."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process = git.start(
            "cat-file", "--batch", stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._received = bytearray()

    def ask(self, blobs: Iterable[str | None]) -> None:
        """Ask for blobs; that the process is dead, or ending, shows when it should answer."""
        if self._process.stdin.closed:  # type: ignore[union-attr]
            return
        lines = "".join(f"{blob}\n" for blob in blobs if blob is not None).encode("ascii")
        with suppress(BrokenPipeError):
            if lines:
                os.write(self._process.stdin.fileno(), lines)  # type: ignore[union-attr]

    def answer(self, blob: str | None) -> bytes | None:
        """Take the next answer.

        Raises:
            _Lost: there is none, or it is another one's.
            GitFailed: it does not come in time.
        """
        if blob is None:
            return None
        deadline = time.monotonic() + self._git.timeout
        while (line_end := self._received.find(b"\n")) < 0:
            self._receive(deadline)
        header = self._received[:line_end].decode("ascii", "replace").split(" ")
        del self._received[: line_end + 1]
        if header == [blob, "missing"]:
            return None
        if len(header) != 3 or header[0] != blob or not header[2].isdecimal():
            raise _Lost
        size = int(header[2])
        if header[1] == "blob" and size <= MAX_FILE_BYTES:
            while len(self._received) <= size:
                self._receive(deadline)
            data = bytes(self._received[:size])
            del self._received[: size + 1]
            if self._id_of(data) != blob:
                raise _Lost
            return data
        unwanted = size + 1
        while unwanted > len(self._received):
            unwanted -= len(self._received)
            self._received.clear()
            self._receive(deadline)
        del self._received[:unwanted]
        return None

    def end(self) -> None:
        """End the process and close its pipes."""
        end(self._process)

    def _id_of(self, data: bytes) -> str:
        """Compute the id under which git keeps a blob; no defence, so SHA-1 will do."""
        digest = hashlib.new(self._git.object_format, usedforsecurity=False)
        digest.update(b"blob %d\0" % len(data))
        digest.update(data)
        return digest.hexdigest()

    def _receive(self, deadline: float) -> None:
        output = self._process.stdout.fileno()  # type: ignore[union-attr]
        poll = select.poll()
        poll.register(output, select.POLLIN)
        if not poll.poll(min(_STALL_SECONDS, max(0.0, deadline - time.monotonic())) * 1000):
            self._process.stdin.close()  # type: ignore[union-attr]
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not poll.poll(remaining * 1000):
            raise GitFailed(
                f"git cat-file did not answer in time on {self._git.directory}: is the disk slow?"
            )
        chunk = os.read(output, _CHUNK_BYTES)
        if not chunk:
            raise _Lost
        self._received += chunk
