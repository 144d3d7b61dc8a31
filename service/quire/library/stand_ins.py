"""The last good body of a document whose new one cannot be rendered now.

Its header has been read and says that it is public. Known for as long as the builder lives.
"""

from collections.abc import Iterable, Mapping

from quire.library.bodies import Bodies
from quire.library.progress import Silent
from quire.library.recipes import Wanted
from quire.source.port import Source


class StandIns:
    """Remembers by path what a document's body was last rendered from."""

    def __init__(self, source: Source, bodies: Bodies) -> None:
        self._source = source
        self._bodies = bodies
        self._good: dict[str, tuple[str, Wanted]] = {}

    def find(self, paths: Iterable[str]) -> dict[str, tuple[str, Wanted]]:
        """Find key and source of what may stand in for bodies, by path, where there is any."""
        found = {}
        for path in paths:
            key, wanted = self._good.get(path, ("", None))
            if wanted is None:
                continue
            # A folder on disk has only what is there now.
            [(_, data)] = self._source.read([wanted.file])
            if data is None:
                continue
            self._bodies.render({key: wanted}, Silent())
            if self._bodies.failure(key) is None:
                found[path] = (key, wanted)
        return found

    def remember(self, rendered: Mapping[str, tuple[str, Wanted]]) -> None:
        """Remember what documents show now."""
        self._good = dict(rendered)
