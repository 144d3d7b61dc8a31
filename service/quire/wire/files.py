"""Stored files on the wire: conditions, one byte range, and no way to run in a browser.

A file is handed over whole: the server would hold a thread for as long as a slow reader takes
block after block.

Source: RFC 9110, 13.1.5 (If-Range), 14 (range requests).
"""

import os
import re
import stat

import structlog

from quire.wire.answers import FileAnswer, MadeFile
from quire.wire.problems import Refusal
from quire.wire.ready import COMMON, Edition, Environ, Freshness, Header, Now, Outcome
from quire.wire.validators import entity_tag, none_match_fails

_log = structlog.get_logger()

_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)
_SHOWN = ("image/", "audio/", "video/", "font/", "text/plain")
_ACTIVE = ("image/svg",)


class ReadyFile:
    """A file with its headers made once; the bytes of a stored one are read per request."""

    __slots__ = ("_answer", "_bytes", "_headers", "_repeated", "_tag", "freshness")

    size = 0

    def __init__(self, answer: FileAnswer | MadeFile, edition: Edition) -> None:
        self._answer = answer
        if isinstance(answer, MadeFile):
            self._bytes, self._tag = len(answer.body), entity_tag(answer.body)
        else:
            self._bytes, self._tag = answer.size, f'"{answer.blob}"'
        self.freshness = Freshness(answer.policy, edition)
        self._repeated = [("ETag", self._tag), *edition.headers, *COMMON, self.freshness.header]
        kind = answer.content_type
        shown = kind.startswith(_SHOWN) and not kind.startswith(_ACTIVE)
        disposition = [] if shown else [("Content-Disposition", "attachment")]
        self._headers = [
            ("Content-Type", kind),
            ("Accept-Ranges", "bytes"),
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
            *disposition,
            *self._repeated,
        ]

    def respond(self, environ: Environ, now: Now) -> Outcome:
        """Answer one request.

        Raises:
            Refusal: 416, its range lies outside of the file;
                503, the stored file is missing, or not what it was: it will be stored again.
        """
        none_match = environ.get("HTTP_IF_NONE_MATCH")
        if none_match is not None and none_match_fails(none_match, self._tag):
            return Outcome("304 Not Modified", self.freshness.cut(self._repeated, now), [])
        size = self._bytes
        span = self._range(environ)
        start, end = (0, size) if span is None else span
        headers: list[Header] = [("Content-Length", str(end - start))]
        if span is not None:
            headers.append(("Content-Range", f"bytes {start}-{end - 1}/{size}"))
        headers += self._headers
        head = environ["REQUEST_METHOD"] == "HEAD"
        body = [] if head else [self._read(start, end - start)]
        status = "200 OK" if span is None else "206 Partial Content"
        return Outcome(status, self.freshness.cut(headers, now), body)

    def _range(self, environ: Environ) -> tuple[int, int] | None:
        """Find the [start, end) that a GET asks for; None for the whole file."""
        wished = environ.get("HTTP_RANGE")
        if wished is None or environ["REQUEST_METHOD"] != "GET":
            return None
        match = _RANGE.fullmatch(wished) if len(wished) <= 100 else None
        if match is None or environ.get("HTTP_IF_RANGE", self._tag) != self._tag:
            return None
        first, last = match.groups()
        size = self._bytes
        if first:
            start, end = int(first), min(int(last) + 1 if last else size, size)
            if last and int(last) < int(first):
                return None
        elif last:
            start, end = max(size - int(last), 0), size
        else:
            return None
        if start >= end:
            raise Refusal(416, headers=(("Content-Range", f"bytes */{size}"),))
        return start, end

    def _read(self, start: int, length: int) -> bytes:
        """Read a part of the file.

        Raises:
            Refusal: see `respond`.
        """
        if isinstance(self._answer, MadeFile):
            return self._answer.body[start : start + length]
        try:
            return self._stored(self._answer, start, length)
        except OSError as error:
            _log.error("a stored file cannot be read", blob=self._answer.blob, reason=str(error))
            after = (("Retry-After", "5"),)
            raise Refusal(503, "What is asked for is being made anew.", headers=after) from error

    def _stored(self, answer: FileAnswer, start: int, length: int) -> bytes:
        """Read a stored file: no link, a regular one, of the size that is known."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(answer.file, flags)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size != answer.size:
                raise OSError(f"the stored media file {answer.blob} is not what it was")
            return os.pread(handle, length, start)
        finally:
            os.close(handle)
