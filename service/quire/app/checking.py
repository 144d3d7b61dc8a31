"""Surveys of content without a state directory or an index: to check it, to compare it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from quire.app.clock import clock
from quire.app.placing import open_site, open_site_revisions
from quire.app.shortcodes import read_shortcodes
from quire.library.build_cache import BuildCache
from quire.library.comparison import Comparison, compare, side
from quire.library.progress import Progress
from quire.library.rendering import PoolRenderer
from quire.library.survey import Survey, Surveyor
from quire.settings import Settings
from quire.source import Source

_MEDIA_BASE = "/v1/media/"


def survey_content(path: Path, settings: Settings, progress: Progress) -> Survey:
    """Understand the content at a path as it is on disk.

    Raises:
        SourceError: there is no content.
    """
    with _surveyor(open_site(path, None, True, settings.convention), settings) as (
        source,
        surveyor,
    ):
        survey = surveyor.survey(source.revision(), clock(settings)(), progress)
        progress.done()
        return survey


def compare_revisions(
    path: Path,
    before: str,
    after: str,
    since_fork: bool,
    settings: Settings,
    progress: Progress,
) -> Comparison:
    """Say what would differ between two revisions, both seen at the same instant.

    Args:
        since_fork: see `open_site_revisions`.

    Raises:
        SettingError: there is no repository.
        SourceError: a revision is not there or holds no content.
    """
    opened, first, last = open_site_revisions(path, before, after, since_fork, settings.convention)
    now = clock(settings)()
    with _surveyor(opened, settings) as (_, surveyor):
        old = side(surveyor.survey(first, now, progress), surveyor)
        new = side(surveyor.survey(last, now, progress), surveyor)
        progress.done()
        return compare(old, new, settings.extra_keys)


@contextmanager
def _surveyor(source: Source, settings: Settings) -> Iterator[tuple[Source, Surveyor]]:
    with ExitStack() as stack:
        stack.callback(source.close)
        shortcodes = read_shortcodes(settings.shortcodes)
        renderer = PoolRenderer(os.cpu_count() or 1)
        stack.callback(renderer.close)
        cache = BuildCache(None, "")
        stack.callback(cache.close)
        yield (
            source,
            Surveyor(source, renderer, cache, _MEDIA_BASE, shortcodes, settings.convention),
        )
