"""Bodies are rendered in processes of their own, where one that takes too long is killed."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TimedOut
from dataclasses import dataclass
from typing import Protocol

import structlog
from pebble import ProcessExpired, ProcessPool

from quire.documents.bodies import Recipe, render_body
from quire.model import Rendering

_log = structlog.get_logger()

RENDER_SECONDS = 10
"""What one body may take before its process is killed."""

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
        seconds: what one body may take.
    """

    def __init__(self, workers: int, seconds: float = RENDER_SECONDS) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["quire.documents.bodies"])
        self._seconds = seconds
        self._pool = ProcessPool(max_workers=workers, max_tasks=_MAX_TASKS, context=context)

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

    def _render(self, jobs: list[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        futures = [
            self._pool.schedule(render_body, args=(job.body, job.recipe), timeout=self._seconds)
            for job in jobs
        ]
        for job, future in zip(jobs, futures, strict=True):
            try:
                yield job.key, future.result()
            except TimedOut:
                reason = f"rendering took longer than {self._seconds} s; simplify the body"
                yield job.key, _failed("render-timeout", reason)
            except ProcessExpired:
                reason = "rendering ended its process; simplify the body"
                yield job.key, _failed("render-crashed", reason)
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are rendered
                _log.error("a body cannot be rendered", key=job.key, exc_info=error)
                reason = f"rendering failed with {type(error).__name__}; simplify the body"
                yield job.key, _failed("render-crashed", reason)


PASSING_FAILURES = frozenset({"render-timeout", "render-crashed"})
"""Codes of failures that may be the machine's and not the body's: nobody remembers them."""


def _failed(code: str, message: str) -> Rendering:
    return Rendering(html="", excerpt="", word_count=0, failure=(code, message))
