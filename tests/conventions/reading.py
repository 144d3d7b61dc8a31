"""A site in one string, understood by its convention without a repository."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1

from quire.catalogue.visibility import hidden_reason
from quire.conventions import Convention, detect
from quire.conventions.addresses import Addresses
from quire.documents.front_matter import parse
from quire.model import Candidate, Problem, Site, SourceFile
from quire.model.pictures import FileFacts
from tests.support.repositories import site_files


@dataclass(frozen=True)
class Understood:
    """What a convention makes of a site."""

    convention: Convention
    site: Site
    files: dict[str, SourceFile]
    candidates: dict[str, Candidate]
    problems: tuple[Problem, ...]
    profiles: tuple[Candidate, ...] = ()

    @property
    def permalinks(self) -> dict[str, str]:
        return {path: candidate.permalink for path, candidate in self.candidates.items()}

    @property
    def codes(self) -> list[tuple[str, int, str]]:
        return [(problem.path, problem.line, problem.code) for problem in self.problems]

    def addresses(
        self,
        measure: Callable[[SourceFile], tuple[int, int] | None] = lambda _: None,
        is_pointer: Callable[[SourceFile], bool] = lambda _: False,
        hidden: tuple[str, ...] = (),
        known: dict[str, str] | None = None,
        profiles: tuple[str, ...] = (),
    ) -> Addresses:
        apart = {*hidden, *profiles}
        visible = {path: link for path, link in self.permalinks.items() if path not in apart}
        paths = {link: link for link in visible.values()} | (known or {})
        return Addresses(
            self.convention,
            self.site,
            self.files,
            visible,
            "/v1/media/",
            lambda file: FileFacts(measure(file), is_pointer(file)),
            paths,
            {path: self.permalinks[path] for path in profiles},
        )


def tree(*paths: str) -> dict[str, SourceFile]:
    """List files of which only the path matters."""
    return {path: SourceFile(path, "0" * 40, 1) for path in paths}


def understood(text: str) -> Understood:
    """Read a whole site in one string."""
    return understood_files(site_files(text))


def understood_files(data: Mapping[str, bytes]) -> Understood:
    """Read a whole site by the bytes of its files."""
    files = {
        path: SourceFile(path, sha1(found, usedforsecurity=False).hexdigest(), len(found))
        for path, found in data.items()
    }
    convention, _ = detect(files, lambda path: data[path])
    site, problems = convention.site(files, lambda path: data[path])
    found = list(problems)
    candidates = {}
    for file in convention.content_files(files, site):
        interpretation = convention.interpret(file, parse(file.path, data[file.path]), site)
        found.extend(interpretation.problems)
        if interpretation.candidate is not None:
            candidates[file.path] = interpretation.candidate
    profiles, problems = convention.profiles(files, lambda path: data[path], site)
    found.extend(problems)
    return Understood(convention, site, files, candidates, tuple(sorted(set(found))), profiles)


def published_at(now: datetime, site: Understood) -> dict[str, str]:
    """Give the addresses of what is visible at an instant, by path."""
    return {
        path: site.site.address_of(candidate.permalink)
        for path, candidate in site.candidates.items()
        if hidden_reason(candidate, site.site, now) is None
    }


def one(
    front_matter: str = "", path: str = "content/posts/hello.md", config: str = ""
) -> Candidate:
    """Understand one file without a body, of a site with a configuration in TOML."""
    return understood_one(front_matter, path, config).candidates[path]


def understood_one(
    front_matter: str = "", path: str = "content/posts/hello.md", config: str = ""
) -> Understood:
    """As `one`, the whole site."""
    return understood(f"-- hugo.toml --\n{config}\n-- {path} --\n---\n{front_matter}\n---\n")
