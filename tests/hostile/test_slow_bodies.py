"""What is too slow or too large costs itself: it is killed, reported and skipped."""

from pathlib import Path

import pytest

from quire.library.accounting import Disposition
from quire.library.rendering import PoolRenderer
from tests.hostile.ground import Ground
from tests.hostile.service import served
from tests.hostile.test_repositories import assert_healthy

SLOW = "word *emphasis* [link](x) `code`\n\n" * 30_000
"""Just below 1 MiB, seconds of work."""


@pytest.mark.slow
def test_slow_body_is_reported_and_skipped_and_the_service_goes_on(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    ground.post("slow", SLOW)
    ground.post("large", "x" * (1024 * 1024))
    ground.commit()
    renderer = PoolRenderer(1, seconds=2)
    try:
        with served(ground.root, tmp_path, renderer, work_tree=False) as site:
            fates = site.builder.dispositions
            assert fates["content/posts/slow.md"] == Disposition("problem", "render-timeout")
            assert fates["content/posts/large.md"] == Disposition("problem", "body-too-large")
            assert site.slugs("posts") == ["healthy"]
            assert_healthy(site)

            ground.post("slow", "Quick now.")
            ground.commit()
            site.builder.build()
            site.refresh()

            assert site.slugs("posts") == ["healthy", "slow"]
    finally:
        renderer.close()
