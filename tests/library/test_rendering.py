"""Bodies that take too long or kill their process cost one document, never the build."""

from collections.abc import Iterator
from typing import Any

import pytest

from quire.documents.bodies import Recipe
from quire.library.rendering import InlineRenderer, PoolRenderer, RenderJob


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
