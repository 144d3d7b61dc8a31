"""A site in one string, understood by its convention without a repository."""

from collections.abc import Callable
from dataclasses import dataclass

from quire.conventions import Convention, detect
from quire.conventions.addresses import Addresses
from quire.documents.front_matter import parse
from quire.model import Candidate, Problem, Site, SourceFile
from tests.support.repositories import site_files


@dataclass(frozen=True)
class Understood:
    """What a convention makes of a site."""

    convention: Convention
    site: Site
    files: dict[str, SourceFile]
    candidates: dict[str, Candidate]
    problems: tuple[Problem, ...]

    @property
    def permalinks(self) -> dict[str, str]:
        return {path: candidate.permalink for path, candidate in self.candidates.items()}

    @property
    def codes(self) -> list[tuple[str, int, str]]:
        return [(problem.path, problem.line, problem.code) for problem in self.problems]

    def addresses(
        self,
        measure: Callable[[SourceFile], tuple[int, int] | None] = lambda _: None,
        hidden: tuple[str, ...] = (),
    ) -> Addresses:
        visible = {path: link for path, link in self.permalinks.items() if path not in hidden}
        return Addresses(self.convention, self.site, self.files, visible, "/v1/media/", measure)


def tree(*paths: str) -> dict[str, SourceFile]:
    """List files of which only the path matters."""
    return {path: SourceFile(path, "0" * 40, 1) for path in paths}


def understood(text: str) -> Understood:
    """Read a whole site in one string."""
    data = site_files(text)
    files = {
        path: SourceFile(path, f"{number:040x}", len(found))
        for number, (path, found) in enumerate(data.items(), 1)
    }
    convention, _ = detect(files)
    site, problems = convention.site(files, lambda path: data[path])
    found = list(problems)
    candidates = {}
    for file in convention.content_files(files, site):
        interpretation = convention.interpret(file, parse(file.path, data[file.path]), site)
        found.extend(interpretation.problems)
        if interpretation.candidate is not None:
            candidates[file.path] = interpretation.candidate
    return Understood(convention, site, files, candidates, tuple(sorted(set(found))))


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
