"""Copies of pictures on demand: from the disk, else made in one process that can be killed.

No more requests wait for a picture than may be kept waiting; the same picture is made once.
"""

import multiprocessing
import os
import resource
import threading
import time
from collections import OrderedDict
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TimedOut
from pathlib import Path

import structlog
from pebble import ProcessExpired, ProcessPool

from quire.errors import PicturesBusy, PictureUnfit
from quire.library.fingerprint import code_fingerprint
from quire.library.media import Media
from quire.library.variants.scaling import Unfit, format_for, scale
from quire.library.variants.store import VariantStore

_log = structlog.get_logger()

MOST_WAITING = 12
"""Requests of one web process that may wait for pictures at a time."""

_PROCESS_MEMORY_BYTES = 2 * 1024**3
_MAX_TASKS = 500
_FAILURES = 1_000
_FAILURE_SECONDS = 60.0
_NICE = 5

_Result = bytes | Unfit


class Variants:
    """Gives copies of pictures. Safe to call from several threads.

    Args:
        directory: see `VariantStore`.
        limit_bytes: of the copies on disk.
        seconds: what making one may take.
        most_waiting: callers that may wait at a time.
        wait_seconds: how long one of them may.
    """

    def __init__(
        self,
        directory: Path | None,
        limit_bytes: int,
        seconds: float = 5.0,
        most_waiting: int = MOST_WAITING,
        wait_seconds: float = 10.0,
    ) -> None:
        self._store = VariantStore(directory, limit_bytes)
        self._seconds = seconds
        self._most_waiting = most_waiting
        self._wait_seconds = wait_seconds
        self._lock = threading.Lock()
        self._waiting = 0
        self._making: dict[str, Future[_Result]] = {}
        self._failures: OrderedDict[str, tuple[float, Unfit]] = OrderedDict()
        self._pool: ProcessPool | None = None

    def find(self, original: Media, width: int | None, form: str | None) -> tuple[bytes, str]:
        """Give a copy of a scalable picture and the format that it has.

        Args:
            width: one of `VARIANT_WIDTHS`; None, or one above the original's, keeps its size.
            form: one of `FORMATS`; None: the original's, else one like it.

        Raises:
            PictureUnfit: it is damaged, too large, or takes too long.
            PicturesBusy: too many wait already, or the wait has been too long.
        """
        form = form or format_for(original.content_type)
        name = f"{original.blob}-{width or 0}-{form}-{code_fingerprint()[:12]}"
        found = self._store.find(name)
        return found or self._made(name, original.file, width, form), form

    def close(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _made(self, name: str, file: Path, width: int | None, form: str) -> bytes:
        with self._lock:
            self._raise_known(name)
            if self._waiting >= self._most_waiting:
                raise PicturesBusy("Too many pictures are being made.")
            self._waiting += 1
            future = self._making.get(name)
            ours = future is None
            if future is None:
                future = self._making[name] = self._schedule(file, width, form)
        try:
            result = self._result(future)
            if ours and isinstance(result, bytes):
                self._store.keep(name, result)
        finally:
            with self._lock:
                self._waiting -= 1
                if ours:
                    self._making.pop(name, None)
        if isinstance(result, Unfit):
            with self._lock:
                self._remember(name, result)
            raise PictureUnfit(result.code, result.detail)
        return result

    def _result(self, future: "Future[_Result]") -> _Result:
        try:
            return future.result(self._wait_seconds)
        except TimedOut:
            if not future.done():
                future.cancel()
                raise PicturesBusy("Too many pictures are being made.") from None
            return Unfit("too_slow", f"Making it would take longer than {self._seconds:g} s.")
        except CancelledError:
            raise PicturesBusy("Too many pictures are being made.") from None
        except ProcessExpired:
            return Unfit("unreadable", "Reading the picture ended its process.")
        except Exception as error:
            _log.error("a picture cannot be made", exc_info=error)
            raise PicturesBusy("Pictures cannot be made now.") from error

    def _schedule(self, file: Path, width: int | None, form: str) -> "Future[_Result]":
        if self._pool is None or not self._pool.active:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["quire.library.variants.scaling"])
            self._pool = ProcessPool(
                max_workers=1, max_tasks=_MAX_TASKS, context=context, initializer=_confine
            )
        return self._pool.schedule(scale, args=(file, width, form), timeout=self._seconds)

    def _raise_known(self, name: str) -> None:
        """Raise what was found wrong with a picture a moment ago."""
        known = self._failures.get(name)
        if known is not None and known[0] > time.monotonic():
            raise PictureUnfit(known[1].code, known[1].detail)

    def _remember(self, name: str, failure: Unfit) -> None:
        self._failures[name] = (time.monotonic() + _FAILURE_SECONDS, failure)
        while len(self._failures) > _FAILURES:
            self._failures.popitem(last=False)


def _confine() -> None:
    """Give the process that reads pictures less memory than would hurt, and less haste."""
    resource.setrlimit(resource.RLIMIT_AS, (_PROCESS_MEMORY_BYTES, _PROCESS_MEMORY_BYTES))
    os.nice(_NICE)
