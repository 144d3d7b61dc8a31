"""Content files read and understood, each once while its bytes and its site stay the same."""

from collections.abc import Mapping
from dataclasses import replace

import structlog

from quire.conventions import Convention, Interpretation
from quire.documents.front_matter import Parsed, parse
from quire.documents.templates import uses_templates, without_comments
from quire.errors import SourceError
from quire.library.bodies import MISSING
from quire.library.progress import Progress
from quire.model import Candidate, Problem, Site, SourceFile
from quire.source.lfs import is_lfs_pointer
from quire.source.port import Source

_log = structlog.get_logger()

MAX_BODY_BYTES = 1024 * 1024
_DATA_SUFFIXES = (".yaml", ".yml", ".toml", ".json", ".csv")

_Profiles = tuple[tuple[Candidate, ...], tuple[Problem, ...]]


class Reading:
    """Reads one source, revision after revision. Used by one thread."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._unread_files: list[SourceFile] = []
        self._unread_data: dict[str, SourceFile] = {}
        self._read: dict[str, tuple[str, Interpretation]] = {}
        self._site: Site | None = None
        self._profiles: tuple[object, _Profiles] = (None, ((), ()))

    def candidates(
        self,
        convention: Convention,
        files: Mapping[str, SourceFile],
        site: Site,
        progress: Progress,
    ) -> tuple[list[Candidate], list[Problem]]:
        """Understand all content files of a tree.

        Returns:
            The candidates in the tree's order, and what was found wrong.

        Raises:
            SourceError: the source does not answer.
        """
        if site != self._site:
            self._read, self._site = {}, site
        content = convention.content_files(files, site)
        known = {
            file.path: self._read[file.path]
            for file in content
            if self._read.get(file.path, ("",))[0] == file.blob
        }
        fresh = [file for file in content if file.path not in known]
        progress.stage("reading", len(fresh))
        missing: dict[str, SourceFile] = {}
        for file, data in self._source.read(fresh):
            known[file.path] = (file.blob, understand(convention, file, data, site))
            if data is None:
                missing[file.path] = file
            progress.advance()
        self._read = {path: each for path, each in known.items() if path not in missing}
        self._unread_files = list(missing.values())
        candidates: list[Candidate] = []
        problems: list[Problem] = []
        for file in content:
            interpretation = known[file.path][1]
            problems.extend(interpretation.problems)
            if interpretation.candidate is not None:
                candidates.append(interpretation.candidate)
        return candidates, problems

    def profiles(
        self, convention: Convention, files: Mapping[str, SourceFile], site: Site
    ) -> _Profiles:
        """Understand the profiles in data files; see the port of conventions.

        Raises:
            SourceError: the source does not answer.
        """
        data = {path: file.blob for path, file in files.items() if path.endswith(_DATA_SUFFIXES)}
        key = (convention.name, data, site)
        if self._profiles[0] != key or self._unread_data:
            self._unread_data = {}
            self._profiles = key, self._read_profiles(convention, files, site)
        return self._profiles[1]

    def _read_profiles(
        self, convention: Convention, files: Mapping[str, SourceFile], site: Site
    ) -> _Profiles:
        path = ""

        def read(wanted: str) -> bytes:
            nonlocal path
            path = wanted
            [(file, data)] = self._source.read([files[wanted]])
            if data is None:
                self._unread_data[wanted] = file
            return data or b""

        try:
            return convention.profiles(files, read, site)
        except (SourceError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other files are served
            return (), (_not_understood(path, error),)

    @property
    def unread(self) -> list[SourceFile]:
        """Files whose bytes could not be read when they were asked for last."""
        return [*self._unread_files, *self._unread_data.values()]

    def forget(self, path: str) -> None:
        """Read a file again next time: its bytes are not what they were."""
        self._read.pop(path, None)


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
            parsed = parse(file.path, data)
            return _with_body(convention.interpret(file, parsed, site), parsed, site)
        except MemoryError:
            raise  # the machine's fault, and no word about the file
        except Exception as error:  # noqa: BLE001 - whatever it is, the other files are served
            return Interpretation(None, (_not_understood(file.path, error),))
    return Interpretation(None, (Problem(file.path, 0, *fault),))


def within(scope: str, candidates: list[Candidate]) -> list[Candidate]:
    """Hide the documents that lie outside of what was asked for; profiles are the site's."""
    return [
        replace(each, hidden="outside")
        if each.kind in ("post", "page") and not each.path.startswith(scope)
        else each
        for each in candidates
    ]


def _with_body(meant: Interpretation, parsed: Parsed, site: Site) -> Interpretation:
    """Note whether templates shape the body: then its rendering hangs on more than its bytes.
    A comment that never ends is a problem: it hides more than its writer meant it to."""
    candidate, body, problems = meant.candidate, parsed.body, meant.problems
    if candidate is None:
        return meant
    is_html = candidate.markup == "html"
    endless = without_comments(body, site.templates, is_html=is_html).endless
    if endless is not None:
        fault = "A comment starts here and never ends, so all below it is hidden; close it."
        line = parsed.body_line + body.count("\n", 0, endless)
        problems = (*problems, Problem(parsed.path, line, "endless-comment", fault))
    templated = uses_templates(body, site.templates)
    return Interpretation(replace(candidate, templated=templated), problems)


def _not_understood(path: str, error: Exception) -> Problem:
    _log.error("a file cannot be understood", path=path, exc_info=error)
    message = f"the file cannot be understood ({type(error).__name__}); simplify it."
    return Problem(path, 0, "front-matter-unreadable", message)
