"""One file that brings out a defect costs itself and nothing else."""

from collections.abc import Mapping, Sequence

from quire.conventions import Interpretation, Reader
from quire.documents.front_matter import Parsed
from quire.library.reading import understand
from quire.model import Problem, Site, SourceFile


class _Defective:
    """A convention that fails on every file."""

    name = "defective"

    def claims(self, _files: Mapping[str, SourceFile]) -> str | None:
        return None

    def site(
        self, _files: Mapping[str, SourceFile], _read: Reader
    ) -> tuple[Site, tuple[Problem, ...]]:
        return Site(), ()

    def content_files(self, files: Mapping[str, SourceFile], _site: Site) -> list[SourceFile]:
        return list(files.values())

    def interpret(self, file: SourceFile, parsed: Parsed, site: Site) -> Interpretation:
        raise IndexError(file.path, parsed.body, site.title)

    def published_path(self, _path: str, _site: Site) -> str | None:
        return None

    def locations(self, _address: str, _path: str, _site: Site) -> Sequence[str]:
        return ()


def test_file_on_which_a_convention_fails_is_a_problem_and_not_published() -> None:
    file = SourceFile("a.md", "0" * 40, 5)

    found = understand(_Defective(), file, b"Text.", Site())

    message = "the file cannot be understood (IndexError); simplify it."
    assert found == Interpretation(None, (Problem("a.md", 0, "front-matter-unreadable", message),))
