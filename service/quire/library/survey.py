"""One revision understood: candidates read, the gate passed, bodies rendered, all settled.

Nothing is written but the build cache. What has not changed since the survey before is
neither parsed nor rendered again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from quire.catalogue.settlement import Settlement, settle
from quire.catalogue.visibility import Horizon, hidden_reason, horizon
from quire.conventions.addresses import Addresses
from quire.conventions.own_paths import known_paths
from quire.documents.bodies import uncommented
from quire.documents.front_matter import parse
from quire.errors import SourceError
from quire.library.accounting import Disposition, Evidence, account, not_settled
from quire.library.bodies import Bodies
from quire.library.build_cache import BuildCache
from quire.library.file_facts import FilesRead
from quire.library.lapses import Lapse, of_bodies, of_files, of_listing
from quire.library.lines import Lines
from quire.library.progress import Progress
from quire.library.reading import Reading, within
from quire.library.recipes import Recipes, Wanted
from quire.library.rendering import Renderer
from quire.library.site_reading import read_site
from quire.library.sizes import oversized
from quire.library.stand_ins import StandIns
from quire.library.unknowns import unknown_problems
from quire.model import Candidate, FileHistory, Problem, Rendering, Site, SourceFile
from quire.source.port import History, Source

MAX_BIO_CHARACTERS = 10_000
"""Of an author's or term's body: it stands in lists, and in posts that include authors."""

_UNREADABLE = frozenset({"settings-unreadable", "not-utf-8", "unreadable-rule"})


@dataclass(frozen=True, slots=True)
class Survey:
    """What a revision says at an instant.

    Args:
        scope: see `Source`.
        render_keys: key of the rendering in the build cache, by source path.
        dispositions: what became of each file, by path.
        settings_read: paths of the configuration files that were read, in that order.
        rendered: how many bodies were rendered for this survey.
        unreadable_settings: problems that leave a part of the site's configuration unknown,
            and with it what is hidden and where things are.
        lapses: what was not read or rendered, maybe through no fault of the content; sorted.
    """

    revision: str
    prefix: str
    scope: str
    convention: str
    reason: str
    site: Site
    horizon: Horizon
    settlement: Settlement
    addresses: Addresses
    history: Mapping[str, FileHistory]
    render_keys: Mapping[str, str]
    problems: tuple[Problem, ...]
    dispositions: Mapping[str, Disposition]
    settings_read: tuple[str, ...]
    rendered: int
    unreadable_settings: tuple[Problem, ...]
    lapses: tuple[Lapse, ...]


class Surveyor:
    """Surveys one source, revision after revision.

    Args:
        cache: of renderings and image sizes.
        media_base: see `Addresses`.
        shortcodes: the operator's templates by name.
        convention: name of the one to read by, None to look what the content is.
    """

    def __init__(
        self,
        source: Source,
        renderer: Renderer,
        cache: BuildCache,
        media_base: str,
        shortcodes: Mapping[str, str] | None = None,
        convention: str | None = None,
    ) -> None:
        self._source = source
        self._bodies = Bodies(source, renderer, cache)
        self._files_read = FilesRead(source, cache)
        self._media_base = media_base
        self._shortcodes = shortcodes or {}
        self._convention = convention
        self._history: History | None = None
        self._reading = Reading(source)
        self._files: Mapping[str, SourceFile] = {}
        self._stand_ins = StandIns(source, self._bodies)
        self._shown: Mapping[str, Wanted] = {}

    def survey(
        self, revision: str, now: datetime, progress: Progress, again: bool = False
    ) -> Survey:
        """Understand the source at a revision and an instant.

        Args:
            again: try also what could not be rendered before.

        Raises:
            SourceUnread: a file that shapes the whole site cannot be read.
            SourceError: the source does not answer.
            SnapshotDamaged: the build cache has lost what it held; try again.
        """
        self._bodies.begin(again)
        self._files_read.begin()
        progress.stage("listing files", 1)
        tree = self._source.tree(revision)
        self._files = tree.files
        read = read_site(self._source, tree, self._convention)
        convention, site = read.convention, read.site
        problems = [*tree.problems, *read.problems]
        self._history = self._source.history(revision, self._history)
        problems.extend(self._history.problems)
        candidates, faults = self._reading.candidates(convention, tree.files, site, progress)
        problems.extend(faults)
        candidates = within(self._source.scope, candidates)
        content = {candidate.path for candidate in candidates}
        settings_read = tuple(path for path in read.used if path not in content)
        profiles, faults_of_profiles = self._reading.profiles(convention, tree.files, site)
        problems.extend(faults_of_profiles)
        judged = [(candidate, hidden_reason(candidate, site, now)) for candidate in candidates]
        visible = [candidate for candidate, why in judged if why is None]
        recipes = Recipes(site, self._shortcodes)
        render_keys = {c.path: recipes.key(c) for c in visible}
        shown = {c.path: Wanted(tree.files[c.path], recipes.of(c)) for c in visible}
        wanted = {render_keys[path]: each for path, each in shown.items()}
        rendered = self._bodies.render(wanted, progress)
        progress.stage("settling", 1)
        failed: dict[str, str] = {}
        for path, key in render_keys.items():
            if failure := self._bodies.failure(key):
                problems.append(Problem(path, 0, *failure))
                failed[path] = failure[0]
        passing = {
            path: code
            for path, code in failed.items()
            if self._bodies.is_passing(render_keys[path])
        }
        for path, (key, instead) in self._stand_ins.find(passing).items():
            render_keys[path], shown[path] = key, instead
            del failed[path]
        visible = [self._with_bio(c, render_keys[c.path]) for c in visible if c.path not in failed]
        stand_ins = {path: render_keys[path] for path in passing if path not in failed}
        lapses = [
            *of_listing([*tree.problems, *self._history.problems]),
            *of_files(self._reading.unread, unread=True),
            *of_bodies(passing, tree.files, stand_ins),
        ]
        self._shown = shown

        def placed() -> Addresses:
            return Addresses(
                convention,
                site,
                tree.files,
                {c.path: c.permalink for c in visible if c.kind in ("post", "page")},
                self._media_base,
                self._files_read.look,
                known_paths([*visible, *profiles]),
                {c.path: c.permalink for c in visible if c.kind in ("author", "term")},
            )

        addresses = placed()
        if large := oversized(
            visible, tree.files, render_keys, self._bodies, self.bodies, addresses
        ):
            problems.extend(large.values())
            failed |= {path: problem.code for path, problem in large.items()}
            visible = [candidate for candidate in visible if candidate.path not in large]
            addresses = placed()  # Nothing leads to them, and their files are not served.
        settlement = settle(
            [*visible, *profiles],
            site,
            self._source.name,
            lambda address, path: addresses.resolve("image", address, path),
            self._history.files,
        )
        problems.extend(settlement.problems)
        failed |= not_settled(visible, settlement)
        published = [
            *(document.candidate for document in settlement.documents),
            *(each for each in [*visible, *profiles] if each.kind in ("author", "term")),
        ]
        problems.extend(self._reference_problems(published, addresses, render_keys))
        unknown = ((path, self._bodies.unknown(key)) for path, key in render_keys.items())
        problems.extend(unknown_problems(unknown, self._bytes_of))
        self._bodies.keep_only({*wanted, *render_keys.values()})
        self._shown = {path: each for path, each in shown.items() if path not in failed}
        self._stand_ins.remember(
            {path: (render_keys[path], each) for path, each in self._shown.items()}
        )
        lapses += of_files(self._files_read.unread, unread=False)
        problems = sorted(
            {
                problem
                for problem in problems
                if problem.path.startswith(self._source.scope) or problem.path in settings_read
            }
        )
        evidence = Evidence(
            files=tree.files,
            left_out=tree.problems,
            candidates=[*judged, *((profile, None) for profile in profiles)],
            failed=failed,
            problems=problems,
            settings=settings_read,
            media={file.path for file in addresses.media.values()},
        )
        return Survey(
            revision=revision,
            prefix=tree.prefix,
            scope=self._source.scope,
            convention=convention.name,
            reason=read.reason,
            site=site,
            horizon=horizon(candidates, site, now),
            settlement=settlement,
            addresses=addresses,
            history=self._history.files,
            render_keys=render_keys,
            problems=tuple(problems),
            dispositions=account(evidence),
            settings_read=settings_read,
            rendered=rendered,
            unreadable_settings=tuple(each for each in read.problems if each.code in _UNREADABLE),
            lapses=tuple(sorted(set(lapses))),
        )

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """The files of the last survey, by path."""
        return self._files

    def addresses_in(self, render_key: str) -> tuple[tuple[str, str], ...]:
        """Give the (kind, address) pairs of a rendered body."""
        return self._bodies.addresses(render_key)

    def renderings(self, keys: Iterable[str]) -> dict[str, Rendering]:
        """Read renderings of the last survey."""
        return self._bodies.renderings(keys)

    def bodies(self, paths: Iterable[str]) -> dict[str, str]:
        """Read the markdown of documents of the last survey again, by path, without comments
        and without blank lines before it.

        Raises:
            SourceError: a file has changed since.
        """
        found = {}
        for file, data in self._source.read(self._shown[path].file for path in paths):
            if data is None:
                self._reading.forget(file.path)
                raise SourceError(f"{file.path} changed while it was read")
            body = uncommented(parse(file.path, data).body, self._shown[file.path].recipe).text
            found[file.path] = body.lstrip("\n")
        return found

    def read_bytes(self, files: Iterable[SourceFile]) -> Iterable[tuple[SourceFile, bytes | None]]:
        """Read files as they are, in order."""
        return self._source.read(files)

    def _with_bio(self, candidate: Candidate, key: str) -> Candidate:
        """Give a profile the plain text of its body where its front matter has no excerpt."""
        if candidate.kind not in ("author", "term") or candidate.excerpt:
            return candidate
        text = self._bodies.renderings([key])[key].text
        if len(text) > MAX_BIO_CHARACTERS:
            text = text[:MAX_BIO_CHARACTERS].rpartition(" ")[0] + "…"
        return replace(candidate, excerpt=text or None)

    def _reference_problems(
        self, shown: Iterable[Candidate], addresses: Addresses, keys: Mapping[str, str]
    ) -> Iterable[Problem]:
        for candidate in shown:
            path = candidate.path
            lines = Lines(partial(self._bytes_of, path))
            wanted = [("image", address) for address, _ in candidate.images]
            if candidate.kind in ("post", "page"):
                if all(addresses.resolve(*each, path).problem for each in wanted):
                    wanted += [("image", each) for each in addresses.covers_beside(path)[:1]]
                wanted += [("image", candidate.seo.image)] if candidate.seo.image else []
                wanted += self._bodies.addresses(keys[path])
            for kind, address in wanted:
                problem = addresses.resolve(kind, address, path).problem
                if problem is not None:
                    yield Problem(path, lines.find_address(address), *problem)

    def _bytes_of(self, path: str) -> bytes:
        return next((data for _, data in self._source.read([self._files[path]])), None) or b""
