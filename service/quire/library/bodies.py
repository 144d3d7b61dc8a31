"""Rendered bodies, from the build cache where they are known, else rendered now.

A body's key names its bytes and how they are rendered, so equal keys mean equal renderings.
What the next survey asks of every body is kept in memory, the renderings are not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from quire.documents.bodies import page_values
from quire.documents.front_matter import parse
from quire.errors import SnapshotDamaged
from quire.library.build_cache import BuildCache
from quire.library.progress import Progress
from quire.library.recipes import Wanted
from quire.library.rendering import PASSING_FAILURES, Renderer, RenderJob
from quire.model import Rendering
from quire.source.port import Source

MISSING = ("missing-object", "the file's bytes cannot be read; fetch the whole repository.")
"""Code and message of the problem of a file whose bytes are not there, or no longer."""


_SURELY_FITS = 400_000
_ADDRESS_BYTES = 400
_ADDRESSES_OF_A_PICTURE = 8
"""Its own, and those of its copies."""


class Bodies:
    """The bodies of one source. Used by one thread.

    Each method may raise `SnapshotDamaged` where the build cache has lost what it held: all is
    looked for anew at the next try.
    """

    def __init__(self, source: Source, renderer: Renderer, cache: BuildCache) -> None:
        self._source = source
        self._renderer = renderer
        self._cache = cache
        self._addresses: dict[str, tuple[tuple[str, str], ...]] = {}
        self._failures: dict[str, tuple[str, str]] = {}
        self._unknown: dict[str, tuple[tuple[str, int], ...]] = {}
        self._large: set[str] = set()

    def render(self, bodies: Mapping[str, Wanted], progress: Progress) -> int:
        """Make sure that bodies are rendered, or that it is known why they cannot be.

        Args:
            bodies: by key.

        Returns:
            How many were not known.
        """
        with self._forgetting():
            unknown = [key for key in bodies if key not in self._addresses]
            for key, rendering in self._cache.renderings(unknown).items():
                self._remember(key, rendering)
            missing = {key: bodies[key] for key in unknown if key not in self._addresses}
            progress.stage("rendering", len(missing))
            fresh = []
            for key, rendering in self._renderer.render(self._jobs(missing)):
                self._remember(key, rendering)
                if rendering.failure is None or rendering.failure[0] not in PASSING_FAILURES:
                    fresh.append((key, rendering))
                progress.advance()
                if len(fresh) >= 500:
                    self._cache.keep_renderings(fresh)
                    fresh.clear()
            self._cache.keep_renderings(fresh)
            return len(missing)

    def addresses(self, key: str) -> tuple[tuple[str, str], ...]:
        """Give the (kind, address) pairs of a rendered body."""
        return self._addresses[key]

    def unknown(self, key: str) -> tuple[tuple[str, int], ...]:
        """Give (construct, uses) of the template syntax in a body that nobody knows."""
        return self._unknown.get(key, ())

    def may_be_large(self, key: str) -> bool:
        """Say whether a rendered body has to be measured; see `sizes`."""
        return key in self._large

    def failure(self, key: str) -> tuple[str, str] | None:
        """Say by (code, message) why a body could not be rendered, None where it was."""
        return self._failures.get(key)

    def renderings(self, keys: Iterable[str]) -> dict[str, Rendering]:
        """Read the renderings of bodies that were rendered."""
        with self._forgetting():
            wanted = set(keys)
            found = self._cache.renderings(wanted)
            if len(found) < len(wanted):
                raise SnapshotDamaged("the build cache has lost renderings")
            return found

    def keep_only(self, keys: Collection[str]) -> None:
        """Forget all other bodies; one whose bytes were not there is looked for again."""
        with self._forgetting():
            self._keep_in_memory({key for key in keys if self._failures.get(key) != MISSING})
            self._cache.prune(keys)

    def is_passing(self, key: str) -> bool:
        """Say whether a body could not be rendered, maybe through no fault of its own."""
        why = self._failures.get(key)
        return why is not None and (why == MISSING or why[0] in PASSING_FAILURES)

    def begin(self, again: bool) -> None:
        """Begin a survey: use the build cache's file again where that was not possible.

        Args:
            again: look also for what failed and may have passed.
        """
        if self._cache.restore():
            self._keep_in_memory(())
        if again:
            passing = {key for key, why in self._failures.items() if why[0] in PASSING_FAILURES}
            self._keep_in_memory(self._addresses.keys() - passing)

    def _jobs(self, bodies: Mapping[str, Wanted]) -> Iterator[RenderJob]:
        files = self._source.read(each.file for each in bodies.values())
        for (key, wanted), (file, data) in zip(bodies.items(), files, strict=True):
            if data is None:
                self._addresses[key], self._failures[key] = (), MISSING
                continue
            parsed = parse(file.path, data)
            recipe = wanted.recipe
            if recipe.syntax:
                recipe = replace(recipe, page=page_values(parsed) | dict(recipe.page))
            yield RenderJob(key, parsed.body, recipe)

    def _remember(self, key: str, rendering: Rendering) -> None:
        self._addresses[key] = rendering.addresses
        if _may_be_large(rendering):
            self._large.add(key)
        if rendering.unknown:
            self._unknown[key] = rendering.unknown
        if rendering.failure is not None:
            self._failures[key] = rendering.failure

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """Remember nothing that was not kept: whatever went wrong, maybe before it was."""
        try:
            yield
        except BaseException:
            self._keep_in_memory(())
            raise

    def _keep_in_memory(self, keys: Collection[str]) -> None:
        self._addresses = {key: found for key, found in self._addresses.items() if key in keys}
        self._failures = {key: found for key, found in self._failures.items() if key in keys}
        self._unknown = {key: found for key, found in self._unknown.items() if key in keys}
        self._large &= set(keys)


def _may_be_large(rendering: Rendering) -> bool:
    """Say whether html with its addresses in place may be more than an answer holds."""
    links, pictures = rendering.html.count("<a "), rendering.html.count("<img ")
    added = _ADDRESS_BYTES * (links + pictures * _ADDRESSES_OF_A_PICTURE)
    return len(rendering.html) + added > _SURELY_FITS
