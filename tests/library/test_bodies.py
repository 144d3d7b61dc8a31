"""Renderings are remembered for as long as they can be found, and failures no longer than due."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from quire.documents.bodies import Recipe
from quire.errors import SnapshotDamaged
from quire.library.bodies import MISSING, Bodies
from quire.library.build_cache import BuildCache
from quire.library.progress import Silent
from quire.library.recipes import Wanted
from quire.library.rendering import InlineRenderer, RenderJob
from quire.model import FileHistory, Problem, Rendering, SourceFile
from quire.source import History, Tree

A = SourceFile("a.md", "a" * 40, 5)
B = SourceFile("b.md", "b" * 40, 5)


class _Source:
    """A source whose files come and go."""

    name = "main"
    note = ""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {"a.md": b"Text.", "b.md": b"Other."}

    def revision(self) -> str:
        return "1"

    def tree(self, revision: str) -> Tree:
        problems: tuple[Problem, ...] = ()
        return Tree({}, problems, revision and "")

    def read(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | None]]:
        for file in files:
            yield file, self.data.get(file.path)

    def history(self, revision: str, _carried: History | None) -> History:
        files: dict[str, FileHistory] = {}
        return History(revision, "", files)

    def close(self) -> None:
        pass


class _Failing(InlineRenderer):
    """Renders nothing, in time."""

    code = "render-timeout"

    def render(self, jobs: Iterable[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        for job in jobs:
            yield job.key, Rendering("", "", 0, failure=(self.code, "too slow"))


@pytest.fixture
def source() -> _Source:
    return _Source()


@pytest.fixture
def cache() -> Iterator[BuildCache]:
    opened = BuildCache(None, "code")
    yield opened
    opened.close()


def render(bodies: Bodies, *files: SourceFile) -> int:
    wanted = {file.blob: Wanted(file, Recipe(55)) for file in files}
    return bodies.render(wanted, Silent())


def test_file_that_changed_before_it_was_rendered_is_not_taken_for_an_empty_one(
    source: _Source, cache: BuildCache
) -> None:
    bodies = Bodies(source, InlineRenderer(), cache)
    text = source.data.pop("a.md")
    render(bodies, A, B)
    assert (bodies.failure(A.blob), bodies.failure(B.blob)) == (MISSING, None)
    bodies.keep_only({A.blob, B.blob})

    source.data["a.md"] = text
    assert render(bodies, A, B) == 1
    assert bodies.failure(A.blob) is None
    assert bodies.renderings([A.blob])[A.blob].html == "<p>Text.</p>\n"


def test_body_that_was_in_use_long_ago_is_found_or_rendered_again(
    source: _Source, cache: BuildCache
) -> None:
    bodies = Bodies(source, InlineRenderer(), cache)
    render(bodies, A)
    for n in range(120):
        edited = SourceFile("b.md", f"{n:040}", 5)
        render(bodies, edited)
        bodies.keep_only({edited.blob})

    assert render(bodies, A) == 1
    assert bodies.renderings([A.blob])[A.blob].html == "<p>Text.</p>\n"


@pytest.mark.parametrize(
    ("code", "rendered"), [("render-timeout", 1), ("render-crashed", 1), ("body-too-complex", 0)]
)
def test_only_failures_of_the_body_itself_outlive_the_builder(
    source: _Source, cache: BuildCache, code: str, rendered: int
) -> None:
    failing = _Failing()
    failing.code = code
    render(Bodies(source, failing, cache), A)

    assert render(Bodies(source, InlineRenderer(), cache), A) == rendered


def test_damage_of_the_cache_while_running_is_told_and_all_is_rendered_anew(
    source: _Source, tmp_path: Path
) -> None:
    cache = BuildCache(tmp_path / "cache", "code")
    bodies = Bodies(source, InlineRenderer(), cache)
    render(bodies, A)
    cache.keep_renderings((f"{n}", Rendering("text" * 1000, "", 1)) for n in range(100))
    cache.close()
    file = tmp_path / "cache"
    data = file.read_bytes()
    file.write_bytes(data[: 5 * 4096] + b"\xaa" * (len(data) - 5 * 4096))

    damaged = BuildCache(file, "code")
    bodies = Bodies(source, InlineRenderer(), damaged)
    with pytest.raises(SnapshotDamaged, match="is damaged and made anew"):
        render(bodies, *(SourceFile("b.md", f"{n}", 5) for n in range(100)))
    assert render(bodies, A) == 1
    assert A.blob in bodies.renderings([A.blob])
    damaged.close()
