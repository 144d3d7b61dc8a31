"""One revision understood: candidates read, the gate passed, bodies rendered, all settled.

Nothing is written but the build cache. What has not changed since the survey before is
neither parsed nor rendered again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import structlog

from quire.catalogue.settlement import Settled, Settlement, settle
from quire.catalogue.visibility import Horizon, hidden_reason, horizon
from quire.conventions import Convention, Interpretation, detect, quire_toml
from quire.conventions.addresses import Addresses
from quire.documents.front_matter import parse
from quire.errors import SourceError
from quire.library.bodies import MISSING, Bodies
from quire.library.build_cache import BuildCache
from quire.library.images import image_size
from quire.library.lines import Lines
from quire.library.progress import Progress
from quire.library.rendering import Renderer
from quire.model import Candidate, FileHistory, Problem, Rendering, Site, SourceFile
from quire.source.lfs import is_lfs_pointer
from quire.source.port import History, Source, Tree

_log = structlog.get_logger()

MAX_BODY_BYTES = 1024 * 1024
MAX_BIO_CHARACTERS = 10_000
"""Of an author's or term's body: it stands in lists, and in posts that include authors."""

_UNREADABLE = frozenset(
    {"front-matter-unreadable", "front-matter-too-large", "front-matter-too-deep", "not-utf-8"}
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a revision says at an instant.

    Args:
        hidden: number of candidates that are not shown, by reason.
        render_keys: key of the rendering in the build cache, by source path.
        rendered: how many bodies were rendered for this survey.
        unreadable_settings: problems that leave a part of the site's configuration unknown,
            and with it what is hidden and where things are.
    """

    revision: str
    prefix: str
    convention: str
    reason: str
    site: Site
    horizon: Horizon
    settlement: Settlement
    addresses: Addresses
    history: Mapping[str, FileHistory]
    render_keys: Mapping[str, str]
    problems: tuple[Problem, ...]
    hidden: Mapping[str, int]
    rendered: int
    unreadable_settings: tuple[Problem, ...]


