"""Bodies are rendered in processes of their own, where one that takes too long is killed.

What counts is processor time: a machine that is busy, or stops for a while, is no fault of a body.
"""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Protocol

import structlog
from pebble import ProcessExpired, ProcessPool

from quire.documents.bodies import Recipe, render_body
from quire.model import Rendering

_log = structlog.get_logger()

RENDER_SECONDS = 10
"""Processor time that one body may take before its process is killed."""

STUCK_SECONDS = 120
"""Time on the clock after which a process is killed, whatever it has done."""

_MAX_TASKS = 5_000
_BATCH = 256


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One body to render; `key` names its bytes and its recipe, and with them the result."""

    key: str
    body: str
    recipe: Recipe


class Renderer(Protocol):
    """Renders bodies."""

    def render(self, jobs: Iterable[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        """Render jobs in order; one that fails gives an empty rendering with its failure."""
        ...

    def close(self) -> None:
        """End processes."""
        ...


class InlineRenderer:
    """Renders in this process: for small, trusted content, as in tests."""

    def render(self, jobs: Iterable[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        """See `Renderer`."""
        for job in jobs:
            yield job.key, render_body(job.body, job.recipe)

    def close(self) -> None:
        """See `Renderer`."""


class PoolRenderer:
    """Renders in a standing pool of processes.

    Args:
        workers: number of processes.
        seconds: processor time that one body may take.
        stuck_seconds: time on the clock that one body may take.
    """

    def __init__(
        self, workers: int, seconds: float = RENDER_SECONDS, stuck_seconds: float = STUCK_SECONDS
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._stuck_seconds = stuck_seconds
        self._pool = self._opened()

    def render(self, jobs: Iterable[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        """See `Renderer`."""
        batch: list[RenderJob] = []
        for job in jobs:
            batch.append(job)
            if len(batch) == _BATCH:
                yield from self._render(batch)
                batch = []
        yield from self._render(batch)

    def close(self) -> None:
        """See `Renderer`."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _opened(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["quire.documents.bodies"])
        return ProcessPool(max_workers=self._workers, max_tasks=_MAX_TASKS, context=context)

    def _render(self, jobs: list[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        futures = [self._scheduled(job) for job in jobs]
        for job, future in zip(jobs, futures, strict=True):
            try:
                rendering = self._result(job, future)
            except (ProcessExpired, BrokenProcessPool) as error:
                # Somebody else may have ended the process: the body has a second chance.
                _log.warning("a render process ended and its body is tried again", key=job.key)
                rendering = self._second_chance(job, error)
            yield job.key, rendering

    def _second_chance(self, job: RenderJob, first: Exception) -> Rendering:
        try:
            return self._result(job, self._scheduled(job))
        except (ProcessExpired, BrokenProcessPool):
            _log.error("a body ends its process", key=job.key, exc_info=first)
            return _failed("render-crashed", "rendering ended its process; simplify the body")

    def _scheduled(self, job: RenderJob) -> "Future[Rendering]":
        if not self._pool.active:
            # A pool is broken for good when a process of it ends that has nothing to do.
            self.close()
            self._pool = self._opened()
        return self._pool.schedule(
            _render_in_time, args=(job.body, job.recipe, self._seconds), timeout=self._stuck_seconds
        )

    def _result(self, job: RenderJob, future: "Future[Rendering]") -> Rendering:
        """Wait for a rendering.

        Raises:
            ProcessExpired, BrokenProcessPool: its process ended, but for a body that is too slow.
        """
        try:
            return future.result()
        except TimedOut:
            reason = f"the process that renders it did not answer for {self._stuck_seconds} s"
            return _failed("render-timeout", reason)
        except ProcessExpired as error:
            if error.exitcode != -signal.SIGPROF:
                raise
            reason = f"rendering took longer than {self._seconds} s; simplify the body"
            return _failed("render-timeout", reason)
        except BrokenProcessPool:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are rendered
            _log.error("a body cannot be rendered", key=job.key, exc_info=error)
            reason = f"rendering failed with {type(error).__name__}; simplify the body"
            return _failed("render-crashed", reason)


PASSING_FAILURES = frozenset({"render-timeout", "render-crashed"})
"""Codes of failures that may be the machine's and not the body's: nobody remembers them."""


def _render_in_time(body: str, recipe: Recipe, seconds: float) -> Rendering:
    """Render in a process that the kernel ends when it has used up its processor time.

    Source: setitimer(2), `ITIMER_PROF`: user and system time, SIGPROF ends the process.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return render_body(body, recipe)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _failed(code: str, message: str) -> Rendering:
    return Rendering(html="", excerpt="", word_count=0, failure=(code, message))
