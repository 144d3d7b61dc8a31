"""Bodies that take too long or kill their process cost one document, never the build."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from quire.documents.bodies import Recipe
from quire.library.rendering import InlineRenderer, PoolRenderer, RenderJob
from quire.model import Rendering

TEXT = RenderJob("text", "Text.", Recipe(55))
LONGER = RenderJob("longer", "A *b* [c](/d) `e`.\n\n" * 700, Recipe(55))
"""Some tenths of a second of work."""


def processes() -> set[int]:
    """Find the processes of all pools that are alive."""
    found = set()
    parent = str(forkserver._forkserver._forkserver_pid)  # type: ignore[attr-defined]
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, ppid = each.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if ppid == parent and state != "Z":
            found.add(int(each.parent.name))
    return found


def own_process(pool: PoolRenderer) -> int:
    """Find the process of a pool that has one."""
    assert list(pool.render([TEXT]))
    return max(processes())


def rendered_while(pool: PoolRenderer, happening: Any, job: RenderJob | None = None) -> Rendering:
    """Render a longer body while something happens to its process."""
    process = own_process(pool)
    found: list[tuple[str, Rendering]] = []
    thread = threading.Thread(target=lambda: found.extend(pool.render([job or LONGER])))
    thread.start()
    time.sleep(0.1)
    happening(process)
    thread.join()
    return found[0][1]


@pytest.fixture
def pool() -> Iterator[PoolRenderer]:
    renderer = PoolRenderer(1, seconds=0.5)
    yield renderer
    renderer.close()


def test_pool_renders_what_this_process_would(pool: PoolRenderer) -> None:
    jobs = [RenderJob(str(n), f"# Title {n}\n\nSome *text*.", Recipe(55)) for n in range(5)]

    assert list(pool.render(jobs)) == list(InlineRenderer().render(jobs))


def test_body_that_takes_too_long_is_given_up_and_the_next_one_is_rendered(
    pool: PoolRenderer,
) -> None:
    slow = "\n\n".join(f"Paragraph *{n}* with [a link](/{n}) and `code`." for n in range(9000))
    jobs = [RenderJob("slow", slow, Recipe(55)), RenderJob("quick", "Text.", Recipe(55))]

    (_, first), (_, second) = pool.render(jobs)

    assert first.failure == (
        "render-timeout",
        "rendering took longer than 0.5 s; simplify the body",
    )
    assert (first.html, second.html) == ("", "<p>Text.</p>\n")


def test_body_that_makes_the_renderer_raise_costs_one_document(pool: PoolRenderer) -> None:
    no_text: Any = None
    jobs = [RenderJob("broken", no_text, Recipe(55)), RenderJob("whole", "Text.", Recipe(55))]

    (_, first), (_, second) = pool.render(jobs)

    assert first.failure == (
        "render-crashed",
        "rendering failed with TypeError; simplify the body",
    )
    assert (first.html, second.html) == ("", "<p>Text.</p>\n")


@pytest.mark.slow
def test_process_that_stands_still_for_longer_than_a_body_may_take_is_waited_for() -> None:
    def stop_and_go_on(process: int) -> None:
        os.kill(process, signal.SIGSTOP)
        time.sleep(3)
        os.kill(process, signal.SIGCONT)

    patient = PoolRenderer(1, seconds=2)
    try:
        rendering = rendered_while(patient, stop_and_go_on)
    finally:
        patient.close()

    assert (rendering.failure, rendering.word_count) == (None, 2800)


@pytest.mark.slow
def test_process_that_never_goes_on_costs_one_body_and_a_wait() -> None:
    impatient = PoolRenderer(1, seconds=5, stuck_seconds=1)
    try:
        # So long that no machine is done with it before its process is stopped.
        long = RenderJob("long", LONGER.body * 30, LONGER.recipe)
        rendering = rendered_while(
            impatient, lambda process: os.kill(process, signal.SIGSTOP), long
        )
        [(_, next_one)] = impatient.render([TEXT])
    finally:
        impatient.close()

    assert rendering.failure == (
        "render-timeout",
        "the process that renders it did not answer for 1 s",
    )
    assert next_one.failure is None


@pytest.mark.slow
def test_body_whose_process_is_killed_by_another_is_rendered_all_the_same(
    pool: PoolRenderer,
) -> None:
    killed = rendered_while(pool, lambda process: os.kill(process, signal.SIGKILL))

    assert (killed.failure, killed.word_count) == (None, 2800)


@pytest.mark.slow
def test_process_that_is_killed_while_it_has_nothing_to_do_breaks_nothing(
    pool: PoolRenderer,
) -> None:
    process = own_process(pool)
    os.kill(process, signal.SIGKILL)
    while process in processes():
        time.sleep(0.01)
    time.sleep(0.3)  # the pool looks ten times a second

    assert [rendering.html for _, rendering in pool.render([TEXT])] == ["<p>Text.</p>\n"]