class Surveyor:
    """Surveys one source, revision after revision.

    Args:
        cache: of renderings and image sizes.
        media_base: see `Addresses`.
    """

    def __init__(
        self, source: Source, renderer: Renderer, cache: BuildCache, media_base: str
    ) -> None:
        self._source = source
        self._bodies = Bodies(source, renderer, cache)
        self._cache = cache
        self._media_base = media_base
        self._history: History | None = None
        self._read: dict[str, tuple[str, Interpretation]] = {}
        self._site: Site | None = None
        self._files: Mapping[str, SourceFile] = {}

    def survey(self, revision: str, now: datetime, progress: Progress) -> Survey:
        """Understand the source at a revision and an instant.

        Raises:
            SourceError: the source does not answer.
            SnapshotError: the build cache cannot be used; `SnapshotDamaged`: try again.
        """
        progress.stage("listing files", 1)
        tree = self._source.tree(revision)
        self._files = tree.files
        convention, reason = detect(tree.files)
        site, settings = self._site_of(convention, tree)
        problems = [*tree.problems, *settings]
        self._history = self._source.history(revision, self._history)
        problems.extend(self._history.problems)
        candidates = self._candidates(tree, convention, site, problems, progress)
        visible = []
        hidden: Counter[str] = Counter()
        for candidate in candidates:
            why = hidden_reason(candidate, site, now)
            if why is None:
                visible.append(candidate)
            else:
                hidden[why] += 1
        render_keys = {c.path: f"{c.blob}:{site.excerpt_words}" for c in visible}
        files = {key: tree.files[path] for path, key in render_keys.items()}
        rendered = self._bodies.render(files, site.excerpt_words, progress)
        progress.stage("settling", 1)
        for candidate in visible:
            if failure := self._bodies.failure(render_keys[candidate.path]):
                problems.append(Problem(candidate.path, 0, *failure))
                hidden["unreadable"] += 1
        visible = [
            self._with_bio(candidate, render_keys[candidate.path])
            for candidate in visible
            if self._bodies.failure(render_keys[candidate.path]) is None
        ]
        addresses = Addresses(
            convention,
            site,
            tree.files,
            {c.path: c.permalink for c in visible if c.kind in ("post", "page")},
            self._media_base,
            self._measure,
        )
        settlement = settle(
            visible,
            site,
            self._source.name,
            lambda address, path: addresses.resolve("image", address, path),
            self._history.files,
        )
        problems.extend(settlement.problems)
        problems.extend(self._reference_problems(settlement.documents, addresses, render_keys))
        self._bodies.keep_only(set(render_keys.values()))
        return Survey(
            revision=revision,
            prefix=tree.prefix,
            convention=convention.name,
            reason=reason,
            site=site,
            horizon=horizon(candidates, site, now),
            settlement=settlement,
            addresses=addresses,
            history=self._history.files,
            render_keys=render_keys,
            problems=tuple(sorted(set(problems))),
            hidden=hidden,
            rendered=rendered,
            unreadable_settings=tuple(each for each in settings if each.code in _UNREADABLE),
        )

    def addresses_in(self, render_key: str) -> tuple[tuple[str, str], ...]:
        """Give the (kind, address) pairs of a rendered body."""
        return self._bodies.addresses(render_key)

    def renderings(self, keys: Iterable[str]) -> dict[str, Rendering]:
        """Read renderings of the last survey."""
        return self._bodies.renderings(keys)

    def bodies(self, paths: Iterable[str]) -> dict[str, str]:
        """Read the markdown of files of the last survey again, by path, without blank lines
        before it.

        Raises:
            SourceError: a file has changed since.
        """
        found = {}
        for file, data in self._source.read(self._files[path] for path in paths):
            if data is None:
                self._read.pop(file.path, None)
                raise SourceError(f"{file.path} changed while it was read")
            found[file.path] = parse(file.path, data).body.lstrip("\n")
        return found

    def read_bytes(self, files: Iterable[SourceFile]) -> Iterable[tuple[SourceFile, bytes | None]]:
        """Read files as they are, in order."""
        return self._source.read(files)

    def _site_of(self, convention: Convention, tree: Tree) -> tuple[Site, list[Problem]]:
        def read(path: str) -> bytes:
            return next((data or b"" for _, data in self._source.read([tree.files[path]])), b"")

        site, problems = convention.site(tree.files, read)
        found = list(problems)
        for path in (quire_toml.FILE_NAME, f"{site.content_dir}/{quire_toml.FILE_NAME}"):
            if path in tree.files:
                site, problems = quire_toml.overlay(site, path, read(path))
                found.extend(problems)
                break
        return site, found

    def _candidates(
        self,
        tree: Tree,
        convention: Convention,
        site: Site,
        problems: list[Problem],
        progress: Progress,
    ) -> list[Candidate]:
        if site != self._site:
            self._read, self._site = {}, site
        content = convention.content_files(tree.files, site)
        known = {
            file.path: self._read[file.path]
            for file in content
            if self._read.get(file.path, ("",))[0] == file.blob
        }
        fresh = [file for file in content if file.path not in known]
        progress.stage("reading", len(fresh))
        missing = set()
        for file, data in self._source.read(fresh):
            known[file.path] = (file.blob, understand(convention, file, data, site))
            if data is None:
                missing.add(file.path)
            progress.advance()
        self._read = {path: each for path, each in known.items() if path not in missing}
        candidates = []
        for file in content:
            interpretation = known[file.path][1]
            problems.extend(interpretation.problems)
            if interpretation.candidate is not None:
                candidates.append(interpretation.candidate)
        return candidates

    def _with_bio(self, candidate: Candidate, key: str) -> Candidate:
        """Give a profile the plain text of its body where its front matter has no excerpt."""
        if candidate.kind not in ("author", "term") or candidate.excerpt:
            return candidate
        text = self._bodies.renderings([key])[key].text
        if len(text) > MAX_BIO_CHARACTERS:
            text = text[:MAX_BIO_CHARACTERS].rpartition(" ")[0] + "…"
        return replace(candidate, excerpt=text or None)

    def _reference_problems(
        self, documents: Iterable[Settled], addresses: Addresses, keys: Mapping[str, str]
    ) -> Iterable[Problem]:
        for document in documents:
            path = document.candidate.path
            lines = Lines(partial(self._bytes_of, path))
            wanted = [
                *(("image", address) for address, _ in document.candidate.images),
                *self._bodies.addresses(keys[path]),
            ]
            for kind, address in wanted:
                problem = addresses.resolve(kind, address, path).problem
                if problem is not None:
                    yield Problem(path, lines.find(address), *problem)

    def _bytes_of(self, path: str) -> bytes:
        return next((data for _, data in self._source.read([self._files[path]])), None) or b""

    def _measure(self, file: SourceFile) -> tuple[int, int] | None:
        try:
            return self._cache.image_size(file.blob)
        except KeyError:
            data = next((data for _, data in self._source.read([file])), None)
            if data is None:
                return None
            size = image_size(data)
            self._cache.keep_image_size(file.blob, size)
            return size


def understand(
    convention: Convention, file: SourceFile, data: bytes | None, site: Site
) -> Interpretation:
    """Understand one content file; whatever goes wrong is a problem of this file alone.

    Args:
        data: None where the bytes are not there.
    """
    if data is None:
        fault = MISSING
    elif is_lfs_pointer(data):
        fault = ("lfs-pointer", "the file is a Git LFS pointer; store the text itself in git.")
    elif len(data) > MAX_BODY_BYTES:
        fault = ("body-too-large", f"{len(data)} bytes are more than 1 MiB; split the file.")
    else:
        try:
            return convention.interpret(file, parse(file.path, data), site)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other files are served
            _log.error("a file cannot be understood", path=file.path, exc_info=error)
            message = f"the file cannot be understood ({type(error).__name__}); simplify it."
            fault = ("front-matter-unreadable", message)
    return Interpretation(None, (Problem(file.path, 0, *fault),))
