"""A survey of content on disk, without a state directory or an index."""

import os
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from quire.library.build_cache import BuildCache
from quire.library.progress import Progress
from quire.library.rendering import PoolRenderer
from quire.library.survey import Survey, Surveyor
from quire.source import open_source


def survey_content(path: Path, progress: Progress, stack: ExitStack) -> Survey:
    """Understand the content at a path as it is on disk; `stack` closes what was opened.

    Raises:
        SourceError: there is no content.
    """
    source = open_source(path, None, True)
    stack.callback(source.close)
    renderer = PoolRenderer(os.cpu_count() or 1)
    stack.callback(renderer.close)
    cache = BuildCache(None, "check")
    stack.callback(cache.close)
    surveyor = Surveyor(source, renderer, cache, "/v1/media/")
    survey = surveyor.survey(source.revision(), datetime.now(UTC), progress)
    progress.done()
    return survey
